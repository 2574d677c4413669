from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from programmes.cycle import actions
from programmes.cycle.models import CalendarStep, Cycle, CycleStep, StepFile
from programmes.yearly.models import Programme
from tests.factories.analysis import AnalysisFactory, JudgementFactory
from tests.factories.cycle import YEAR, make_cycle, make_step
from tests.factories.evaluations import EvaluationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, make_areas
from tests.factories.yearly import EntryFactory, ProgrammeFactory
from tests.programmes.cycle.test_actions import days

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def door(name, step, *more):
    return reverse(f"cycle:{name}", args=[step.pk, *more])


# --- The board ------------------------------------------------------------------------------------------


def test_the_board_shows_every_area_with_what_is_late(client, area, manager):
    other = AreaFactory(parent=area.parent, name="Zuiderkwartier")
    make_step(area, "choice", period=(days(-9), days(-1)))
    make_step(other, "results", state="skipped", state_reason="Niet dit jaar")
    client.force_login(manager)
    page = client.get(reverse("cycle:board"), {"jaar": YEAR})
    text = text_of(page)
    assert [row.cycle.area.name for row in page.context["board"].rows] == ["Molenwijk", "Zuiderkwartier"]
    assert dict(page.context["board"].counts) == {"late": 1, "ahead": 12, "skipped": 1}
    assert "2 dingen ontbreken" in text
    here, there = (row.all_cells for row in page.context["board"].rows)
    assert all(cell.url for cell in here) and not any(cell.url for cell in there)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"stand": "late"}, ["Molenwijk"]),
        ({"q": "zuid"}, ["Zuiderkwartier"]),
        ({"mijn": "ja"}, ["Molenwijk"]),
        ({"soort": "dorp"}, ["Zuiderkwartier"]),
        ({"stap": "choice"}, ["Molenwijk", "Zuiderkwartier"]),
        ({"stap": "results", "stand": "late"}, []),
        ({"stand": "onzin", "stap": "onzin", "soort": "x", "mijn": "?"}, ["Molenwijk", "Zuiderkwartier"]),
        ({"jaar": "99999999999"}, ["Molenwijk", "Zuiderkwartier"]),
    ],
)
def test_the_board_is_narrowed(client, area, manager, asked, names):
    other = AreaFactory(parent=area.parent, name="Zuiderkwartier", kind="dorp")
    make_step(area, "choice", period=(days(-9), days(-1)))
    make_cycle(other)
    client.force_login(manager)
    page = client.get(reverse("cycle:board"), asked)
    assert page.status_code == 200
    assert [row.cycle.area.name for row in page.context["board"].rows] == names


@pytest.mark.parametrize("areas", [3, 300])
def test_the_board_costs_the_same_queries_at_any_size(client, area, areas, django_assert_num_queries):
    boss = person_with("alderman")
    others = make_areas(areas - 1, parent=area.parent)
    actions.plan_cycles([area, *others], YEAR, by=None)
    # Two areas have something of everything, and the others a programme.
    for each in [area, others[0]]:
        programme = ProgrammeFactory(area=each, year=YEAR)
        EvaluationFactory(project=EntryFactory(programme=programme).project, year=YEAR)
        JudgementFactory(analysis__area=each, analysis__year=YEAR)
    Programme.objects.bulk_create(ProgrammeFactory.build(area=each, year=YEAR) for each in others[1:])
    client.force_login(boss)
    address = f"{reverse('cycle:board')}?jaar={YEAR}"
    client.get(f"{address}&q=nergens")
    with django_assert_num_queries(BOARD_QUERIES):
        page = client.get(address)
    assert len(page.context["board"].rows) == areas


BOARD_QUERIES = 16


