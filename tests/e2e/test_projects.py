"""A project from the file it came in to the report of who carries it, on site and by mail."""

import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from programmes.progress.actions import ask_for_reports
from programmes.projects.models import Project
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.projects import ProjectFactory, ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.tables.writing import write_xlsx

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


@pytest.fixture
def roads(wijk):
    return OrganisationFactory(name="Afdeling Wegen", kind="department")


@pytest.fixture
def engineer(wijk, roads):
    person = person_with("department", wijk, full_name="Ruth Kok", email="ruth@gemeente.example")
    FunctionFactory(organisation=roads, person=person, kind="contact", name="Ruth Kok")
    return person


def project_of(area, organisation, **fields):
    silent = timezone.now() - timedelta(days=120)
    defaults = {"state": "planned", "published_at": silent, "checked_at": silent}
    return ProjectFactory(area=area, lead_organisation=organisation, **defaults | fields)


def photo() -> dict:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "green").save(out, "JPEG")
    return {"name": "IMG_2031.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_who_carries_projects_reports_in_the_row(
    browser_page, wijk, roads, engineer, sign_in, check_accessible
):
    page = browser_page
    project = project_of(wijk, roads, title="Zebrapad bij de school")
    other = project_of(wijk, roads, title="Drempel in de Kerkstraat")
    sign_in(page, engineer)
    page.goto(reverse("progress:own_projects"))
    page.get_by_text("Van 2 projecten is langer dan een kwartaal niets gemeld.").wait_for()
    check_accessible(page)
    page.get_by_role("button", name=re.compile("^Klopt nog.*Drempel")).click()
    page.get_by_role("status").filter(has_text="Bevestigd: dit klopt vandaag.").wait_for()

    page.get_by_role("link", name=re.compile("^Bijwerken.*Zebrapad")).click()
    row = page.locator(f"#project-{project.public_id}")
    row.get_by_label("Hoe staat het ervoor?").select_option(label="Wordt: uitgesteld")
    check_accessible(page, html=False)
    page.watch.allowed.append("status of 422")
    row.get_by_role("button", name="Opslaan").click()
    row.locator("[data-error-summary]").wait_for()
    check_accessible(page, html=False)
    row.get_by_label("Kort bericht").fill("De stenen zijn later.")
    row.get_by_text("Foto erbij").click()
    row.get_by_label("Foto van nu").set_input_files(photo())
    row.get_by_role("button", name="Opslaan").click()
    page.get_by_role("status").filter(has_text="Bewoners zien dit bij het project.").wait_for()
    assert page.url.endswith(reverse("progress:own_projects"))
    check_accessible(page, html=False)
    project.refresh_from_db()
    assert (project.state, project.photos.count()) == ("postponed", 1)
    other.refresh_from_db()
    assert not other.is_unchecked


@pytest.mark.parametrize("javascript", [False], indirect=True)
def test_by_the_link_in_a_mail_without_scripts(browser_page, wijk, roads, engineer, check_accessible):
    page = browser_page
    project = project_of(wijk, roads, title="Zebrapad bij de school")
    ask_for_reports()
    letter = Letter.objects.get(to="ruth@gemeente.example")
    link = re.search(r"/projecten/bijwerken/\S+", letter.body).group(0)
    page.goto(link)
    page.get_by_label("Hoe staat het ervoor?").select_option(label="Wordt: in uitvoering")
    page.get_by_label("Kort bericht").fill("Vandaag begonnen.")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("heading", name="Bedankt, het staat erop").wait_for()
    page.get_by_role("link", name="Bekijk de pagina van het project").click()
    page.get_by_text("Vandaag begonnen.").first.wait_for()
    project.refresh_from_db()
    assert project.state == "running"


def test_projects_come_in_from_a_file(browser_page, wijk, sign_in, check_accessible):
    page = browser_page
    ThemeFactory(name="Verkeer")
    header = ("Gebied", "Titel", "Thema", "Begint", "Stand")
    good = ["Noord", "Zebrapad bij de school", "Verkeer", "2e kwartaal 2027", "gepland"]
    wrong = ["Zuid", "Drempel", "Verkeer", "", ""]
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def choose(*rows):
        page.goto(reverse("sheets:index"))
        page.get_by_label("Bestand met projecten").set_input_files(
            {"name": "projecten.xlsx", "mimeType": sheet, "buffer": write_xlsx(header, rows)}
        )
        page.get_by_role("button", name="Bekijk wat er verandert").click()

    sign_in(page, person_with("area_manager", wijk, full_name="Wim Wijk"))
    page.goto(reverse("projects:workbench"))
    page.get_by_role("link", name="Uit en naar een bestand").click()
    check_accessible(page)
    choose(good, wrong)
    page.get_by_text("Er is 1 fout gevonden; er is niets ingelezen").wait_for()
    check_accessible(page)
    choose(good)
    page.get_by_role("button", name="Lees alles in").wait_for()
    check_accessible(page)
    page.get_by_role("button", name="Lees alles in").click()
    page.get_by_text("Er is niets openbaar geworden.").wait_for()
    made = Project.objects.get()
    assert (made.title, made.state, made.is_public) == ("Zebrapad bij de school", "planned", False)
    page.goto(reverse("projects:documents", args=[made.public_id]))
    check_accessible(page)
