"""A meeting from the first notice to what was promised there, with a guest who waits and moves up."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.meetings.models import Meeting, SignUp
from participation.meetings.queries import link_token
from tests.factories.meetings import begin, guest
from tests.factories.organisations import OrganisationFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_a_meeting_is_announced_held_and_its_promise_kept(browser_page, wijk, sign_in, check_accessible):
    page = browser_page
    manager = person_with("area_manager", wijk, full_name="Mia Manager")
    OrganisationFactory(name="Welzijn Noord", areas=[wijk])
    starts = timezone.localtime() + timedelta(days=7)

    sign_in(page, manager)
    page.goto(reverse("meetings:new"))
    check_accessible(page)
    page.get_by_label("Voor welk gebied?").select_option("Noord")
    page.get_by_label("Wat voor bijeenkomst is het?").select_option("keuzebijeenkomst")
    page.get_by_label("Hoe heet de bijeenkomst?").fill("Kies mee voor het plein")
    page.get_by_label("Begint").fill(f"{starts:%Y-%m-%dT19:00}")
    page.get_by_label("Eindigt").fill(f"{starts:%Y-%m-%dT21:00}")
    page.get_by_label("Andere plek, of welke zaal").fill("de Schakel")
    page.get_by_label("Hoeveel mensen kunnen er komen?").fill("2")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_label("Waar praten we over?").fill("Stickers plakken")
    page.get_by_role("button", name="Zet op de agenda").click()
    page.get_by_role("button", name="Aankondigen").click()
    page.get_by_text("De stand is nu “aangekondigd”.").wait_for()
    check_accessible(page)
    meeting = Meeting.objects.get()

    page.context.clear_cookies()
    first = guest(meeting, "eerst@voorbeeld.example", number=2)
    page.goto(meeting.get_absolute_url())
    check_accessible(page)
    page.get_by_label("Uw naam").fill("An Jansen")
    page.get_by_label("Uw e-mailadres").fill("an@voorbeeld.example")
    page.get_by_label("Hebt u iets nodig").fill("een tolk Arabisch")
    page.get_by_role("button", name="Meld mij aan").click()
    page.get_by_text("Kijk in uw e-mail.").wait_for()
    own = reverse("meetings:own", args=[link_token(SignUp.objects.get(name="An Jansen"))])
    page.goto(own)
    page.get_by_role("button", name="Ja, ik kom").click()
    page.get_by_text("U bent nummer 1 op de wachtlijst.").wait_for()
    check_accessible(page)
    page.goto(reverse("meetings:own", args=[link_token(first)]))
    page.get_by_role("button", name="Meld mij af").click()
    page.get_by_text("U bent afgemeld.").wait_for()
    page.goto(own)
    page.get_by_text("Laat deze code zien bij de deur:").wait_for()
    check_accessible(page)

    begin(meeting)
    sign_in(page, manager)
    page.goto(reverse("meetings:door", args=[meeting.public_id]))
    page.get_by_text("een tolk Arabisch").wait_for()
    page.get_by_role("button", name=re.compile("^Is er")).click()
    page.get_by_role("heading", name="1 van 1 binnen").wait_for()
    page.get_by_label("Bewoners en anderen").fill("14")
    page.get_by_role("button", name="Bewaar de telling").click()
    page.get_by_text("De telling is bewaard.").wait_for()
    check_accessible(page)
    page.get_by_role("link", name="Overzicht").click()
    page.get_by_role("button", name="Gehouden").click()
    page.get_by_role("link", name="Verslag", exact=True).click()
    page.locator(".ProseMirror").wait_for()
    page.locator(".ProseMirror").fill("Het plein wordt groen.")
    check_accessible(page)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_label("Wat is toegezegd?").fill("Een tekening maken")
    page.get_by_label("Wie doet het?").fill("de ontwerper")
    page.get_by_label("Namens welke organisatie?").select_option("Welzijn Noord")
    page.get_by_label("Klaar op").fill(f"{starts:%Y-%m-%d}")
    page.get_by_role("button", name="Leg de toezegging vast").click()
    page.get_by_role("link", name=re.compile("^Maak er een afspraak van")).click()
    page.get_by_role("button", name="Afspraak opslaan").click()
    page.get_by_text("De afspraak is genoteerd.").wait_for()
    page.goto(reverse("meetings:outcomes", args=[meeting.public_id]))
    page.get_by_role("link", name=re.compile("^Volg de afspraak")).wait_for()
    check_accessible(page)
    page.goto(reverse("meetings:overview", args=[meeting.public_id]))
    page.get_by_role("button", name="Verslag vaststellen").click()
    page.get_by_text("De stand is nu “verslag vastgesteld”.").wait_for()
    page.goto(reverse("meetings:load"))
    check_accessible(page)

    page.context.clear_cookies()
    page.goto(meeting.get_absolute_url())
    page.get_by_text("Het plein wordt groen.").wait_for()
    check_accessible(page)
    assert "An Jansen" not in page.content()
