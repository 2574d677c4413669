"""Every idea gets its answer: what waits, answering a plan that was chosen, and what everyone reads of it."""

import re

import pytest
from django.urls import reverse

from tests.factories.initiatives import InitiativeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.factories.voting import published_round

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_plan_that_was_chosen_is_taken_up_and_everyone_reads_by_whom(
    live_portal, browser_page, sign_in, check_accessible
):
    page = browser_page
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    wijk = AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))
    InitiativeFactory(area=wijk, title="Een trapveldje")
    published_round(area=wijk)

    sign_in(page, person_with("area_manager", wijk))
    page.goto(reverse("ideas:waiting"))
    page.get_by_role("link", name=re.compile("^Naar het initiatief")).wait_for()
    check_accessible(page)
    page.goto(f"{reverse('ideas:waiting')}?antwoord=yes")
    page.get_by_role("link", name=re.compile("^Vul aan")).first.click()
    page.get_by_label("gaat door", exact=True).check()
    page.get_by_label("Wie pakt het op?").fill("Afdeling Groen")
    page.get_by_label("Wanneer?").fill("voorjaar 2027")
    check_accessible(page)
    page.get_by_role("button", name="Zet op de site").click()
    page.get_by_text("Het antwoord staat op de site.").wait_for()

    page.context.clear_cookies()
    page.goto(reverse("ideas:area", args=[wijk.slug]))
    page.get_by_text("Afdeling Groen").wait_for()
    page.get_by_text("voorjaar 2027").wait_for()
    page.get_by_text("Een trapveldje").wait_for()
    check_accessible(page)
