"""The boards as pages, as files and in the mail; what is missing, hostile or of another's area beside what is good."""

import csv
import io
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pghistory.models import Events

from tests.factories.commitments import CommitmentFactory, days
from tests.factories.roles import person_with
from tests.factories.surveys import published_survey
from tests.factories.territory import AreaFactory, GemeenteFactory, make_areas, square
from tests.verapdf import assert_pdf_ua
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.portal.steering import actions
from wijkportaal.portal.steering.calculations import Counted
from wijkportaal.portal.steering.catalogue import FIGURES
from wijkportaal.portal.steering.models import (
    AreaGroup,
    Reckoning,
    SteeringDocument,
    SteeringFigure,
    SteeringPreference,
    Target,
)
from wijkportaal.portal.steering.queries.counting import count_figures
from wijkportaal.portal.steering.queries.news import week_of
from wijkportaal.portal.steering.queries.reading import STEERERS

pytestmark = pytest.mark.django_db
ACCESS = Path(__file__).parents[2] / "architecture" / "access.csv"
DASHBOARD, TREND, MEASURES = "/werk/sturen", "/werk/sturen/verloop", "/werk/sturen/vier-maten"


@pytest.fixture
def root():
    cache.clear()
    return GemeenteFactory(border=square(5.0, 53.0, 0.1))


@pytest.fixture
def noord(root):
    return AreaFactory(name="Noord", parent=root, border=square(5.0, 53.0, 0.02))


@pytest.fixture
def alderman(root):
    return person_with("alderman", root, full_name="Wies Wethouder")


def text_of(client, address: str, **data) -> str:
    answer = client.get(address, data)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def reckon(year: int, rows: dict, *, as_of=None) -> None:
    """Keep figures as if they had been worked out: {(figure, area): Counted}."""
    figures = {(key, area.pk, year): told for (key, area), told in rows.items()}
    actions.keep_figures(figures, [year], as_of=as_of or timezone.now())


def test_a_gemeente_in_its_first_week_sees_what_is_known_and_no_zero_for_the_rest(client, alderman, noord):
    client.force_login(alderman)
    assert "Er zijn nog geen cijfers" in text_of(client, DASHBOARD)
    assert "Er zijn nog geen cijfers" in text_of(client, TREND)
    assert client.post("/werk/sturen/berekenen").status_code == 302
    client.post("/werk/sturen/berekenen")
    job = Job.objects.get(kind="steering.refresh")
    assert "Cijfers berekenen" in text_of(client, DASHBOARD)
    CommitmentFactory(area=noord, due_on=days(5))
    run_job(job.pk)
    told = {
        row.figure: row.value for row in SteeringFigure.objects.filter(area=noord, period=str(days(0).year))
    }
    # Promises are made here, so that none too late is 0; nobody ever had a project, and that stays unknown.
    assert (told["promises_due"], told["promises_overdue"]) == (1, 0)
    assert not {"projects_running", "signals_open", "turnout", "budget_used"} & told.keys()
    page = text_of(client, DASHBOARD, kolom=["promises_overdue", "projects_running"])
    assert "Stand van" in page
    assert "/werk/afspraken?area=noord&amp;late=ja" in page
    assert "onbekend" in page
    before = list(
        SteeringFigure.objects.order_by("figure", "area", "period").values_list("figure", "value", "period")
    )
    actions.refresh_figures()
    again = list(
        SteeringFigure.objects.order_by("figure", "area", "period").values_list("figure", "value", "period")
    )
    assert again == before


def test_who_manages_one_wijk_sees_that_wijk_and_sets_nothing(client, root, noord):
    zuid = AreaFactory(name="Zuid", parent=root)
    reckon(days(0).year, {("taskgroups", area): Counted(Decimal(3)) for area in (root, noord, zuid)})
    client.force_login(person_with("area_manager", noord))
    for address in (DASHBOARD, TREND, MEASURES):
        page = text_of(client, address, gebied="zuid")
        assert "Noord" in page
        assert "Zuid" not in page
    assert "Zuid" not in client.get("/werk/sturen/uitvoer/overzicht.csv").content.decode()
    assert client.post("/werk/sturen/streefwaarden/nieuw", {}).status_code == 403
    client.force_login(person_with("area_manager", root))
    assert "Zuid" in text_of(client, DASHBOARD)
    assert client.post("/werk/sturen/streefwaarden/nieuw", {}).status_code == 422
    client.force_login(person_with("councillor", root))
    assert client.get(DASHBOARD).status_code == 403