def test_cycles_are_begun_for_the_areas_of_the_manager_only(client, area, manager):
    AreaFactory(parent=area.parent, name="Elders")
    client.force_login(manager)
    page = client.get(reverse("cycle:plan"))
    assert [each.name for each in page.context["form"].fields["areas"].queryset] == ["Molenwijk"]
    for wrong in ({"year": 1999, "areas": [area.pk]}, {"year": days(0).year, "areas": []}, {"year": 2099}):
        assert client.post(reverse("cycle:plan"), wrong).status_code == 422
    year = days(0).year + 1
    answer = client.post(reverse("cycle:plan"), {"year": year, "areas": [area.pk]}, follow=True)
    assert "1 cyclus is begonnen." in text_of(answer)
    assert Cycle.objects.get().year == year


def test_an_empty_board_offers_the_first_step(client, area, manager):
    client.force_login(manager)
    assert "Er is nog geen cyclus begonnen" in text_of(client.get(reverse("cycle:board")))


# --- The calendar ---------------------------------------------------------------------------------------


def test_the_calendar_begins_with_an_example_and_is_edited(client, area):
    client.force_login(person_with("administrator"))
    assert "Begin met het voorbeeld" in text_of(client.get(reverse("cycle:calendar")))
    assert "De kalender is gemaakt." in text_of(client.post(reverse("cycle:calendar"), follow=True))
    address = reverse("cycle:calendar_step", args=["choice"])
    values = {
        name: getattr(CalendarStep.objects.get(kind="choice"), name)
        for name in client.get(address).context["form"].fields
    }
    wrong = client.post(address, {**values, "version": 1, "last_month": 1})
    assert (wrong.status_code, "vóór de eerste dag" in text_of(wrong)) == (422, True)
    client.post(address, {**values, "version": 1, "last_day": 30, "who": "de buurt"})
    line = CalendarStep.objects.get(kind="choice")
    assert (line.last_day, line.who, line.version) == (30, "de buurt", 2)


# --- One step -------------------------------------------------------------------------------------------


def test_the_page_of_a_step_shows_what_it_lacks_and_opens(client, area, manager):
    step = make_step(area, "programming")
    client.force_login(manager)
    text = text_of(client.get(step.get_absolute_url()))
    for shown in ("Er is nog geen programma gemaakt.", f"Maak het programma van {YEAR}", "Lijst met punten"):
        assert shown in text
    programme = ProgrammeFactory(area=area, year=YEAR)
    text = text_of(client.get(step.get_absolute_url()))
    assert reverse("yearly:editor", args=[programme.pk]) in text
    assert "Het programma is nog niet vastgesteld." in text
    action = make_step(area, "action")
    EntryFactory(programme=programme, project=ProjectFactory(area=area, state="running"))
    type(programme).objects.update(state="published")
    text = text_of(client.get(action.get_absolute_url()))
    assert "1 project uit het programma is nog niet klaar of vervallen." in text


