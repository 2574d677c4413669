"""The sheet on paper: one A4, whatever the texts. Objects in, PDF out."""

from django.template.loader import render_to_string

from wijkportaal.foundation.branding.calculations import letter_tokens
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.documents.rendering import Rendered, render
from wijkportaal.portal.visits.calculations import FITS
from wijkportaal.portal.visits.queries import VisitSheet

STYLESHEETS = ("print/visit.css",)


def print_sheet(sheet: VisitSheet, subject: Gemeente) -> Rendered:
    """Make the PDF of a sheet: as much of it as fits on one page, the least important lines left out first."""
    for fit in FITS:
        html = render_to_string("visits/print.html", {"sheet": sheet, "fit": fit, "gemeente": subject})
        printed = render(html, stylesheets=STYLESHEETS, tokens=letter_tokens(subject.primary_colour))
        if printed.pages == 1:
            return printed
    # Lines are counted and texts cut, so that the tightest fit has room to spare (tests/portal/visits).
    return render(
        html,
        stylesheets=STYLESHEETS,
        tokens=letter_tokens(subject.primary_colour),
        arrange=lambda pages: pages[:1],
    )
