"""A board as a spreadsheet, as csv and as PDF/UA. Objects in, bytes out."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.documents.rendering import Rendered, render
from wijkportaal.foundation.tables.writing import XLSX, write_csv, write_xlsx
from wijkportaal.portal.steering.boards.sheets import Sheet

CONTENT_TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
# From so many columns on a table lies better on its side.
WIDE = 7


def write_sheet(sheet: Sheet, kind: str) -> bytes:
    """Write the table of a board as `xlsx` or `csv`, with the moment it is of behind it."""
    rows = [*sheet.rows]
    if sheet.as_of:
        rows += [[], [_("Stand van"), sheet.as_of]]
    return (
        write_xlsx(sheet.header, rows, title=sheet.title) if kind == "xlsx" else write_csv(sheet.header, rows)
    )


def print_board(sheet: Sheet) -> Rendered:
    """Lay a board out as PDF/UA: its charts, its table, and what each figure means."""
    subject = gemeente()
    context = {"sheet": sheet, "gemeente": subject, "is_wide": len(sheet.header) >= WIDE}
    html = render_to_string("steering/print/board.html", context)
    return render(html, stylesheets=("print/board.css",), tokens={"primary": palette_of(subject).primary})
