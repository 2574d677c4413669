"""A vragenronde: along the doors without a connection, sent once, the wishes answered, and told to everybody."""

import pytest
from django.urls import reverse

from participation.consultations.actions.rounds import change_state
from participation.consultations.actions.walking import add_streets, set_walker
from participation.consultations.calculations import read_streets
from participation.consultations.models import Response, Visit
from tests.background import wait_until
from tests.factories.consultations import on_paper, open_consultation
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_a_round_is_walked_offline_sent_once_and_told(
    browser_page, wijk, sign_in, check_accessible, live_portal
):
    page = browser_page
    made = open_consultation(area=wijk)
    add_streets(made, read_streets("Kerkpad: 1-5 oneven\nVaartkade: 2")[0], by=None)
    walker = set_walker(made, "bo@x.example", made.streets.all(), by=None)
    sign_in(page, PersonFactory(email="bo@x.example"))
    page.goto(walker.get_absolute_url())
    page.locator("[data-ready]").wait_for()
    check_accessible(page)

    page.context.set_offline(True)
    page.watch.allowed.append("Failed to load resource|net::ERR_")
    # Also what the service worker asks for itself does not get through.
    asked = "fetch('/looplijsten/werker.js?nieuw').then(() => 'online', () => 'offline')"
    assert page.evaluate(asked) == "offline"
    page.set_viewport_size({"width": 360, "height": 740})
    page.reload()
    page.get_by_role("heading", name="Kerkpad 1").wait_for()
    page.get_by_role("button", name="Niemand thuis").click()
    page.get_by_role("heading", name="Kerkpad 3").wait_for()
    page.get_by_role("button", name="Bewaar en naar de volgende").click()
    page.get_by_text("Vul minstens één antwoord in").wait_for()
    page.get_by_label("gaat wel").check()
    page.get_by_label("Wat wenst u voor uw straat?").fill("Een bankje 🌳")
    page.get_by_role("button", name="Bewaar en naar de volgende").click()
    page.get_by_role("heading", name="Kerkpad 5").wait_for()
    # Loaded again by accident: nothing is lost, and it goes on where it was.
    page.reload()
    page.get_by_role("heading", name="Kerkpad 5").wait_for()
    page.get_by_text("2 deuren staan nog op deze telefoon. Geen verbinding").wait_for()
    kept = page.evaluate("localStorage.getItem(Object.keys(localStorage)[0])")
    assert Visit.objects.count() == 0
    page.get_by_role("link", name="Vaartkade 2").click()
    page.get_by_role("heading", name="Vaartkade 2").wait_for()
    page.get_by_role("button", name="Wil niet").click()

    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.get_by_text("Alles is verstuurd").wait_for()
    wait_until(lambda: Visit.objects.count() == 3, what="three visits")
    assert page.evaluate("localStorage.length") == 0
    # The same list once more, as a phone that did not hear the answer would send it.
    page.evaluate(
        f"(kept) => {{ localStorage.setItem('looplijst-{walker.public_id}', kept);"
        " window.dispatchEvent(new Event('online')); }",
        kept,
    )
    wait_until(lambda: page.evaluate("localStorage.length") == 0, what="an empty phone")
    assert (Visit.objects.count(), Response.objects.get().answers.last().text) == (3, "Een bankje 🌳")
    check_accessible(page, html=False)
    page.get_by_role("button", name="Haal de lijst van deze telefoon").click()
    page.get_by_role("heading", name="Mijn looplijsten").wait_for()
    assert page.evaluate("caches.keys()") == []

    on_paper(made, wish="Bankjes graag", email="an@x.example")
    change_state(made, "close", by=None)
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in(page, person_with("area_manager", wijk, full_name="Wim Wijk"))
    page.goto(reverse("consultations:wishes", args=[made.public_id]))
    check_accessible(page)
    # By keyboard alone.
    for title in ("Een bankje 🌳", "Bankjes graag"):
        page.get_by_label(f"Kies {title}").focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Samenvoegen").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Samengevoegd").wait_for()
    page.get_by_role("link", name="Een bankje 🌳").click()
    page.get_by_text("Ja, het wordt gedaan").first.click()
    page.locator("#id_promise_reply").fill("In mei komen er twee.")
    check_accessible(page, html=False)
    page.get_by_role("button", name="Ja, het wordt gedaan").click()
    page.get_by_text("Deze wens heeft een antwoord.").wait_for()
    page.goto(reverse("consultations:overview", args=[made.public_id]))
    page.get_by_role("button", name="Terugmelden").click()
    page.get_by_text("De stand is nu “teruggemeld”.").wait_for()
    live_portal.wait_for_jobs()
    assert "In mei komen er twee." in live_portal.letters[-1].get_content()
    page.goto(made.get_absolute_url())
    page.get_by_role("heading", name="Een bankje 🌳").wait_for()
    check_accessible(page)
