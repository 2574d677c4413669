import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from programmes.visions import actions
from programmes.visions.models import Goal, PlanLine, Vision, VisionDocument
from tests.factories.files import pdf_upload
from tests.factories.organisations import OrganisationFactory
from tests.factories.projects import ProjectFactory, ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from tests.factories.visions import GoalFactory, PlanLineFactory, VisionFactory, VisionThemeFactory
from wijkportaal.foundation.editing.models import Draft
from wijkportaal.foundation.files.models import StoredFile

pytestmark = pytest.mark.django_db


def door(name, *arguments):
    return reverse(f"visions:{name}", args=arguments)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def about_form(vision, **changes):
    return {
        "version": vision.version,
        "title": vision.title,
        "first_year": vision.first_year,
        "last_year": vision.last_year,
        "intro": "",
        "made_by": "",
        "decision": "",
        "decided_by": "",
        "decided_on": "",
        "development": "",
    } | changes


# --- What anyone may read ------------------------------------------------------------------------------


def test_a_visie_shows_its_three_sources_wishes_goals_and_plans(client, area):
    vision = VisionFactory(area=area, intro="Groen en dichtbij.", development="<p>Begin klein.</p>")
    chapter = VisionThemeFactory(
        vision=vision,
        figures="<p>Een derde is 65 of ouder.</p>",
        figures_source="CBS 2024",
        professionals="<p>De huisarts ziet eenzaamheid.</p>",
        professionals_source="sociaal wijkteam",
        residents="<p>Er is nergens een bankje.</p>",
        residents_source="drie avonden",
        physical_wishes="<p>Een plein met bomen.</p>",
        social_wishes="<p>Samen eten.</p>",
    )
    goal = GoalFactory(chapter=chapter, what_works="<p>Een huiskamer van de wijk.</p>")
    line = PlanLineFactory(
        plan__vision=vision, goal=goal, organisation=OrganisationFactory(name="De Groenploeg")
    )
    ProjectFactory(area=area, goal=goal, state="done", published_at="2026-01-01T10:00Z")
    ProjectFactory(area=area, goal=goal, title="Nog niet openbaar")
    text = text_of(client.get(vision.get_absolute_url()))
    for shown in (
        "Groen en dichtbij.",
        "Een derde is 65 of ouder.",
        "Bron: CBS 2024",
        "De huisarts ziet eenzaamheid.",
        "Bron: sociaal wijkteam",
        "Er is nergens een bankje.",
        "Bron: drie avonden",
        "Een plein met bomen.",
        "Samen eten.",
        goal.title,
        "1 project, waarvan 1 klaar",
        "Begin klein.",
        "Een huiskamer van de wijk.",
        line.what,
        "De Groenploeg, de groenploeg",
        "gemeenteraad",
        "14 maart 2022",
    ):
        assert shown in text, shown


def test_a_goal_shows_what_was_done_for_it_through_the_years(client, area):
    goal = GoalFactory(chapter__vision__area=area)
    for year, state in ((2023, "done"), (2025, "running"), (None, "idea")):
        ProjectFactory(
            area=area,
            goal=goal,
            title=f"Project van {year}",
            state=state,
            start_year=year,
            start_quarter=1 if year else None,
            end_year=None,
            end_quarter=None,
            published_at="2026-01-01T10:00Z",
        )
    ProjectFactory(area=area, goal=goal, title="Geheim plan")
    text = text_of(client.get(goal.get_absolute_url()))
    places = [text.index(f"Project van {year}") for year in (None, 2025, 2023)]
    assert places == sorted(places)
    assert "3 projecten, waarvan 1 klaar" in text and "Geheim plan" not in text
    assert "in uitvoering" in text


def test_a_draft_is_hidden_and_so_are_its_goals(client, draft, goal, area, manager):
    project = ProjectFactory(area=area, goal=goal, published_at="2026-01-01T10:00Z")
    for page in (draft.get_absolute_url(), goal.get_absolute_url()):
        assert client.get(page).status_code == 404
    for page in (project.get_absolute_url(), area.get_absolute_url(), door("index")):
        assert goal.title not in text_of(client.get(page)) and draft.title not in text_of(client.get(page))
    client.force_login(person_with("board_member", area))
    assert "nog een concept" in text_of(client.get(draft.get_absolute_url()))
    actions.change_state(draft, "adopt", by=manager)
    client.logout()
    for page in (project.get_absolute_url(), area.get_absolute_url()):
        assert goal.title in text_of(client.get(page))
    assert draft.title in text_of(client.get(door("index")))


def test_an_old_visie_leads_to_the_one_that_holds(client, area, draft, manager):
    old = VisionFactory(area=area, first_year=2012, last_year=2022, title="Visie van toen")
    actions.change_state(draft, "adopt", by=manager)
    text = text_of(client.get(old.get_absolute_url()))
    assert "Deze visie is opgevolgd" in text and "Lees nu: Molenwijk in 2032" in text
    assert "Visie van toen" in text_of(client.get(draft.get_absolute_url()))
    assert "Visie van toen" not in text_of(client.get(area.get_absolute_url()))


