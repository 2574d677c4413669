"""What leaves the room as a file: codes for the printer, the survey on paper, and the measures as data."""

from collections.abc import Sequence

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from participation.surveys.models import Survey
from participation.surveys.queries import YearMeasure, questions_of
from wijkportaal.foundation.branding.calculations import letter_tokens
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.documents.rendering import Rendered, render
from wijkportaal.foundation.people.codes import written
from wijkportaal.foundation.tables.writing import write_csv, write_xlsx

STYLESHEETS = ("print/vote.css", "print/survey.css")


def address_of(survey: Survey, code: str = "") -> str:
    """Return the address to answer at. The code stands behind the #: a browser keeps that to itself."""
    address = settings.PORTAL_URL + survey.get_absolute_url()
    return f"{address}#{written(code)}" if code else address


def codes_for_printer(survey: Survey, codes: Sequence[str]) -> bytes:
    """Return a workbook with a row for each letter: the code as it is printed, and the address behind its QR square."""
    header = [_("nummer"), _("gebied"), _("code"), _("adres voor de QR-code"), _("antwoorden tot en met")]
    rows = (
        [number, survey.area.name, written(code), address_of(survey, code), survey.ends_on]
        for number, code in enumerate(codes, start=1)
    )
    return write_xlsx(header, rows, title=_("Peilingcodes"))


def print_forms(survey: Survey, codes: Sequence[str], subject: Gemeente) -> Rendered:
    """Make the survey on paper: a letter with the questions behind it for each code, or one without a code."""
    letters = [
        {
            "code": written(code) if code else "",
            # A drawing in the page itself, with a title: without one PDF/UA refuses it.
            "square": segno.make(address_of(survey, code), error="m", micro=False).svg_inline(
                scale=1, border=0, omitsize=True, title=_("QR-code om te antwoorden")
            ),
        }
        for code in (codes or [""])
    ]
    context = {
        "survey": survey,
        "questions": questions_of(survey),
        "gemeente": subject,
        "letters": letters,
        "address": address_of(survey),
    }
    html = render_to_string("surveys/letters.html", context)
    return render(html, stylesheets=STYLESHEETS, tokens=letter_tokens(subject.primary_colour))


def measures_file(rows: Sequence[YearMeasure]) -> bytes:
    """Return the measures as a csv: a row for each area, year and measure, with the interval in percents."""
    header = ["gebied", "jaar", "maat", "versie", "antwoorden", "percentage", "van", "tot"]
    return write_csv(header, (_row(row) for row in rows))


def _row(row: YearMeasure) -> list:
    measured = row.measured
    share = measured.share
    numbers = (
        [round(100 * each, 1) for each in (share.value, share.low, share.high)] if share else ["", "", ""]
    )
    return [
        row.area.name,
        row.year,
        measured.scale.measure,
        measured.scale.version,
        measured.answered or "",
        *numbers,
    ]