def test_what_a_step_lacks_is_a_way_to_where_it_is_mended(client, area, manager):
    client.force_login(manager)
    step = make_step(area, "analysis")
    assert f"{reverse('analysis:new')}?gebied={area.pk}" in text_of(client.get(step.get_absolute_url()))
    # The buurtanalyse with which the cycle starts is often that of the year before the programme.
    analysis = AnalysisFactory(area=area, year=YEAR - 1, state="draft")
    AnalysisFactory(area=area, year=YEAR - 2)
    way = f'<a href="{reverse("analysis:editor", args=[analysis.pk])}">'
    text = text_of(client.get(step.get_absolute_url()))
    assert f"{way}In de buurtanalyse staat nog geen oordeel" in text
    assert f"{way}De buurtanalyse is nog niet gepubliceerd." in text
    assert 'href="#punten">Op de lijst' in text
    JudgementFactory(analysis=analysis)
    type(analysis).objects.update(state="published")
    text = text_of(client.get(step.get_absolute_url()))
    assert "nog niet gepubliceerd" not in text and "nog geen oordeel" not in text

    programme = ProgrammeFactory(area=area, year=YEAR, state="published")
    for year, state in ((YEAR, "published"), (YEAR, "draft"), (YEAR - 1, "published")):
        entry = EntryFactory(programme=programme, project=ProjectFactory(area=area, state="done"))
        EvaluationFactory(project=entry.project, year=year, state=state)
    text = text_of(client.get(make_step(area, "evaluation").get_absolute_url()))
    workbench = f"{reverse('evaluations:workbench')}?programma={programme.pk}"
    assert f'href="{workbench}">Van 2 projecten uit het programma is er nog geen openbare evaluatie.' in text


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_of_a_step_costs_the_same_queries_at_any_size(
    client, area, manager, rows, django_assert_num_queries
):
    step = make_step(area, "action")
    for number in range(rows):
        check = actions.add_check(step, f"Punt {number}", by=manager)
        actions.tick_check(check, done=True, by=manager)
        actions.link_to_step(step, title="Pagina", address=f"/pagina/{number}", by=manager)
        StepFile.objects.create(step=step, title="Stuk", file="x.pdf", file_name="x.pdf", size=1)
    client.force_login(manager)
    client.get(step.get_absolute_url())
    with django_assert_num_queries(STEP_QUERIES):
        client.get(step.get_absolute_url())


STEP_QUERIES = 14


def test_a_step_elsewhere_does_not_exist(client, area):
    step = make_step(area)
    client.force_login(person_with("area_manager", AreaFactory(parent=area.parent)))
    for name in ("step", "edit_step", "move_step", "repeat_step"):
        assert client.get(door(name, step)).status_code == 404


def test_who_watches_over_a_step_elsewhere_may_open_it(client, area):
    guest = person_with("department", AreaFactory(parent=area.parent))
    step = make_step(area, responsible=guest)
    client.force_login(guest)
    assert client.get(door("edit_step", step)).status_code == 200
    assert step.get_absolute_url() in text_of(client.get(reverse("cycle:board"), {"jaar": YEAR}))


def test_a_step_is_written_in_moved_repeated_and_closed(client, area, manager):
    step = make_step(area)
    client.force_login(manager)
    client.post(
        door("edit_step", step), {"version": 1, "outcome": "Zes ideeën", "who": "Wim", "notes": "Geheim"}
    )
    refused = client.post(
        door("move_step", step), {"starts_on": days(9), "ends_on": days(1), "reason": "Zaal"}
    )
    assert (refused.status_code, "vóór de eerste dag" in text_of(refused)) == (422, True)
    far = {"starts_on": date(2926, 1, 1), "ends_on": date(2926, 1, 2), "reason": "Zaal"}
    assert client.post(door("move_step", step), far).status_code == 422
    client.post(door("move_step", step), {"starts_on": days(1), "ends_on": days(9), "reason": "Zaal bezet"})
    client.post(door("repeat_step", step), {"starts_on": days(20), "ends_on": days(21)})
    assert CycleStep.objects.filter(kind="choice").count() == 2
    client.post(door("change_state", step, "begin_step"), {"at_once": "1"})
    lacking = client.post(door("change_state", step, "finish_step"), {"at_once": "1"})
    assert (lacking.status_code, "Er ontbreekt nog iets" in text_of(lacking)) == (422, True)
    assert client.post(door("change_state", step, "skip_step"), {"reason": ""}).status_code == 422
    client.post(door("change_state", step, "finish_step"), {"reason": "De lijst komt na"})
    step.refresh_from_db()
    assert (step.state, step.outcome, step.starts_on, step.version) == ("done", "Zes ideeën", days(1), 2)
    assert client.post(door("change_state", step, "onzin")).status_code == 404
    again = client.post(door("change_state", step, "finish_step"), {"reason": "Nog eens"})
    assert (again.status_code, "Ververs de pagina" in text_of(again)) == (422, True)


