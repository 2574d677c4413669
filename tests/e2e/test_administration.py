"""The morning of a beheerder: what is set, a mail in other words, whether all is well, and work that failed."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.factories.roles import person_with
from tests.factories.territory import GemeenteFactory
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.mail.models import Letter, Wording
from wijkportaal.foundation.mail.wording import KNOWN, VERSION_KEY

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def own_words_end():
    yield
    cache.delete(VERSION_KEY)
    KNOWN.remember({})


def test_a_beheerder_words_a_mail_looks_at_the_health_and_tries_work_again(
    browser_page, live_portal, sign_in, check_accessible
):
    page = browser_page
    gemeente = GemeenteFactory()
    sign_in(page, person_with("administrator", gemeente, full_name="Bea Beheer"))
    page.goto(reverse("portal:workspace"))
    page.get_by_role("link", name="Beheer", exact=True).first.click()
    page.get_by_text("1 persoon; 1 met een rol; 1 beheerder").wait_for()
    check_accessible(page)

    page.get_by_role("link", name="Teksten van mails").click()
    check_accessible(page)
    page.get_by_label("Zoek in de teksten").fill("uitnodiging rol")
    page.get_by_label("Zoek in de teksten").press("Enter")
    page.get_by_role("heading", name="Kasboek").wait_for(state="detached")
    page.get_by_role("link", name=re.compile("^Uitnodiging: {rol}")).click()
    check_accessible(page)
    page.watch.allowed.append("status of 422")
    opening = page.get_by_label("Zin 2", exact=True)
    opening.fill("Welkom {naam} bij Gemeente Voorbeeld, zei {buurman}.")
    page.get_by_role("button", name="Bekijk voorbeeld").click()
    page.get_by_text("{buurman} kent het portaal hier niet").first.wait_for()
    opening.fill("Welkom {naam}!")
    page.get_by_role("button", name="Bekijk voorbeeld").click()
    page.locator(".ad-mail", has_text="Welkom Mevrouw Voorbeeld!").wait_for()
    assert not Wording.objects.exists()
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("De tekst is opgeslagen.").wait_for()
    page.get_by_role("cell", name="Welkom {naam}!").wait_for()
    check_accessible(page)

    page.goto(reverse("roles:invite"))
    page.get_by_label("E-mailadres").fill("nieuw@voorbeeld.example")
    page.get_by_label(re.compile("^Naam")).fill("Nynke Nieuw")
    page.get_by_label("Rol", exact=True).select_option("area_manager")
    page.get_by_label("Gebied").select_option(str(gemeente.pk))
    page.get_by_role("button", name=re.compile("Verstuur|uitnodig", re.I)).click()
    page.get_by_text("nieuw@voorbeeld.example").first.wait_for()
    assert "Welkom Nynke Nieuw!" in Letter.objects.get(to="nieuw@voorbeeld.example").body
    live_portal.wait_for_jobs()

    send_letter(to="later@voorbeeld.example", subject="Uw brochure", body="Zij is klaar.")
    live_portal.wait_for_jobs()
    Letter.objects.filter(to="later@voorbeeld.example").update(sent_at=None)
    Job.objects.filter(state="done").update(state="failed", message="De mailserver gaf geen antwoord.")
    page.goto(reverse("administration:health"))
    page.get_by_role("row", name=re.compile("Mislukt werk let op 2 taken zijn mislukt")).wait_for()
    check_accessible(page)
    page.get_by_role("link", name="Naar de taken").click()
    page.get_by_text("De mailserver gaf geen antwoord.").first.wait_for()
    check_accessible(page)
    page.get_by_label("E-mail versturen").first.check()
    page.get_by_role("button", name="Probeer wat u aanvinkte opnieuw").click()
    page.get_by_text("1 taak staat weer in de rij.").wait_for()
    live_portal.wait_for_jobs()
    page.get_by_role("link", name=re.compile("^Klaar")).click()
    page.get_by_role("rowheader", name=re.compile("E-mail versturen")).first.wait_for()
    assert Job.objects.filter(state="failed").count() == 1

    page.goto(reverse("administration:files"))
    page.get_by_role("heading", name="Er is nog niets ingelezen").wait_for()
    check_accessible(page)
