import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.foundation.tables.writing import neutral, write_csv, write_xlsx

LIVE = [
    "=1+1",
    "+31612345678",
    "-1+cmd",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\n@x",
    "\xa0=1",
    "\ufeff=1",
    "|cmd",
    "＝1",
]


@pytest.mark.parametrize("text", LIVE)
def test_a_text_that_is_live_gets_an_apostrophe(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", [-5, -5.5, Decimal("-5.25"), date(2026, 1, 2)])
def test_numbers_and_dates_stay_what_they_are(value):
    assert neutral(value) == value


@given(st.text(max_size=20))
def test_no_text_starts_live(text):
    written = neutral(text)
    assert not written.strip().startswith(("=", "+", "-", "@"))


def test_write_csv_opens_in_a_dutch_spreadsheet():
    data = write_csv(
        ["naam", "bedrag", "dag"], [["Grou; oost", Decimal("-1.5"), date(2026, 3, 1)], ["=x", None, True]]
    )
    assert data.decode("utf-8-sig") == 'naam;bedrag;dag\r\n"Grou; oost";-1,5;2026-03-01\r\n\'=x;;ja\r\n'
    assert data.startswith(b"\xef\xbb\xbf")


def test_write_xlsx_has_types_and_no_formulas():
    data = write_xlsx(
        ["naam", "aantal"],
        [
            ["=HYPERLINK(1)", -3],
            ["Grou", Decimal("1.5")],
            ["tijd", datetime(2026, 7, 1, 10, tzinfo=UTC)],
            ["a\x00b", None],
        ],
        title="Dorpen/wijken: alles",
    )
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.active
    assert sheet.title == "Dorpenwijken alles"
    assert sheet.freeze_panes == "A2"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["naam", "aantal"],
        ["'=HYPERLINK(1)", -3],
        ["Grou", 1.5],
        ["tijd", datetime(2026, 7, 1, 12)],  # noqa: DTZ001 - a workbook knows no zones
        ["ab", None],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n", "d"}
