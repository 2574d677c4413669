"""A resident follows a project and stops again; a wijkmanager evaluates it, and another area learns from it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.subscriptions.models import Follower
from programmes.evaluations.models import Evaluation
from programmes.projects import actions
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.factories.yearly import EntryFactory, ProgrammeFactory
from wijkportaal.foundation.mail.models import Letter

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


@pytest.fixture
def project(wijk):
    project = ProjectFactory(
        area=wijk, title="Zebrapad", state="planned", published_at=timezone.now(), street="Lange Dijk"
    )
    programme = ProgrammeFactory(area=wijk, year=2025, state="published")
    EntryFactory(programme=programme, project=project)
    return project


def path_in(letter, part):
    return re.search(rf"/volgen/{part}/\S+", letter.body).group(0)


def test_a_resident_finds_a_street_follows_a_project_and_stops(
    browser_page, live_portal, project, check_accessible
):
    page = browser_page
    page.goto(reverse("portal:street"))
    check_accessible(page)
    page.get_by_label("Uw straat").fill("lange dijk")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("heading", name="In Lange Dijk", exact=True).wait_for()
    check_accessible(page)
    page.get_by_role("link", name="Zebrapad").click()
    check_accessible(page)
    page.get_by_role("link", name="Volgen", exact=True).click()
    check_accessible(page)
    page.get_by_label("Uw e-mailadres").fill("ik@voorbeeld.example")
    page.get_by_label("meteen").check()
    page.get_by_role("button", name="Volgen").click()
    page.get_by_role("heading", name="Kijk in uw mail").wait_for()
    check_accessible(page)
    page.goto(path_in(Letter.objects.get(), "bevestigen"))
    check_accessible(page)
    page.get_by_role("button", name="Ja, ik wil dit volgen").click()
    page.get_by_role("heading", name="U volgt nu Zebrapad").wait_for()
    page.get_by_role("link", name="Alles wat u volgt").click()
    check_accessible(page)
    page.get_by_label("Hoe vaak wilt u mail?").select_option("daily")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Het is veranderd.").wait_for()
    page.get_by_role("link", name="Stoppen met alles").click()
    check_accessible(page)
    page.get_by_role("button", name="Ja, stop alle mail").click()
    page.get_by_role("heading", name="U krijgt geen mail meer").wait_for()
    assert not Follower.objects.exists()
    for address in (
        reverse("yearly:years", args=[project.area.slug]),
        reverse("yearly:programme", args=[2025, project.area.slug]),
    ):
        page.goto(address)
        check_accessible(page)


def test_a_project_is_evaluated_and_taken_over(browser_page, wijk, project, sign_in, check_accessible):
    page = browser_page
    actions.change_state(project, "finish", by=None)
    other = AreaFactory(name="Zuid", parent=wijk.parent, border=square(5.05, 53.0, 0.02))
    sign_in(page, person_with("area_manager", wijk.parent, full_name="Wim Wijk"))
    page.goto(reverse("evaluations:workbench"))
    check_accessible(page)
    page.get_by_role("button", name=re.compile("^Evalueer")).click()
    page.get_by_label("Is iemand er beter van geworden?").wait_for()
    check_accessible(page)
    page.get_by_label("Is iemand er beter van geworden?").fill("Kinderen steken veilig over.")
    page.get_by_role("button", name="Opslaan").first.click()
    page.get_by_role("heading", name="Les opschrijven").wait_for()
    check_accessible(page)
    page.get_by_label("Wat leerden we, in één zin?").fill("Vraag de school om mee te doen")
    page.get_by_role("button", name="Voeg deze les toe").click()
    page.get_by_text("De les is opgeschreven.").wait_for()
    page.get_by_role("button", name="Openbaar maken").click()
    page.get_by_text("De stand is nu “openbaar”.").wait_for()
    check_accessible(page)
    page.goto(reverse("evaluations:lessons") + "?q=scholen")
    check_accessible(page)
    page.goto(reverse("evaluations:lessons") + "?q=school")
    page.get_by_role("link", name="Zebrapad").click()
    check_accessible(page)
    page.get_by_role("link", name="Neem dit over in uw gebied").click()
    check_accessible(page)
    page.get_by_label("Voor welk gebied?").select_option(str(other.pk))
    page.get_by_role("button", name="Neem over").click()
    page.get_by_text("Het project staat klaar.").wait_for()
    page.context.clear_cookies()
    page.goto(reverse("evaluations:year", args=[2025, wijk.slug]))
    check_accessible(page)
    assert Evaluation.objects.get().is_public
