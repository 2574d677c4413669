"""Who is asked and who takes part: a warning before the next ask, a resident who says who they are, and who is missed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.asks.actions import keep_streets
from participation.asks.models import Ask
from participation.reach.models import GroupCount
from tests.factories.asks import planned_ask
from tests.factories.figures import FigureFactory
from tests.factories.roles import person_with
from tests.factories.surveys import open_survey
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_streets_are_left_alone_and_everyone_sees_who_is_missed(
    browser_page, live_portal, sign_in, check_accessible
):
    page = browser_page
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    wijk = AreaFactory(name="Noord", parent=gemeente, border=square(5.0, 53.0, 0.02))
    for indicator, value in (
        ("a_00_14", 150),
        ("a_15_24", 120),
        ("a_25_44", 250),
        ("a_45_64", 280),
        ("a_65_oo", 200),
    ):
        FigureFactory(area=wijk, indicator=indicator, value=Decimal(value), year=2024)
    keep_streets(wijk, {"Kade": 40, "Plein": 60}, by=None)
    planned_ask(area=wijk, name="Huurdersenquête", streets=["Kade"])
    survey, _none = open_survey(area=wijk)

    sign_in(page, person_with("area_manager", wijk, full_name="Wim Wijk"))
    page.goto(reverse("asks:calendar"))
    check_accessible(page)
    page.get_by_role("link", name="Uitvraag plannen").click()
    page.get_by_label("Wat vraagt u?").fill("Langs de deuren")
    page.get_by_label("In welke straten?").fill("Kade")
    later = timezone.localdate() + timedelta(days=30)
    page.get_by_label("Eerste dag").fill(later.isoformat())
    page.get_by_label("Laatste dag").fill(later.isoformat())
    page.watch.allowed = ["status of 422"]
    page.get_by_role("button", name="In de kalender zetten").click()
    page.get_by_role("heading", name="Hier wordt rond die tijd al iets gevraagd").wait_for()
    check_accessible(page, html=False)
    page.get_by_role("button", name="Toch zo plannen").click()
    page.get_by_text("De uitvraag staat in de kalender.").wait_for()
    assert Ask.objects.count() == 2

    page.goto(reverse("surveys:thanks", args=[survey.public_id]))
    page.get_by_label("Hoe oud bent u?").select_option(label="65 jaar en ouder")
    check_accessible(page)
    page.get_by_role("button", name="Tel mij mee").click()
    page.get_by_text("U bent meegeteld").wait_for()
    assert GroupCount.objects.get().people == 1

    page.goto(reverse("reach:new"))
    page.get_by_label("Wat was het?").fill("Wijkschouw")
    page.get_by_label("In welk gebied?").select_option(label="Noord")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_label("Hoeveel mensen in totaal?").fill("100")
    for label, number in (("25 tot 45 jaar", "10"), ("45 tot 65 jaar", "40"), ("65 jaar en ouder", "50")):
        page.get_by_label(label).fill(number)
    page.get_by_role("button", name="Telling opslaan").click()
    page.get_by_text("58% als het gebied").wait_for()
    check_accessible(page)
    page.goto(reverse("reach:area", args=[wijk.slug]))
    page.get_by_text("Te weinig: 0 tot 15 jaar").wait_for()
    check_accessible(page)
    page.goto(reverse("reach:overview"))
    check_accessible(page)