def test_empty_pages_say_what_will_come(client, area, manager):
    assert "nog geen visie" in text_of(client.get(door("index")))
    assert "Er is nog geen visie voor Molenwijk" in text_of(client.get(area.get_absolute_url()))
    client.force_login(manager)
    assert "Nog geen visie" in text_of(client.get(door("workbench")))
    empty = VisionFactory(area=area, state="draft")
    assert "Deze visie is nog leeg" in text_of(client.get(empty.get_absolute_url()))
    assert "Nog geen thema" in text_of(client.get(door("editor", empty.pk)))


# --- Making one ----------------------------------------------------------------------------------------


def test_a_visie_is_made_from_nothing_to_adopted(client, area, manager):
    theme = ThemeFactory(name="Molens")
    client.force_login(manager)
    assert (
        client.post(door("new"), {"area": area.pk, "first_year": 2026, "last_year": 2036}).status_code == 302
    )
    vision = Vision.objects.get()
    client.post(
        door("about", vision.pk),
        about_form(vision, made_by="Bewoners", decided_by="gemeenteraad", decided_on="2026-03-01"),
    )
    assert client.post(door("new_theme", vision.pk), {"theme": theme.pk}).status_code == 302
    chapter = vision.themes.get()
    client.post(
        door("theme", chapter.pk), {"version": 1, "figures": "<p>12 bomen</p>", "figures_source": "telling"}
    )
    assert (
        client.post(door("new_goal", chapter.pk), {"title": "Meer bomen", "domain": "physical"}).status_code
        == 302
    )
    goal = Goal.objects.get()
    client.post(door("new_plan", vision.pk), {"title": "Plan", "first_year": 2026, "last_year": 2028})
    plan = vision.plans.get()
    refused = client.post(door("new_line", plan.pk), {"goal": goal.pk, "what": "Planten", "when": "2026"})
    assert (refused.status_code, "Vul in wie dit doet" in text_of(refused)) == (422, True)
    client.post(
        door("new_line", plan.pk), {"goal": goal.pk, "what": "Planten", "when": "2026", "who": "de school"}
    )
    assert client.post(door("step", vision.pk), {"step": "adopt"}).status_code == 302
    vision.refresh_from_db()
    chapter.refresh_from_db()
    assert (vision.state, chapter.figures, PlanLine.objects.get().who) == (
        "adopted",
        "<p>12 bomen</p>",
        "de school",
    )
    # What is adopted: the goal lies fast, what works does not.
    text = text_of(client.get(door("edit_goal", goal.pk)))
    assert 'name="what_works"' in text and 'name="title"' not in text
    client.post(door("edit_goal", goal.pk), {"version": 1, "what_works": "<p>Water geven</p>"})
    goal.refresh_from_db()
    assert (goal.title, goal.what_works) == ("Meer bomen", "<p>Water geven</p>")
    assert client.get(door("theme", chapter.pk)).status_code == 302


def test_mistakes_are_told_and_what_was_typed_stays(client, area, draft, manager):
    client.force_login(manager)
    wrong = client.post(door("new"), {"area": area.pk, "first_year": 2022, "last_year": 2012})
    assert wrong.status_code == 422
    assert "Het laatste jaar ligt voor het eerste" in text_of(wrong) and "al een visie vanaf 2022" in text_of(
        wrong
    )
    other = AreaFactory(parent=area.parent)
    assert (
        client.post(door("new"), {"area": other.pk, "first_year": 2022, "last_year": 2032}).status_code == 422
    )
    wrong = client.post(door("about", draft.pk), about_form(draft, decided_on="2999-01-01", intro="Mijn zin"))
    assert (wrong.status_code, "Deze dag moet nog komen" in text_of(wrong), "Mijn zin" in text_of(wrong)) == (
        422,
        True,
        True,
    )
    VisionFactory(area=area, first_year=2012, last_year=2022, state="succeeded")
    wrong = client.post(door("about", draft.pk), about_form(draft, first_year=2012))
    assert (wrong.status_code, "al een visie vanaf dit jaar" in text_of(wrong)) == (422, True)


def test_a_form_that_was_open_during_adoption_is_refused_and_kept(client, draft, goal, manager):
    client.force_login(manager)
    actions.change_state(draft, "adopt", by=manager)
    answer = client.post(
        door("edit_goal", goal.pk),
        {"version": 1, "title": "Iets anders", "domain": "both", "text": "", "what_works": ""},
    )
    assert answer.status_code == 409
    assert "U kunt deze tekst niet meer wijzigen" in text_of(answer) and "Iets anders" in text_of(answer)
    assert Draft.objects.get().values["title"] == ["Iets anders"]
    goal.refresh_from_db()
    assert goal.title != "Iets anders"