def test_targets_and_groups_are_set_with_who_did_it_and_told_beside_the_figures(
    client, alderman, root, noord
):
    zuid = AreaFactory(name="Zuid", parent=root)
    year = days(0).year
    rows = {("taskgroups", noord): Counted(Decimal(4)), ("taskgroups", zuid): Counted(Decimal(2))}
    reckon(year - 1, {("taskgroups", noord): Counted(Decimal(1))})
    reckon(year, rows)
    client.force_login(alderman)
    typed = {"figure": "taskgroups", "area": "", "year": year, "value": "3,5"}
    assert client.post("/werk/sturen/streefwaarden/nieuw", typed).status_code == 302
    client.post("/werk/sturen/streefwaarden/nieuw", typed | {"value": "3"})
    wrong = client.post("/werk/sturen/streefwaarden/nieuw", typed | {"figure": "turnout", "value": "120"})
    assert (wrong.status_code, "hoogstens 100" in wrong.content.decode()) == (422, True)
    target = Target.objects.get()
    assert (target.value, target.set_by) == (3, alderman)
    context = Events.objects.tracks(target).order_by("pgh_created_at").last().pgh_context
    assert (context["action"], context["by"]) == ("steering.set_target", alderman.pk)
    page = text_of(client, DASHBOARD, kolom="taskgroups")
    assert "doel 3 gehaald" in page
    assert "doel 3 niet gehaald" in page
    assert "3 meer dan vorig jaar" in page

    assert client.post("/werk/sturen/groepen/nieuw", {"name": "Oud", "areas": [noord.pk]}).status_code == 422
    client.post("/werk/sturen/groepen/nieuw", {"name": "Oud", "areas": [noord.pk, zuid.pk]})
    group = AreaGroup.objects.get()
    compared = text_of(client, TREND, cijfer="taskgroups", gebied="noord", groep=f"groep-{group.pk}")
    assert "van 2 gebieden" in compared
    assert "<svg" in compared
    client.post(f"/werk/sturen/groepen/{group.pk}/weghalen")
    client.post(f"/werk/sturen/streefwaarden/{target.pk}/weghalen")
    assert (AreaGroup.objects.count(), Target.objects.count()) == (0, 0)


def test_the_four_measures_have_a_margin_and_few_answers_are_not_told(client, alderman, root, noord):
    published_survey(area=noord)
    zuid = AreaFactory(name="Zuid", parent=root)
    published_survey(content=2, sour=1, area=zuid)
    actions.refresh_figures()
    year = str(days(0).year)
    told = {row.area_id: row for row in SteeringFigure.objects.filter(figure="appreciation", period=year)}
    assert told[noord.pk].value == Decimal("66.6667")
    assert told[noord.pk].low < told[noord.pk].value < told[noord.pk].high
    assert (told[zuid.pk].value, told[root.pk].number) == (None, 18)
    client.force_login(alderman)
    page = text_of(client, MEASURES, gebied="noord")
    assert "67%" in page
    assert "18 antwoorden" in page
    assert "te weinig antwoorden" in text_of(client, MEASURES, gebied="zuid")
    file = client.get("/werk/sturen/uitvoer/vier-maten.csv").content.decode("utf-8-sig")
    assert f"Noord;{year};Waardering;66,7;" in file


