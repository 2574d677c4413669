"""The wijkwethouder steers: from the map to the list behind a figure, to its past, its target, and away as a PDF."""

from decimal import Decimal

import pytest
from django.utils import timezone

from tests.factories.commitments import CommitmentFactory, days
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.portal.steering.actions import keep_figures, refresh_figures
from wijkportaal.portal.steering.calculations import Counted

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_the_wethouder_steers_all_areas(browser_page, live_portal, sign_in, check_accessible):
    page = browser_page
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    noord, zuid = (
        AreaFactory(name=name, parent=gemeente, border=square(5.0 + place * 0.02, 53.0, 0.02))
        for place, name in enumerate(("Noord", "Zuid"))
    )
    promise = CommitmentFactory(area=noord, due_on=days(-3), what="De gemeente maakt het bruggetje")
    CommitmentFactory(area=zuid)
    refresh_figures()
    year = timezone.localdate().year
    past = {("promises_overdue", area.pk, year - 1): Counted(Decimal(3)) for area in (gemeente, noord)}
    keep_figures(past, [year - 1], as_of=timezone.now())
    sign_in(page, person_with("alderman", gemeente, full_name="Wies Wethouder"))

    page.goto("/werk")
    check_accessible(page)
    page.get_by_role("link", name="Alle gebieden").first.click()
    page.get_by_role("heading", name="Alle cijfers").wait_for()
    check_accessible(page)
    # The table is made anew then; a click on the old one would be lost.
    with page.expect_response("**cijfer=promises_overdue**"):
        page.get_by_label("Kleur de kaart met").select_option(label="Afspraken waarvan de datum voorbij is")
    page.locator("#bord[aria-busy=false]").wait_for()
    page.get_by_role("heading", name="Afspraken waarvan de datum voorbij is").wait_for()
    table = page.get_by_role("table", name="Cijfers per gebied")
    row = table.get_by_role("row", name="Noord")
    row.get_by_text("2 minder dan vorig jaar").wait_for()
    row.get_by_role("link", name="1", exact=True).click()
    page.get_by_text(promise.what).first.wait_for()
    page.go_back()
    page.get_by_role("link", name="Hoe is “Afspraken waarvan de datum voorbij is” berekend?").first.click()
    page.get_by_role("heading", name="Afspraken waarvan de datum voorbij is").wait_for()
    check_accessible(page)

    page.get_by_role("link", name="Instellingen").click()
    page.get_by_text("Streefwaarde zetten").click()
    page.get_by_label("Welk cijfer?").select_option(label="Afspraken waarvan de datum voorbij is")
    page.get_by_label("Wat is de streefwaarde?").fill("0")
    check_accessible(page)
    page.get_by_role("button", name="Streefwaarde bewaren").click()
    page.get_by_text("De streefwaarde is gezet.").wait_for()

    page.goto("/werk/sturen/verloop?cijfer=promises_overdue&gebied=noord&gebied=zuid&groep=soort-wijk")
    page.get_by_text("doel 0 niet gehaald").wait_for()
    check_accessible(page)
    page.get_by_role("button", name="Maak een PDF").click()
    page.get_by_text("PDF maken").first.wait_for()
    page.get_by_role("link", name="De vier maten").first.click()
    page.get_by_text("Dit jaar is er nog niets gemeten").wait_for()
    check_accessible(page)
