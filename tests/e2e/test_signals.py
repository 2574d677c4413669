"""A signal from the kitchen table until its sender says that it is solved; and an inbox by keyboard."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from participation.signals.models import Signal
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


def press_inside(page) -> None:
    """Press in the middle of the first map, which shows an area."""
    canvas = page.locator(".wp-map__canvas").first
    page.locator(".wp-map__canvas .wp-area-shape").first.wait_for()
    canvas.scroll_into_view_if_needed()
    canvas.click()


def test_who_presses_on_an_area_has_chosen_the_point(browser_page, wijk, check_accessible):
    """An area drawn on the map does not keep the press to itself."""
    page = browser_page
    page.goto(reverse("signals:new"))
    press_inside(page)
    page.get_by_text("De punt staat nu in").wait_for()
    assert 53 < float(page.locator("[name=latitude]").input_value()) < 53.1
    assert page.locator(".leaflet-popup").count() == 0
    page.goto(f"{reverse('addresses:find')}?lat=52.5&lon=4.5")
    page.get_by_text("Deze plek ligt niet in onze gemeente").wait_for()
    page.locator(".wp-map__canvas").scroll_into_view_if_needed()
    expect(page.locator(".wp-map__canvas .wp-area-shape").first).to_be_in_viewport()
    page.goto(reverse("addresses:find"))
    page.get_by_role("button", name="Hier woon ik").click()
    page.get_by_text("Kies eerst een plek").first.wait_for()
    check_accessible(page)
    press_inside(page)
    page.get_by_text("De punt staat nu in Noord.").wait_for()
    check_accessible(page, html=False)
    page.get_by_role("button", name="Hier woon ik").click()
    page.wait_for_url("**" + wijk.get_absolute_url())


def test_a_signal_is_handed_in_solved_and_answered(
    browser_page, live_portal, wijk, sign_in, check_accessible
):
    page = browser_page
    page.goto(reverse("signals:new"))
    page.get_by_role("button", name="Versturen").click()
    page.watch.allowed.append("status of 422")
    page.locator("[data-error-summary]").wait_for()
    check_accessible(page)
    page.get_by_label("Wat wilt u doorgeven?").fill("De lantaarn bij de brug is stuk. Het is er donker.")
    page.get_by_label("In welke wijk of welk dorp?").select_option("Noord")
    page.get_by_label("E-mailadres").fill("jelle@voorbeeld.example")
    page.get_by_label("Ja, buren mogen het lezen").check()
    page.wait_for_timeout(2500)  # nobody fills it in as fast as a machine
    page.get_by_role("button", name="Versturen").click()
    page.get_by_text("U hoort uiterlijk op").wait_for()
    followed = page.url
    check_accessible(page)

    same = SignalFactory(
        area=wijk, text="Lantaarn bij de brug stuk, heel donker.", email="oda@voorbeeld.example"
    )
    signal = Signal.objects.exclude(pk=same.pk).get()
    sign_in(page, person_with("area_manager", wijk, full_name="Wim Wijk"))
    page.goto(reverse("signals:inbox"))
    page.locator("[data-open]").first.focus()
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.get_by_text("1 gekozen:").is_visible()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**" + reverse("signals:overview", args=[signal.public_id]))
    check_accessible(page)
    page.get_by_role("button", name=re.compile("Samenvoegen ?: Lantaarn bij de brug")).click()
    page.get_by_role("heading", name="Samen: 2 mensen").wait_for()
    page.get_by_role("link", name="I Oplossen", exact=True).click()
    check_accessible(page)
    page.get_by_label("Tekst op de site").fill("De lantaarn bij de brug is stuk.")
    page.get_by_role("button", name="I Oplossen").click()
    page.get_by_role("link", name="Afgehandeld").click()
    page.get_by_label("Wat leest de inzender?").fill("Er zit een nieuwe lamp in.")
    page.get_by_role("button", name="Afgehandeld").click()
    page.get_by_text("De stand is nu “afgehandeld”.").wait_for()
    live_portal.wait_for_jobs()
    told = {letter["To"] for letter in live_portal.letters if "afgehandeld" in str(letter["Subject"])}
    assert told == {"jelle@voorbeeld.example", "oda@voorbeeld.example"}

    page.context.clear_cookies()
    page.goto(followed)
    assert page.get_by_text("Er zit een nieuwe lamp in.").is_visible()
    page.get_by_text("Nee, nog niet").click()
    page.get_by_label("Wat is er nog niet goed?").fill("Hij knippert.")
    page.locator("button[value=not_solved]").click()
    page.get_by_text("Wij gaan er weer mee aan de slag.").wait_for()
    signal.refresh_from_db()
    assert (signal.state, signal.verdict, signal.reports) == ("new", "not_solved", 2)
    page.goto(reverse("signals:area", args=[wijk.slug]))
    assert page.get_by_role("link", name="De lantaarn bij de brug is stuk.").is_visible()