def test_what_leaves_is_what_was_seen_and_dead_in_a_spreadsheet(client, alderman, root, tmp_path):
    live = AreaFactory(name="=HYPERLINK(1)", parent=root, border=square(5.0, 53.0, 0.02))
    year = days(0).year
    reckon(year, {("taskgroups", live): Counted(Decimal(4)), ("turnout", live): Counted(Decimal("12.345"))})
    client.force_login(alderman)
    query = "?kolom=taskgroups&kolom=turnout"
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/werk/sturen/uitvoer/overzicht.xlsx{query}").content)
    )
    cells = [list(row) for row in book.active.iter_rows(values_only=True)]
    assert cells[0] == ["Gebied", "Soort", "Taakgroepen", "Opkomst"]
    assert cells[2] == ["'=HYPERLINK(1)", "wijk", 4, 12.3]
    assert client.get("/werk/sturen/uitvoer/overzicht.exe").status_code == 404
    assert client.get("/werk/sturen/uitvoer/iets.csv").status_code == 404
    assert client.get("/werk/sturen/pdf/overzicht/openen").status_code == 404
    client.post("/werk/sturen/pdf/overzicht", {"query": "kolom=taskgroups"})
    client.post("/werk/sturen/pdf/vier-maten", {"query": "gebied=\0&x=" + "x" * 9000})
    for job in Job.objects.filter(kind="steering.make_document"):
        run_job(job.pk)
    files = []
    for board in ("overzicht", "vier-maten"):
        sent = client.get(f"/werk/sturen/pdf/{board}/openen")
        assert sent["Content-Type"] == "application/pdf"
        files.append(tmp_path / f"{board}.pdf")
        files[-1].write_bytes(b"".join(sent.streaming_content) if sent.streaming else sent.content)
    assert_pdf_ua(*files)
    client.force_login(person_with("administrator", root))
    assert client.get("/werk/sturen/pdf/overzicht/openen").status_code == 404
    SteeringDocument.objects.update(made_at=timezone.now() - timedelta(days=8))
    assert actions.forget_documents(SteeringDocument.objects.all()) == 2


HOSTILE = (
    "jaar=99999999999999999999&soort=onzin&groep=99999999999999999999&cijfer=%00&kolom=%00&op=%00",
    "jaar=abc&op=-&kolom=<script>&gebied=%00&gebied=../../etc&groep=groep-99999999999999999999",
    "gebied=&groep=soort-&groep=omvang-reus&cijfer=cycle_step&page=99999999999999999999",
)


def test_every_figure_leads_who_steers_to_a_list_that_opens_for_them(root, noord):
    table = {row.pop("door"): row for row in csv.DictReader(ACCESS.open(encoding="utf-8"))}
    for role in STEERERS:
        everywhere, here = person_with(role, root), person_with(role, noord)
        columns = {everywhere: role if role == "alderman" else f"{role} of all", here: role}
        for person, column in columns.items():
            for meaning in FIGURES.values():
                door = meaning.door_for(person)
                assert door and table[door.name][column] == "200", (role, meaning.key, door)


def test_many_areas_are_paged_and_the_order_is_over_all(client, alderman, root, monkeypatch):
    monkeypatch.setattr("wijkportaal.portal.steering.boards.overview.PAGE_SIZE", 2)
    areas = make_areas(5, parent=root)
    reckon(days(0).year, {("taskgroups", area): Counted(Decimal(place)) for place, area in enumerate(areas)})
    client.force_login(alderman)
    pages = [
        text_of(client, DASHBOARD, op="-taskgroups", kolom="taskgroups", page=number) for number in (1, 3)
    ]
    tables = [page[page.index("tabel-kop") :] for page in pages]
    shown = [[area.name for area in areas if f">{area.name}<" in table] for table in tables]
    assert shown == [[areas[3].name, areas[4].name], [areas[0].name]]
    # The map and the list beside it are of all of them, on every page, and so is the whole.
    assert all(f">{area.name}<" in pages[1] for area in areas)
    assert "page=2#tabel-kop" in tables[0] and "page" not in tables[1].split("st-sort")[1].split('"')[2]
    file = client.get("/werk/sturen/uitvoer/overzicht.csv?page=3").content.decode()
    assert all(area.name in file for area in areas)


def test_nothing_in_an_address_breaks_a_board(client, alderman, noord):
    reckon(
        days(0).year,
        {("cycle_step", noord): Counted(Decimal(9)), ("focus", noord): Counted(Decimal(5), number=4)},
    )
    client.force_login(alderman)
    boards = ("overzicht", "verloop", "vier-maten")
    for query in HOSTILE:
        for address in (DASHBOARD, TREND, MEASURES, *(f"/werk/sturen/uitvoer/{name}.csv" for name in boards)):
            answer = client.get(f"{address}?{query}")
            assert answer.status_code == 200, (address, query)
            assert "<script>" not in answer.content.decode()[:200]
    page = text_of(client, DASHBOARD, kolom=["cycle_step", "focus"])
    assert "alles klaar" in page
    assert "5 van 4" in page
    assert "boven de grens" in page
    assert client.post("/werk/sturen/streefwaarden/99999999999999999999/weghalen").status_code == 404