def test_a_step_that_lacks_something_says_what(client, area, manager):
    empty = VisionFactory(area=area, state="draft")
    client.force_login(manager)
    answer = client.post(door("step", empty.pk), {"step": "adopt"})
    assert (answer.status_code, "Er staat nog geen doel" in text_of(answer)) == (422, True)
    assert client.post(door("step", empty.pk), {"step": "onzin"}).status_code == 302
    empty.refresh_from_db()
    assert empty.state == "draft"


def test_pieces_move_and_go(client, draft, goal, manager):
    client.force_login(manager)
    second = actions.add_goal(goal.chapter, title="Tweede", domain="both", by=manager)
    client.post(door("change_goal", second.pk), {"do": "up"})
    assert list(goal.chapter.goals.all()) == [second, goal]
    line = PlanLineFactory(plan__vision=draft, goal=second)
    answer = client.post(door("change_goal", second.pk), {"do": "remove"}, follow=True)
    assert "nog regels voor dit doel" in text_of(answer)
    client.post(door("remove_line", line.pk))
    client.post(door("remove_plan", line.plan_id))
    client.post(door("change_goal", second.pk), {"do": "remove"})
    answer = client.post(door("remove_theme", goal.chapter_id), follow=True)
    assert "nog doelen" in text_of(answer)
    assert (list(Goal.objects.all()), draft.plans.count()) == ([goal], 0)


def test_documents_stand_on_the_page_for_who_may_read_them(client, draft, manager, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = door("documents", draft.pk)
    client.force_login(manager)
    wrong = SimpleUploadedFile("visie.pdf", b"<html>")
    refused = client.post(page, {"title": "De visie", "document": wrong, "is_public": "on"})
    assert (refused.status_code, "De visie" in text_of(refused), "geen pdf" in text_of(refused)) == (
        422,
        True,
        True,
    )
    for title, public in (("De gedrukte visie", "on"), ("Verslag met namen", "")):
        client.post(page, {"title": title, "document": pdf_upload(f"{title}.pdf"), "is_public": public})
    shown, hidden = VisionDocument.objects.order_by("pk")
    assert "alleen voor wie eraan werkt" in text_of(client.get(page))
    client.logout()
    assert client.get(shown.get_absolute_url()).status_code == 404
    actions.change_state(draft, "adopt", by=manager)
    text = text_of(client.get(draft.get_absolute_url()))
    assert ("De gedrukte visie" in text, "Verslag met namen" in text) == (True, False)
    answer = client.get(shown.get_absolute_url())
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert client.get(hidden.get_absolute_url()).status_code == 404
    # A document may come later, as long as the visie holds.
    client.force_login(manager)
    assert client.get(hidden.get_absolute_url())["Cache-Control"] == "private, no-store"
    client.post(door("change_document", hidden.pk), {"do": "show"})
    client.post(door("change_document", shown.pk), {"do": "remove"})
    assert list(VisionDocument.objects.values_list("title", "is_public")) == [("Verslag met namen", True)]
    Vision.objects.update(state="succeeded")
    assert client.post(page, {"title": "Te laat", "document": pdf_upload()}).status_code == 422
    client.post(door("change_document", hidden.pk), {"do": "remove"})
    assert VisionDocument.objects.count() == 1


def test_other_areas_are_not_ones_own(client, draft, goal, area):
    client.force_login(person_with("area_manager", AreaFactory(parent=area.parent)))
    for page in (door("editor", draft.pk), door("edit_goal", goal.pk), door("theme", goal.chapter_id)):
        assert client.get(page).status_code == 404
    client.force_login(person_with("partner", area))
    assert client.get(door("editor", draft.pk)).status_code == 200
    assert client.get(door("edit_goal", goal.pk)).status_code == 403


@pytest.mark.parametrize("number", [1, 30])
def test_queries_do_not_grow(client, area, manager, django_assert_num_queries, number):
    vision = VisionFactory(area=area)
    stored = StoredFile.objects.create(file="files/x.pdf", name="x.pdf", size=1, pages=1)
    for _each in range(number):
        VisionDocument.objects.create(vision=vision, file=stored, title="Kaart", is_public=True)
        goal = GoalFactory(chapter__vision=vision)
        PlanLineFactory(plan__vision=vision, goal=goal, organisation=OrganisationFactory())
        ProjectFactory(area=area, goal=goal, published_at="2026-01-01T10:00Z")
    with django_assert_num_queries(10):
        client.get(vision.get_absolute_url())
    for _each in range(number):
        ProjectFactory(area=area, goal=goal, published_at="2026-01-01T10:00Z")
    with django_assert_num_queries(4):
        client.get(goal.get_absolute_url())
    for _each in range(number):
        VisionFactory(area=AreaFactory(parent=area.parent))
    with django_assert_num_queries(2):
        client.get(door("index"))
    client.force_login(manager)
    with django_assert_num_queries(9):
        client.get(door("editor", vision.pk))
