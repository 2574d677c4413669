"""The cycle of an area: begun by the calendar, a step carried out, and read by residents."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.cycle.models import CycleStep
from tests.factories.cycle import make_step
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.programmes.cycle.test_actions import days

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_a_cycle_is_begun_and_a_step_carried_out(browser_page, wijk, sign_in, check_accessible):
    page = browser_page
    year = timezone.localdate().year + 1
    sign_in(page, person_with("administrator"))
    page.goto(reverse("cycle:calendar"))
    check_accessible(page)
    page.get_by_role("button", name="Begin met het voorbeeld").click()
    page.get_by_text("De kalender is gemaakt.").wait_for()
    check_accessible(page)
    page.get_by_role("link", name="Keuzebijeenkomst").click()
    check_accessible(page)
    page.get_by_label("Wie doet het?").fill("de buurtwerkplaats")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Opgeslagen.").wait_for()

    page.context.clear_cookies()
    sign_in(page, person_with("area_manager", wijk, full_name="Wim Wijk"))
    page.goto(reverse("cycle:board"))
    page.get_by_role("link", name="Cyclus beginnen").first.click()
    page.get_by_label("Jaar van het programma").fill(str(year))
    page.get_by_label("Noord").check()
    check_accessible(page)
    page.get_by_role("button", name="Beginnen").click()
    page.get_by_text("1 cyclus is begonnen.").wait_for()
    check_accessible(page)

    step = make_step(wijk, "choice", year=year, period=(days(-5), days(5)))
    page.reload()
    page.get_by_role("link", name="Keuzebijeenkomst").click()
    page.get_by_text("de buurtwerkplaats").wait_for()
    check_accessible(page)
    page.get_by_role("button", name="Vink “Zaal en datum bekend” af").click()
    page.get_by_role("button", name="Zet “Zaal en datum bekend” weer open").wait_for()
    page.get_by_role("link", name="Klaarmelden").click()
    check_accessible(page)
    page.get_by_label("Waarom?").fill("De uitnodiging stond in de krant.")
    page.get_by_role("button", name="Klaarmelden").click()
    page.get_by_text("De uitnodiging stond in de krant.").wait_for()
    page.get_by_role("link", name="Bewerken").click()
    check_accessible(page)
    page.get_by_label("Wat is eruit gekomen?").fill("Zes ideeën gekozen door 80 bewoners.")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Zes ideeën gekozen").wait_for()
    page.get_by_role("link", name="Herhalen").click()
    page.get_by_label("Eerste dag").fill(days(20).isoformat())
    page.get_by_label("Laatste dag").fill(days(21).isoformat())
    page.get_by_role("button", name="Herhalen").click()
    page.get_by_role("heading", name="Keuzebijeenkomst 2").wait_for()
    page.get_by_role("link", name="Verplaatsen").click()
    page.get_by_role("button", name="Verplaatsen").click()
    page.watch.allowed.append("status of 422")
    page.locator("[data-error-summary]").wait_for()
    check_accessible(page)
    assert CycleStep.objects.get(pk=step.pk).state == "done"

    page.context.clear_cookies()
    page.goto(reverse("cycle:area", args=[wijk.slug]))
    page.get_by_text("Zes ideeën gekozen door 80 bewoners.").wait_for()
    check_accessible(page)
    page.goto(wijk.get_absolute_url())
    page.get_by_role("heading", name="Waar staan we nu?").wait_for()
    check_accessible(page, html=False)


@pytest.mark.parametrize("javascript", [False], indirect=True)
def test_the_board_is_narrowed_without_scripts(browser_page, wijk, sign_in):
    make_step(wijk, "choice", period=(days(-9), days(-1)))
    make_step(AreaFactory(name="Zuid", parent=wijk.parent), "choice")
    sign_in(browser_page, person_with("alderman"))
    browser_page.goto(reverse("cycle:board"))
    browser_page.get_by_label("Hoe het staat").select_option("late")
    browser_page.get_by_role("button", name="Toon").click()
    browser_page.get_by_role("heading", name="Noord").wait_for()
    assert not browser_page.get_by_role("heading", name="Zuid").count()
