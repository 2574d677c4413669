"""A wijkmanager makes a programme in the browser, and two of them never overwrite each other."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programmes.projects.models import Project
from programmes.yearly import actions
from programmes.yearly.models import Part, Programme
from tests.background import wait_until
from tests.factories.projects import CostLineFactory, ProjectFactory, ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.factories.yearly import AgendaItemFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def demonstration(settings):
    """Without a second factor, as in the demonstration."""
    settings.DEMO = True


@pytest.fixture
def area(live_portal):
    return AreaFactory(parent=GemeenteFactory(), name="Molenwijk", border=square(5.79, 53.19, 0.03))


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Anna Bakker")


@pytest.fixture
def colleague(area):
    return person_with("area_manager", area, full_name="Bas de Vries")


@pytest.fixture
def programme(area, manager):
    return actions.create_programme(area, 2026, by=manager)


@pytest.fixture
def full_programme(programme, manager):
    """A published programme with something in every place."""
    for kind in ("foreword", "portrait", "panel", "agenda"):
        part = programme.parts.get(kind=kind)
        actions.edit_part(
            part,
            {
                "text": "<h3>Kop</h3><p>Beste <strong>bewoner</strong></p><ul><li>een</li></ul>",
                "author_name": "M. de Boer",
            },
            version=part.version,
            by=manager,
        )
    for slug, state in (("verkeer", "running"), ("groen", "postponed"), ("spelen", "idea")):
        project = ProjectFactory(
            area=programme.area, theme=ThemeFactory(slug=slug), state=state, state_reason="Zo."
        )
        CostLineFactory(project=project)
        actions.add_entry(programme, project, promise="Klaar voor de zomer", by=manager)
    AgendaItemFactory(programme=programme, date=date(2026, 5, 12))
    for step in ("submit", "adopt", "publish"):
        actions.change_state(programme, step, by=None)
    return Programme.objects.get(pk=programme.pk)


@pytest.fixture
def draft(full_programme, manager):
    """The programme of the year after, with what was not finished."""
    draft = actions.create_programme(full_programme.area, 2027, by=manager)
    actions.take_over(draft, by=manager)
    return draft


def test_text_saves_itself_and_stands_there_again(browser_page, sign_in, programme, manager):
    page = browser_page
    part = programme.parts.get(kind="foreword")
    sign_in(page, manager)
    page.goto(reverse("yearly:part", args=[part.pk]))
    text = page.locator(".ProseMirror")
    text.click()
    text.press_sequentially("Beste bewoner van de Molenwijk")
    expect(page.locator("[data-editing-status]")).to_contain_text("Bewaard om", timeout=15_000)
    part.refresh_from_db()
    assert part.text == "<p>Beste bewoner van de Molenwijk</p>"
    page.reload()
    expect(page.locator(".ProseMirror")).to_contain_text("Beste bewoner van de Molenwijk")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()


def test_two_editors_see_each_other_and_both_texts(browser_page, sign_in, programme, manager, colleague):
    page = browser_page
    page.watch.allowed = ["status of 409"]
    part = programme.parts.get(kind="foreword")
    address = reverse("yearly:part", args=[part.pk])
    sign_in(page, colleague)
    page.goto(address)
    sign_in(page, manager)
    page.goto(address)
    expect(page.locator("[data-editing-presence]")).to_have_text("Bas de Vries heeft dit ook open.")
    # Bas saves in his own window while Anna has the page open.
    actions.edit_part(part, {"text": "<p>Van Bas</p>"}, version=part.version, by=colleague)
    page.locator(".ProseMirror").click()
    page.locator(".ProseMirror").press_sequentially("Van Anna")
    status = page.locator("[data-editing-status]")
    expect(status).to_contain_text("Bas de Vries heeft dit intussen ook gewijzigd", timeout=15_000)
    status.get_by_role("link", name="Bekijk beide teksten").click()
    conflict = page.locator(".ed-conflict")
    expect(conflict).to_contain_text("Van Anna")
    expect(conflict).to_contain_text("Van Bas")
    page.get_by_label("Gebruik hier de tekst van Bas de Vries").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    assert Part.objects.get(pk=part.pk).text == "<p>Van Bas</p>"


def test_lost_connection_is_told_and_nothing_is_lost(browser_page, sign_in, programme, manager):
    page = browser_page
    page.watch.allowed = ["ERR_INTERNET_DISCONNECTED"]
    sign_in(page, manager)
    page.goto(reverse("yearly:about", args=[programme.pk]))
    page.context.set_offline(True)
    page.get_by_label("Inleiding").fill("Dit jaar maken we de straten veilig.")
    status = page.locator("[data-editing-status]")
    expect(status).to_contain_text("Niet bewaard", timeout=15_000)
    page.context.set_offline(False)
    page.get_by_label("Inleiding").press("End")
    page.get_by_label("Inleiding").press_sequentially(" Samen.")
    expect(status).to_contain_text("Bewaard om", timeout=20_000)
    programme.refresh_from_db()
    assert programme.intro == "Dit jaar maken we de straten veilig. Samen."


def test_saving_while_the_form_saves_itself_is_no_conflict_with_oneself(
    browser_page, sign_in, programme, manager
):
    page, held = browser_page, []
    sign_in(page, manager)
    page.goto(reverse("yearly:about", args=[programme.pk]))

    def hold_answer(route):
        if route.request.headers.get("x-editing") == "autosave":
            held.append((route, route.fetch()))
        else:
            route.fallback()

    page.route("**/gegevens", hold_answer)
    page.get_by_label("Titel").fill("Samen in de Molenwijk")
    page.get_by_label("Titel").blur()
    wait_until(lambda: page.wait_for_timeout(100) or held, what="the form saves itself")
    page.get_by_role("button", name="Opslaan").click()
    route, answer = held[0]
    route.fulfill(response=answer)
    page.get_by_text("Opgeslagen.").wait_for()
    programme.refresh_from_db()
    assert programme.title == "Samen in de Molenwijk"


def test_place_is_chosen_on_the_map_by_keyboard_and_as_a_street(browser_page, sign_in, area, manager):
    project = ProjectFactory(area=area, place=None, marker_longitude=None, marker_latitude=None)
    page = browser_page
    sign_in(page, manager)
    page.goto(reverse("projects:edit", args=[project.public_id]))
    page.get_by_role("button", name="Zet in het midden").click()
    expect(page.locator("[data-place-status]")).to_have_text("De punt staat op de kaart.")
    page.get_by_role("button", name="Straat").click()
    canvas = page.locator(".wp-map__canvas")
    canvas.click(position={"x": 200, "y": 120})
    canvas.click(position={"x": 320, "y": 160})
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    project.refresh_from_db()
    assert project.place["type"] == "LineString"
    assert len(project.place["coordinates"]) == 3


@pytest.mark.parametrize("javascript", [False], indirect=True)
def test_everything_works_without_javascript(browser_page, sign_in, programme, manager):
    theme = ThemeFactory(name="Groen")
    page = browser_page
    page.watch.allowed = ["status of 422"]
    sign_in(page, manager)
    page.goto(reverse("yearly:editor", args=[programme.pk]))
    page.get_by_role("link", name="Nieuw project").click()
    page.get_by_label("Titel").fill("Geveltuintjes")
    page.get_by_label("Thema").select_option(str(theme.pk))
    page.get_by_role("button", name="Project maken").click()
    page.get_by_label("Wat gaan we doen?").fill("Bewoners krijgen planten.\n\nEn hulp.")
    page.get_by_label("Begint in jaar").fill("2026")
    page.get_by_text("Plek als coördinaten").click()
    page.get_by_label("Breedtegraad").fill("53,2")
    page.get_by_label("Lengtegraad").fill("5,8")
    page.get_by_role("button", name="Opslaan").click()
    # One wrong field: the message, and all that was typed.
    expect(page.get_by_role("heading", name="Er is iets nog niet goed ingevuld")).to_be_visible()
    expect(page.get_by_label("Wat gaan we doen?")).to_have_value("Bewoners krijgen planten.\n\nEn hulp.")
    page.get_by_label("Begint in kwartaal").select_option("2")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()
    project = Project.objects.get(title="Geveltuintjes")
    assert project.what == "<p>Bewoners krijgen planten.</p><p>En hulp.</p>"
    assert project.place == {"type": "Point", "coordinates": [5.8, 53.2]}
    page.goto(reverse("projects:costs", args=[project.public_id]))
    line = page.get_by_role("group", name="Kostenregel 1")
    line.get_by_label("Wie betaalt?").select_option("municipality")
    line.get_by_label("Bedrag in euro").fill("1.250,50")
    page.get_by_role("button", name="Kosten opslaan").click()
    expect(page.get_by_text("Samen: € 1.250,50")).to_be_visible()
