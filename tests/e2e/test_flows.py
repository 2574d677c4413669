"""Finance reads the sheet of a corporatie in, says once what its words mean, and residents see the flow."""

from datetime import date

import pytest
from django.urls import reverse

from areas.figures.models import Figure
from budgets.flows.models import FlowMapping, MoneyFlow
from tests.budgets.flows.making import goal, source
from tests.factories.ledger import AccountFactory, PurposeFactory, fill
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.tables.writing import XLSX, write_xlsx

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
HEADER = ("Wijk", "Partij", "Thema", "Euro", "Status", "Herkomst")
ROWS = (
    ("Noord", "De Loft", "Prettig wonen", "12.500,75", "gok", "opgave"),
    ("Noord", "De Loft", "Ontmoeten", "900", "begroot", "opgave"),
)
COLUMNS = {
    "Gebied": "Wijk",
    "Bron": "Partij",
    "Doel": "Thema",
    "Bedrag": "Euro",
    "Hoe zeker": "Status",
    "Waar blijkt dat uit": "Herkomst",
}


@pytest.fixture
def wijk(live_portal):
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.1))
    area = AreaFactory(name="Noord", kind="wijk", parent=gemeente, border=square(5.0, 53.0, 0.02))
    year = date.today().year  # noqa: DTZ011 - the year alone
    Figure.objects.create(area=area, year=year, indicator="a_inw", value=1000, source="proef")
    purpose = PurposeFactory(name="Feesten", slug="feesten")
    goal("Ontmoeten", indicators=["a_inw"]).purposes.add(purpose)
    goal("Prettig wonen")
    source("Corporatie De Loft")
    fill(AccountFactory(area=area, purpose=purpose, year=year), "3900.00")
    return area


def sheet(*rows) -> dict:
    return {"name": "de-loft.xlsx", "mimeType": XLSX, "buffer": write_xlsx(HEADER, rows)}


def test_a_sheet_becomes_the_page_of_an_area(browser_page, wijk, sign_in, check_accessible):
    page = browser_page
    year = str(date.today().year)  # noqa: DTZ011 - the year alone
    sign_in(page, person_with("finance", full_name="Fen Financieel"))

    page.goto(reverse("flows:workbench"))
    check_accessible(page)
    page.get_by_role("link", name="Bestand inlezen").click()
    page.get_by_label("Bestand met geldstromen").set_input_files(sheet(*ROWS))
    page.get_by_label("Jaar").fill(year)
    page.get_by_label("Van wie is dit soort bestand?").fill("Opgave De Loft")
    page.get_by_role("button", name="Bekijk het bestand").click()
    page.get_by_role("heading", name="Wat betekent dit bestand?").wait_for()
    check_accessible(page)
    for part, heading in COLUMNS.items():
        page.get_by_label(part, exact=True).select_option(heading)
    page.get_by_role("button", name="Bewaar en bekijk").click()
    page.get_by_label("Bron: De Loft").select_option("Corporatie De Loft")
    page.get_by_label("Hoe zeker: gok").select_option("geschat")
    page.get_by_role("button", name="Bewaar en bekijk").click()
    check_accessible(page)
    page.get_by_role("button", name="Lees alles in").click()
    page.get_by_text("De geldstromen zijn ingelezen.").wait_for()
    assert MoneyFlow.objects.count() == 2

    page.goto(reverse("flows:sheets"))
    page.get_by_label("Bestand met geldstromen").set_input_files(
        sheet(("Noord", "De Loft", "Ontmoeten", "-1", "gok", ""))
    )
    page.get_by_label("Jaar").fill(year)
    page.get_by_label("Lees het zoals eerder").select_option(str(FlowMapping.objects.get()))
    page.get_by_role("button", name="Bekijk het bestand").click()
    page.get_by_text("Er zijn 2 fouten gevonden; er is niets ingelezen").wait_for()
    check_accessible(page)

    page.goto(reverse("flows:years"))
    check_accessible(page)
    page.get_by_role("button", name=f"Maak {year} openbaar").click()
    page.goto(reverse("flows:compare"))
    check_accessible(page)

    page.context.clear_cookies()
    page.goto(wijk.get_absolute_url())
    page.get_by_role("link", name="Bekijk alle geldstromen").click()
    drawing = page.get_by_role("img", name=f"Noord {year}")
    assert "Samen € 17.301 uit 2 bronnen" in drawing.get_attribute("aria-label").replace("\xa0", " ")
    page.get_by_text("Bekijk de cijfers in een tabel").first.click()
    assert page.get_by_role("row", name="Gemeente, 6.1 Ontmoeten geboekt € 3.900").is_visible()
    page.get_by_text("Waar komen deze bedragen vandaan?").click()
    check_accessible(page)
