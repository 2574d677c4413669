"""A staffel from an empty page until everybody reads what their village gets; built by one, decided by another."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.staffels import actions
from budgets.staffels.models import StaffelVersion
from tests.budgets.staffels.making import scheme
from tests.factories.figures import FigureFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gemeente(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    for number, (name, people) in enumerate((("Aldwier", 180), ("Bovenkerk", 4999), ("Cleyterp", 5000))):
        village = AreaFactory(
            name=name, kind="dorp", parent=gemeente, border=square(5.0 + number / 50, 53.0, 0.02)
        )
        FigureFactory(area=village, year=2026, value=Decimal(people), source="Basisregistratie personen")
    return gemeente


def test_a_staffel_is_built_simulated_decided_and_read(browser_page, gemeente, sign_in, check_accessible):
    page = browser_page
    page.watch.allowed.append("status of 422")
    sign_in(page, person_with("finance", gemeente, full_name="Fenna Geld"))
    page.goto(reverse("staffels:workbench"))
    check_accessible(page)
    page.get_by_role("link", name="Nieuwe staffel").click()
    check_accessible(page)
    page.get_by_label("Naam").fill("Dorpsbudget")
    page.get_by_label("Regeling of besluit").fill("Verordening dorpsbudgetten")
    page.get_by_label("Eerste jaar").fill("2026")
    page.get_by_role("button", name="Begin met bouwen").click()
    check_accessible(page)

    page.get_by_role("link", name="Staffel met banden").click()
    check_accessible(page)
    for row, (low, high, amount) in enumerate(
        (("0", "499", "2.000"), ("500", "5.000", "2.500"), ("5.000", "", "1.000"))
    ):
        band = page.get_by_role("group", name=f"Band {row + 1}")
        band.get_by_label("Van").fill(low)
        band.get_by_label("Tot en met").fill(high)
        band.get_by_label("Bedrag").fill(amount)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("overlappen").first.wait_for()
    check_accessible(page)
    page.get_by_role("group", name="Band 2").get_by_label("Tot en met").fill("4.999")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Onderdeel toevoegen").click()
    page.get_by_role("link", name="Bedrag per inwoner").click()
    page.get_by_label("Bedrag", exact=True).fill("1,00")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("15.679").first.wait_for()
    check_accessible(page)
    version = StaffelVersion.objects.get()

    page.get_by_role("link", name="Simuleren").click()
    page.get_by_text("Let op: een klif").wait_for()
    check_accessible(page)
    page.get_by_label("Samen meer of minder").first.fill("-1.000")
    page.get_by_label("Eenheid").select_option("euro")
    page.get_by_role("button", name="Reken door").click()
    page.get_by_role("heading", name="1.000 minder").wait_for()
    check_accessible(page, html=False)
    page.go_back()
    page.goto(version.get_absolute_url())
    page.get_by_role("button", name="Voorstellen").click()
    page.get_by_role("heading", name="Een ander stelt dit vast").wait_for()
    check_accessible(page)
    assert not page.get_by_role("link", name="Vaststellen").count()

    page.context.clear_cookies()
    sign_in(page, person_with("alderman", gemeente, full_name="Ype Wethouder"))
    page.goto(reverse("portal:workspace"))
    page.get_by_role("link", name="Dorpsbudget, versie 1").click()
    page.get_by_role("link", name="Vaststellen").click()
    check_accessible(page)
    page.get_by_label("Welk besluit?").fill("Besluit van het college van 16 december")
    page.get_by_role("button", name="Vaststellen").click()
    page.get_by_text("De staffel is vastgesteld.").wait_for()

    page.context.clear_cookies()
    page.goto(reverse("staffels:index"))
    check_accessible(page)
    page.get_by_role("link", name="Dorpsbudget").click()
    page.locator("summary").filter(has_text="Bovenkerk").click()
    assert page.get_by_text("4.999 inwoners op 1 januari 2026 ×").is_visible()
    check_accessible(page)


@pytest.mark.parametrize("javascript", [False], indirect=True)
def test_a_cut_is_simulated_and_proposed_without_scripts(browser_page, gemeente, sign_in):
    page = browser_page
    version = actions.make_staffel(gemeente, scheme(kinds=("dorp",)), by=None)
    sign_in(page, person_with("finance", gemeente, full_name="Fenna Geld"))
    page.goto(reverse("staffels:simulate", args=[version.pk]))
    page.get_by_label("Samen meer of minder").fill("-2,5")
    page.get_by_role("button", name="Reken door").click()
    page.get_by_role("heading", name=re.compile(r"2,5\s%\sminder")).wait_for()
    page.get_by_role("button", name="Sla op als voorstel").click()
    page.get_by_text("Het voorstel is opgeslagen.").wait_for()
    made = StaffelVersion.objects.get(number=2)
    assert (made.state, made.scheme.parts[-1].amount) == ("proposed", Decimal("391.08"))