def test_as_many_queries_for_thirty_areas_as_for_one(client, alderman, root, noord):
    year = days(0).year
    client.force_login(alderman)

    def counts():
        found = []
        for look in (*(partial(client.get, address) for address in (DASHBOARD, TREND, MEASURES)), count):
            look()
            with CaptureQueriesContext(connection) as asked:
                look()
            found.append(len(asked))
        return found

    def count():
        count_figures([year - 1, year], today=days(0))

    reckon(year, {(key, noord): Counted(Decimal(1)) for key in FIGURES})
    one = counts()
    many = [noord, *make_areas(29, parent=root)]
    reckon(year, {(key, area): Counted(Decimal(place)) for key in FIGURES for place, area in enumerate(many)})
    assert counts() == one == [17, 13, 11, 22]


def test_on_monday_who_wants_it_hears_what_changed_and_nobody_hears_nothing(alderman, root, noord):
    now = timezone.localtime().replace(hour=8)
    week = timedelta(days=7)
    year = now.year
    quiet = person_with("alderman", root)
    for person in (alderman, quiet, person_with("councillor", root)):
        actions.save_preference(person, weekly_mail=person != quiet)
    assert actions.send_weekly_letters(today=now.date()) == 0
    earlier = now - week
    actions.keep_week({("promises_overdue", noord.pk, earlier.year): Counted(Decimal(1))}, as_of=earlier)
    reckon(year, {("promises_overdue", noord): Counted(Decimal(1))}, as_of=now)
    assert actions.send_weekly_letters(today=now.date()) == 0
    reckon(year, {("promises_overdue", noord): Counted(Decimal(4))}, as_of=now)
    if earlier.year != year:
        return  # in the first week of a year every count begins anew
    assert actions.send_weekly_letters(today=now.date()) == 1
    actions.send_weekly_letters(today=now.date())
    letter = Letter.objects.get()
    assert letter.to == alderman.email
    assert letter.subject == "Uw gebieden deze week: 1 ding vraagt aandacht"
    assert "- Noord: Afspraken waarvan de datum voorbij is: van 1 naar 4 (vraagt aandacht)" in letter.body
    assert reverse("steering:settings") in letter.body


def test_the_clock_asks_for_figures_once_a_night(root):
    midnight = timezone.localtime().replace(hour=1, minute=0)
    actions.follow_clock(now=midnight)
    actions.follow_clock(now=midnight)
    assert Job.objects.filter(kind="steering.refresh").count() == 1  # there were none at all
    run_job(Job.objects.get(kind="steering.refresh").pk)
    actions.follow_clock(now=timezone.localtime().replace(hour=4))
    assert Job.objects.filter(kind="steering.refresh").count() == 1
    Reckoning.objects.update(as_of=timezone.now() - timedelta(days=1))
    actions.follow_clock(now=timezone.localtime().replace(hour=2))
    assert Job.objects.filter(kind="steering.refresh").count() == 1
    actions.follow_clock(now=timezone.localtime().replace(hour=4))
    assert Job.objects.filter(kind="steering.refresh").count() == 2
    assert week_of(days(0)) in set(Reckoning.objects.values_list("period", flat=True))


def test_columns_of_ones_own_and_an_explanation_of_each_figure(client, alderman, noord):
    reckon(days(0).year, {("taskgroups", noord): Counted(Decimal(7))})
    client.force_login(alderman)
    client.post("/werk/sturen/instellingen/voorkeuren", {"columns": ["taskgroups"], "weekly_mail": "on"})
    assert SteeringPreference.objects.get().columns == ["taskgroups"]
    page = text_of(client, DASHBOARD)
    assert page.count('class="st-sort"') == 2
    explained = text_of(client, "/werk/sturen/uitleg")
    for key, meaning in FIGURES.items():
        assert f'id="{key}"' in explained
        assert all(str(words) for words in (meaning.definition, meaning.source, meaning.how, meaning.limits))
