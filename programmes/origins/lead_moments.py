"""The day on which what came of a signal stood in a programme: between the decision and the deed."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from participation.signals.registry import moment
from programmes.origins.queries import days_in_programme


@moment("programme", label=_("programma"), position=500)
def in_a_programme(signals: Iterable[int]) -> dict[int, date]:
    """The day that the programme with its project was adopted; two queries."""
    return days_in_programme(signals)
