"""Write tables that stay dead in a spreadsheet, whoever's text is in them."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
MAX_CELL = 32_000
# Signs that XML, and so a workbook, cannot hold.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# By this mark at the start a spreadsheet knows that a csv is UTF-8.
CSV_MARK = b"\xef\xbb\xbf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def neutral(value):
    """Return a cell that no spreadsheet reads as a formula; numbers, dates and truth stay what they are.

    A text that starts with a live sign, also behind blanks that a program strips, gets an apostrophe
    before it: the sign by which spreadsheets know text. One that has it already gets another, so that
    `restored` gives back what was written.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float | Decimal | date):
        return value
    text = UNWRITABLE.sub("", str(value))[:MAX_CELL]
    return f"'{text}" if _is_live(text.lstrip("'")) else text


def restored(text: str) -> str:
    """Return what a text was before `neutral` wrote it."""
    return text[1:] if text.startswith("'") and _is_live(text.lstrip("'")) else text


def _is_live(text: str) -> bool:
    return text.startswith(LIVE) or text.strip("\ufeff \xa0\u200b").startswith(LIVE)


def csv_line(cells: Sequence) -> bytes:
    """Write one row of a csv as `write_csv` does, for who writes a file of any length row by row after CSV_MARK."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([_dutch(neutral(cell)) for cell in cells])
    return out.getvalue().encode()


def write_csv(header: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    """Write a csv as Dutch spreadsheets open it: UTF-8 with a mark, semicolons, decimal commas."""
    return CSV_MARK + csv_line(header) + b"".join(csv_line(row) for row in rows)


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence], *, title: str = "Blad1") -> bytes:
    """Write a workbook of one sheet with a bold, fixed header. Texts are written as texts, never as formulas."""
    from openpyxl import Workbook  # noqa: PLC0415 - a tenth of a second that few processes need
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_title(title))
    sheet.freeze_panes = "A2"
    for column, name in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(50, max(12, len(str(name)) + 2))
    sheet.append([_cell(sheet, name, bold=True) for name in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet, value, *, bold: bool = False):
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value).replace(tzinfo=None)  # a workbook knows no time zones
    value = neutral(value)
    cell = WriteOnlyCell(sheet, None if value == "" else value)
    if cell.value is not None and isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _dutch(value):
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return value


def _sheet_title(title: str) -> str:
    return "".join(sign for sign in title if sign not in "[]:*?/\\")[:31] or "Blad1"
