"""The lines of the trail as a file: what the page shows and nothing more."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.utils.translation import gettext as _

from wijkportaal.foundation.tables.writing import write_csv, write_xlsx
from wijkportaal.portal.trail.models import FileFormat
from wijkportaal.portal.trail.queries import Act, Sought, acts_sought, shown

# As many acts are read at a time; more than so many lines fit in no workbook that somebody reads.
AT_ONCE, MOST_LINES = 500, 200_000


def file_of(sought: Sought, file_format: str, *, report: Callable[[int], None]) -> tuple[bytes, int]:
    """Return a file with the lines, the last first, and how many there are; `report` is told how many were read."""
    written = 0

    def rows() -> Iterator[list]:
        nonlocal written
        for act in _acts(sought, report):
            for row in _rows(act):
                if written == MOST_LINES:
                    return
                written += 1
                yield row

    header = [
        *(
            _("wanneer"),
            _("wie"),
            _("handeling"),
            _("naam van de handeling"),
            _("reden"),
            _("waarvan"),
            _("wat"),
            _("naam"),
            _("nummer"),
        ),
        _("hoeveel"),
    ]
    write = write_xlsx if file_format == FileFormat.XLSX else write_csv
    return write(header, rows()), written


def _acts(sought: Sought, report: Callable[[int], None]) -> Iterator[Act]:
    acts = acts_sought(sought).iterator(chunk_size=AT_ONCE)
    done = 0
    while piece := list(islice(acts, AT_ONCE)):
        yield from shown(piece)
        done += len(piece)
        report(done)


def _rows(act: Act) -> Iterator[list]:
    about = [act.at, act.who, act.reading, act.action, act.reason]
    for each in act.touched:
        key = each.key if each.number == 1 else None
        yield [*about, each.kind, each.label, each.title if each.number == 1 else "", key, each.number]
