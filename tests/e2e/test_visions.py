"""A visie from nothing to adopted, and a buurtanalyse that several people make; read by a visitor.

Axe looks where a step changed the page; the walk looks at every page as it stands.
"""

import pytest
from django.urls import reverse

from programmes.analysis.models import Analysis
from programmes.visions.models import Goal, Vision
from tests.factories.analysis import AnalysisFactory, MeasurementFactory, OutcomeFactory
from tests.factories.figures import FigureFactory
from tests.factories.files import pdf_upload
from tests.factories.projects import ProjectFactory, ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def dorp(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    ThemeFactory(name="Water", slug="water")
    return AreaFactory(name="Noorderdorp", kind="dorp", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_a_visie_is_made_adopted_and_read(browser_page, dorp, sign_in, check_accessible):
    page = browser_page
    sign_in(page, person_with("area_manager", dorp, full_name="Wim Wijk"))
    page.goto(reverse("visions:workbench"))
    page.get_by_role("link", name="Visie maken").click()
    page.get_by_label("Gebied").select_option("Noorderdorp")
    page.get_by_role("button", name="Visie maken").click()
    page.get_by_text("De visie staat klaar om te vullen.").wait_for()
    check_accessible(page)
    vision = Vision.objects.get()

    page.get_by_role("link", name=vision.title).click()
    page.get_by_label("Wie maakten de visie, en hoe?").fill("Dorpsbelang, met 80 bewoners.")
    page.get_by_label("Vastgesteld door").fill("de ledenvergadering")
    page.get_by_label("Vastgesteld op").fill("2026-03-14")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name="Thema toevoegen").click()
    page.get_by_label("Thema").select_option("Water")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_label("Waar komen de cijfers vandaan?").fill("het waterschap")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name="Doel toevoegen").click()
    page.get_by_label("Wat is het doel?").fill("Droge voeten bij elke bui")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_label("Toelichting").fill("Ook over tien jaar.")
    check_accessible(page)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name="Documenten beheren").click()
    page.get_by_label("Titel").fill("De visie zoals gedrukt")
    page.get_by_label("Iedereen mag dit document lezen").check()
    page.locator("input[type=file]").set_input_files(
        {"name": "visie.pdf", "mimeType": "application/pdf", "buffer": pdf_upload().read()}
    )
    page.get_by_role("button", name="Document toevoegen").click()
    page.get_by_text("iedereen mag dit lezen").wait_for()
    check_accessible(page)
    page.goto(reverse("visions:editor", args=[vision.pk]))
    page.get_by_role("link", name="Uitvoeringsplan toevoegen").click()
    page.get_by_label("Titel").fill("Plan voor het water")
    page.get_by_label("Eerste jaar").fill("2026")
    page.get_by_label("Laatste jaar").fill("2028")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_role("link", name="Regel toevoegen").click()
    page.get_by_label("Voor welk doel?").select_option("Droge voeten bij elke bui")
    page.get_by_label("Wat?", exact=True).fill("Een wadi graven")
    page.get_by_label("Wanneer?").fill("najaar 2026")
    page.get_by_label("Door wie nog meer?").fill("het waterschap")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_role("link", name="Een wadi graven").wait_for()
    check_accessible(page)
    page.goto(reverse("visions:editor", args=[vision.pk]))
    page.get_by_role("button", name="Vaststellen").click()
    page.get_by_text("De stand is nu “vastgesteld”.").wait_for()
    check_accessible(page)

    ProjectFactory(area=dorp, goal=Goal.objects.get(), published_at="2026-01-01T10:00Z", state="done")
    page.context.clear_cookies()
    page.goto(dorp.get_absolute_url())
    page.get_by_role("link", name="Droge voeten bij elke bui").click()
    page.get_by_text("1 project, waarvan 1 klaar").wait_for()
    check_accessible(page)
    page.get_by_role("link", name=vision.title).click()
    page.get_by_role("heading", name="Uitvoeringsplannen").wait_for()


def test_a_buurtanalyse_is_made_by_several_people(browser_page, dorp, sign_in, check_accessible):
    page = browser_page
    for year, people in ((2023, 900), (2024, 880), (2025, 870)):
        FigureFactory(area=dorp, year=year, value=people)
    outcome = OutcomeFactory(area=dorp)
    for year, kind, value in ((2023, "measured", 10), (2025, "measured", 14), (2030, "forecast", 20)):
        MeasurementFactory(outcome=outcome, year=year, kind=kind, value=value)
    analysis = AnalysisFactory(area=dorp, state="draft")
    editor = reverse("analysis:editor", args=[analysis.pk])
    sign_in(page, person_with("community_worker", dorp, full_name="Wout Opbouw"))
    page.goto(reverse("analysis:workbench"))
    page.get_by_role("link", name="Noorderdorp").click()
    page.get_by_role("link", name="Oordeel geven").click()
    page.get_by_label("Thema").select_option("Water")
    page.get_by_label("gaat matig").check()
    page.get_by_label("Waarom? In uw eigen woorden").fill("De straat staat vaak blank.")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_role("link", name="Ervaring toevoegen").click()
    page.get_by_label("Wat zeggen bewoners?").fill("Mijn kelder loopt vol.")
    page.get_by_label("Hoe is dat gehoord?").fill("spreekuur")
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_text("Bedankt. Uw bijdrage staat erbij.").wait_for()

    page.context.clear_cookies()
    sign_in(page, person_with("area_manager", dorp, full_name="Wim Wijk"))
    page.goto(editor)
    page.get_by_role("button", name="Publiceren").click()
    page.get_by_text("De stand is nu “gepubliceerd”.").wait_for()
    check_accessible(page)

    page.context.clear_cookies()
    page.goto(dorp.get_absolute_url())
    page.get_by_role("link", name="Buurtanalyse Noorderdorp 2026").click()
    page.get_by_role("heading", name="Water: gaat matig").wait_for()
    assert page.get_by_text("Mijn kelder loopt vol.").is_visible()
    assert "Wout Opbouw" not in page.content()
    page.get_by_text("Bekijk de cijfers in een tabel").first.click()
    check_accessible(page)
    assert Analysis.objects.get().is_published
