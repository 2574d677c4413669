"""Residents choose: from the code in the letter until the result, with the people who hold the round."""

import pytest
from django.urls import reverse

from participation.voting.models import Ballot
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.factories.voting import close, open_round
from wijkportaal.foundation.people.codes import written

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    return AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))


def test_residents_choose_and_everyone_sees_why(browser_page, wijk, sign_in, check_accessible):
    page = browser_page
    made, (code, other, _third) = open_round(area=wijk, method="knapsack", title="Kies mee in Noord")
    # The address behind the QR square of the letter: the code is in its field and in no log.
    page.goto(f"{made.get_absolute_url()}#{written(code)}")
    assert page.get_by_label("Uw stemcode").input_value() == written(code)
    assert "#" not in page.url
    check_accessible(page)
    page.get_by_role("button", name="Naar het stembiljet").click()
    page.get_by_label("Kies dit plan: Bankjes").check()
    page.get_by_label("Kies dit plan: Speeltuin").check()
    page.get_by_text("Dit is te veel. Haal iets weg.").wait_for()
    check_accessible(page)
    page.get_by_label("Kies dit plan: Speeltuin").uncheck()
    # By keyboard alone.
    page.get_by_label("Kies dit plan: Drempel").focus()
    page.keyboard.press("Space")
    assert page.locator("[data-spent]").inner_text() == "€\u00a010.000"
    page.get_by_role("button", name="Stem uitbrengen").click()
    page.get_by_role("heading", name="Uw stem is binnen").wait_for()
    check_accessible(page)
    page.get_by_role("button", name="Klaar, iemand anders kan stemmen").click()
    page.get_by_label("Uw stemcode").fill(other)
    page.get_by_role("button", name="Naar het stembiljet").click()
    page.get_by_label("Kies dit plan: Bankjes").check()
    page.get_by_role("button", name="Stem uitbrengen").click()
    page.get_by_role("heading", name="Uw stem is binnen").wait_for()
    assert Ballot.objects.count() == 2

    close(made)
    sign_in(page, person_with("area_manager", wijk, full_name="Wim Wijk"))
    page.goto(reverse("voting:overview", args=[made.public_id]))
    check_accessible(page)
    page.get_by_role("button", name="Tellen").click()
    page.get_by_role("button", name="Uitslag bekendmaken").click(timeout=30_000)
    page.get_by_text("uitslag bekend").first.wait_for()
    page.goto(reverse("voting:result", args=[made.public_id]))
    assert page.get_by_role("heading", name="Gekozen: 2 plannen").is_visible()
    check_accessible(page)


@pytest.mark.parametrize("javascript", [False], indirect=True)
def test_a_vote_is_cast_without_scripts(browser_page, wijk):
    made, (code, *_rest) = open_round(area=wijk, method="stickers", most=3, most_each=2)
    browser_page.goto(made.get_absolute_url())
    browser_page.get_by_label("Uw stemcode").fill(code)
    browser_page.get_by_role("button", name="Naar het stembiljet").click()
    browser_page.locator("input[name='plan-1'][value='2']").check()
    browser_page.get_by_role("button", name="Reken na").click()
    browser_page.get_by_text("2 van 3 stickers").wait_for()
    browser_page.get_by_role("button", name="Stem uitbrengen").click()
    browser_page.get_by_role("heading", name="Uw stem is binnen").wait_for()
    assert Ballot.objects.get().choices == [[1, 2]]