def test_points_files_and_links_are_added_and_taken_away(client, area, manager, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    step = make_step(area)
    client.force_login(manager)
    assert client.post(door("add_check", step), {"text": ""}).status_code == 422
    client.post(door("add_check", step), {"text": "Koffie"})
    check = step.checks.get(text="Koffie")
    client.post(door("change_check", check), {"do": "tick"})
    check.refresh_from_db()
    assert check.done_by == manager
    client.post(door("change_check", check), {"do": "remove"})
    assert step.checks.count() == 3
    for name, data in (("page.html", b"<script>"), ("leeg.pdf", b"")):
        wrong = client.post(door("add_file", step), {"file-file": SimpleUploadedFile(name, data)})
        assert wrong.status_code == 422
    client.post(door("add_file", step), {"file-file": SimpleUploadedFile("verslag.pdf", b"%PDF")})
    file = step.files.get()
    answer = client.get(door("file", file))
    assert answer["Content-Disposition"] == 'attachment; filename="verslag.pdf"'
    assert b"".join(answer.streaming_content) == b"%PDF"
    assert client.get(reverse("cycle:public_file", args=[file.pk])).status_code == 404
    client.post(door("remove_file", file))
    assert client.get(door("file", file)).status_code == 404
    for wrong in ("javascript:alert(1)", "//elders.example", "geen adres", "/\\elders.example"):
        answer = client.post(door("add_link", step), {"link-title": "Stemming", "link-address": wrong})
        assert (answer.status_code, wrong in answer.content.decode()) == (422, True)
    client.post(door("add_link", step), {"link-title": "Visie", "link-address": "https://visie.example/2030"})
    client.post(door("remove_link", step.links.get()))
    assert not step.links.exists()


# --- What residents read --------------------------------------------------------------------------------


def test_residents_read_where_the_area_stands_and_never_the_notes(client, area, manager, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    step = make_step(
        area,
        period=(days(-3), days(30)),
        outcome="Zes ideeën gekozen",
        notes="Ruzie in de zaal",
        responsible=manager,
    )
    actions.link_to_step(step, title="Stem mee", address="/stemmen", by=manager)
    actions.link_to_step(step, title="Interne map", address="/map", is_public=False, by=manager)
    shown = actions.add_file(step, SimpleUploadedFile("foto.jpg", b"x"), is_public=True, by=manager)
    actions.add_file(step, SimpleUploadedFile("loting.xlsx", b"x"), by=manager)
    page = text_of(client.get(reverse("cycle:area", args=[area.slug])))
    home = text_of(client.get(area.get_absolute_url()))
    assert "Zes ideeën gekozen" in page and "foto.jpg" in page
    assert "Bewoners kiezen welke ideeën doorgaan." in home and "Stem mee" in home
    for hidden in ("Ruzie", "Interne map", "loting.xlsx", "Anna Bakker"):
        assert hidden not in page + home
    assert client.get(reverse("cycle:public_file", args=[shown.pk])).status_code == 200


def test_an_area_without_a_cycle_says_what_will_come(client, area):
    for address in (area.get_absolute_url(), reverse("cycle:area", args=[area.slug])):
        assert "De volgende ronde is nog niet gepland" in text_of(client.get(address))


@pytest.mark.parametrize("years", [1, 30])
def test_the_public_page_costs_the_same_queries_at_any_size(client, area, years, django_assert_num_queries):
    for number in range(years):
        make_cycle(area, 2010 + number)
    address = reverse("cycle:area", args=[area.slug])
    client.get(address)
    with django_assert_num_queries(PUBLIC_QUERIES):
        client.get(address)


PUBLIC_QUERIES = 6


def test_what_waits_stands_on_the_first_page_of_the_workspace(client, area, manager):
    step = make_step(area, period=(days(-9), days(-1)))
    client.force_login(manager)
    text = text_of(client.get(reverse("portal:workspace")))
    assert "Te laat" in text and step.get_absolute_url() in text
