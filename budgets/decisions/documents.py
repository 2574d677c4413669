"""The letter of a decision as a document: objects in, PDF out."""

import re
from datetime import date

from django.template.loader import render_to_string

from budgets.decisions.calculations import last_day_to_object
from budgets.decisions.letters import clause_of, written_address
from budgets.decisions.models import Decision
from budgets.decisions.queries import lines_of
from wijkportaal.foundation.branding.calculations import WHITE, mix, readable_shade
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.documents.rendering import Rendered, render
from wijkportaal.foundation.documents.sources import media_source

STYLESHEETS = ("print/letter.css",)
# In a string of CSS: what would end it, or the line.
UNSAFE = re.compile(r"[\"\\\n\r\f]")


def print_letter(decision: Decision, subject: Gemeente, *, on: date) -> Rendered:
    """Make the letter that is sent on a day. By post it is not known yet which day that will be: it says how long."""
    until = last_day_to_object(on) if decision.email else None
    context = {
        "decision": decision,
        "lines": lines_of(decision),
        "gemeente": subject,
        "logo": media_source(subject.logo.file.name) if subject.logo_id else "",
        "on": on,
        "clause": clause_of(decision, subject, until=until),
    }
    primary = subject.primary_colour
    tokens = {
        "primary": primary,
        "primary-text": readable_shade(primary, WHITE),
        "primary-tint": mix(primary, WHITE, 0.08),
        "primary-line": mix(primary, WHITE, 0.35),
        "letter-number": f'"{UNSAFE.sub(" ", decision.number)}"',
        "letter-sender": f'"{UNSAFE.sub(" ", _sender(subject))}"',
    }
    return render(render_to_string("decisions/letter.html", context), stylesheets=STYLESHEETS, tokens=tokens)


def _sender(subject: Gemeente) -> str:
    parts = (subject.name, subject.phone, subject.email, written_address(subject.website))
    return " · ".join(filter(None, parts))
