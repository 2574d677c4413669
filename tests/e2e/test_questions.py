"""From a question in the raad to an answer that anyone reads, and the sheet that the wethouder takes along."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.commitments import CommitmentFactory, days
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.portal.questions.models import CouncilQuestion

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_question_is_asked_answered_with_its_records_and_the_area_is_visited(
    browser_page, live_portal, sign_in, check_accessible
):
    page = browser_page
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    wijk = AreaFactory(name="Grou", slug="grou", parent=gemeente, border=square(5.0, 53.0, 0.02))
    board = OrganisationFactory(name="Dorpsbelang Grou", kind="village_interest", areas=[wijk])
    FunctionFactory(organisation=board, name="Siebe Hoekstra", kind="chair")
    CommitmentFactory(area=wijk, organisation=board, what="Het hek komt terug", due_on=days(-6))
    project = ProjectFactory(area=wijk, title="Nieuwe kade", state="running", published_at=timezone.now())
    councillor = person_with("councillor", full_name="Froukje de Boer")
    manager = person_with("area_manager", wijk, full_name="Wim Wijk")

    sign_in(page, councillor)
    page.goto(reverse("portal:workspace"))
    check_accessible(page)
    page.get_by_role("link", name="Stel een vraag").click()
    page.get_by_label("Waar gaat de vraag over?").fill("Wanneer is de kade klaar?")
    page.get_by_label("De vraag", exact=True).fill("Bewoners wachten al lang.")
    page.get_by_label("Over welk gebied?").select_option("Grou")
    page.get_by_role("button", name="Vraag opslaan").click()
    page.watch.allowed.append("status of 422")
    page.locator("[data-error-summary]").wait_for()
    check_accessible(page)
    page.get_by_label("Fractie").fill("Dorpen Samen")
    page.get_by_role("button", name="Vraag opslaan").click()
    page.get_by_text("De vraag is genoteerd.").wait_for()

    page.context.clear_cookies()
    sign_in(page, manager)
    page.goto(reverse("portal:workspace"))
    check_accessible(page)
    page.get_by_role("link", name="Wanneer is de kade klaar?").click()
    page.get_by_role("button", name="In behandeling nemen").click()
    page.get_by_role("link", name="Antwoord schrijven").click()
    page.get_by_role("textbox", name="Antwoord").fill("In het najaar.")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("textbox", name="Zoek een stuk").fill("nieuwe kade")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("button", name=re.compile("^Voeg toe")).first.click()
    page.get_by_role("button", name=re.compile("^Haal weg")).wait_for()
    check_accessible(page)
    page.get_by_role("button", name="Antwoord geven").click()
    page.get_by_text("De stand is nu “beantwoord”.").wait_for()
    check_accessible(page)

    page.context.clear_cookies()
    page.goto(reverse("questions:index"))
    check_accessible(page)
    page.get_by_role("link", name="Wanneer is de kade klaar?").click()
    page.get_by_text("Froukje de Boer (Dorpen Samen)").wait_for()
    assert page.get_by_role("link", name=project.title).is_visible()
    check_accessible(page)
    assert CouncilQuestion.objects.get().answered_on == timezone.localdate()

    sign_in(page, person_with("alderman", full_name="Ype Wethouder"))
    page.goto(wijk.get_absolute_url())
    page.get_by_role("link", name="Morgen naar Grou").click()
    page.get_by_role("heading", name="Wat niet goed gaat").wait_for()
    assert page.get_by_role("link", name="Het hek komt terug").first.is_visible()
    assert page.get_by_text("Siebe Hoekstra").is_visible()
    check_accessible(page)
    paper = page.get_by_role("link", name="Op één A4").get_attribute("href")
    answer = page.request.get(paper)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
