"""The answer sheet on paper. Objects in, PDF out."""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string

from wijkportaal.foundation.branding.calculations import letter_tokens
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.documents.rendering import Rendered, render
from wijkportaal.portal.questions.models import CouncilQuestion
from wijkportaal.portal.questions.queries.questions import Pointer

STYLESHEETS = ("print/report.css",)


def print_answer(question: CouncilQuestion, pointers: Sequence[Pointer], subject: Gemeente) -> Rendered:
    """Make the PDF of a question, its answer and the records that it rests on, as they stood then."""
    context = {
        "question": question,
        "pointers": pointers,
        "gemeente": subject,
        "address": settings.PORTAL_URL + question.get_absolute_url(),
    }
    html = render_to_string("questions/print.html", context)
    return render(html, stylesheets=STYLESHEETS, tokens=letter_tokens(subject.primary_colour))
