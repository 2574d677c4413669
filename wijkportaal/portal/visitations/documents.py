"""The report of a visitatie on paper. Objects in, PDF out."""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string

from wijkportaal.foundation.branding.calculations import letter_tokens
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.charts.drawing import Chart
from wijkportaal.foundation.documents.rendering import Rendered, render
from wijkportaal.portal.visitations.models import Visitation
from wijkportaal.portal.visitations.queries import ThemeBlock

STYLESHEETS = ("print/report.css",)


def print_report(
    visitation: Visitation, blocks: Sequence[ThemeBlock], chart: Chart | None, subject: Gemeente
) -> Rendered:
    """Make the PDF of a published visitatie."""
    context = {
        "visitation": visitation,
        "blocks": blocks,
        "chart": chart,
        "gemeente": subject,
        "address": settings.PORTAL_URL + visitation.get_absolute_url(),
    }
    html = render_to_string("visitations/print.html", context)
    return render(html, stylesheets=STYLESHEETS, tokens=letter_tokens(subject.primary_colour))
