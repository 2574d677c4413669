"""Where a step stands on a day, what it lacks and when the calendar puts it. No database."""

import calendar
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programmes.cycle.states import (
    ACTION,
    ANALYSIS,
    DONE,
    EVALUATION,
    PROGRAMMING,
    REMIND_BEFORE,
    RUNNING,
    SKIPPED,
)


class Standing(StrEnum):
    """How a step stands on a day: its state beside its period."""

    LATE = "late"
    DUE = "due"
    WAITING = "waiting"
    RUNNING = "running"
    AHEAD = "ahead"
    DONE = "done"
    SKIPPED = "skipped"


STANDING_LABELS = {
    Standing.LATE: gettext_lazy("te laat"),
    Standing.DUE: gettext_lazy("bijna klaar nodig"),
    Standing.WAITING: gettext_lazy("kan beginnen"),
    Standing.RUNNING: gettext_lazy("bezig"),
    Standing.AHEAD: gettext_lazy("komt nog"),
    Standing.DONE: gettext_lazy("klaar"),
    Standing.SKIPPED: gettext_lazy("overgeslagen"),
}
STANDING_ICONS = {
    Standing.LATE: "alert-triangle",
    Standing.DUE: "clock",
    Standing.WAITING: "flag",
    Standing.RUNNING: "progress",
    Standing.AHEAD: "circle-dashed",
    Standing.DONE: "circle-check",
    Standing.SKIPPED: "circle-x",
}


def standing_of(state: str, starts_on: date, ends_on: date, *, today: date) -> Standing:
    """Return how a step stands. A step is late from the day after its last day."""
    if state == DONE:
        return Standing.DONE
    if state == SKIPPED:
        return Standing.SKIPPED
    if ends_on < today:
        return Standing.LATE
    if starts_on > today and state != RUNNING:
        return Standing.AHEAD
    if ends_on <= today + REMIND_BEFORE:
        return Standing.DUE
    return Standing.RUNNING if state == RUNNING else Standing.WAITING


@dataclass(frozen=True)
class StepDates:
    """What tells how a step stood on a day gone by."""

    kind: str
    state: str
    ends_on: date
    finished_on: date | None

    def is_open_on(self, day: date) -> bool:
        """Whether it was still to be finished; what was skipped never was."""
        if self.state == DONE:
            return self.finished_on is not None and self.finished_on > day
        return self.state != SKIPPED

    def is_late_on(self, day: date) -> bool:
        """Whether its last day had gone by while it was open."""
        return self.ends_on < day and self.is_open_on(day)


def count_standings(standings: Iterable[Standing]) -> list[tuple[Standing, int]]:
    """Count steps by how they stand, the most pressing first; what does not occur is left out."""
    found = Counter(standings)
    return [(standing, found[standing]) for standing in Standing if found[standing]]


def day_in(year: int, month: int, day: int) -> date:
    """Return a day of the calendar; the 31st of a shorter month is its last day."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True)
class Facts:
    """What the records say of one step: its own, and those of the area for the year of the cycle.

    `analysis` and `programme` are states, None when there is none. `unevaluated` counts projects of the programme
    without a public evaluation of its year.
    """

    open_checks: int = 0
    has_outcome: bool = False
    analysis: str | None = None
    judgements: int = 0
    programme: str | None = None
    unfinished_projects: int = 0
    unevaluated: int = 0


class Place(StrEnum):
    """Where that what lacks is mended."""

    OUTCOME = "outcome"
    POINTS = "points"
    ANALYSIS = "analysis"
    PROGRAMME = "programme"
    PROJECTS = "projects"
    EVALUATIONS = "evaluations"


@dataclass(frozen=True)
class Lack:
    """One thing that a step still lacks, in a Dutch sentence, and where it is mended."""

    text: str
    place: Place

    def __str__(self) -> str:
        return self.text


ADOPTED_STATES = ("adopted", "published")


def lacking_for(kind: str, facts: Facts) -> list[Lack]:
    """Say what a step still lacks: first what its own room holds, then what the step itself does."""
    found = []
    if kind == ANALYSIS:
        found += _lacks_analysis(facts)
    elif kind == PROGRAMMING:
        found += _lacks_programme(facts)
    elif kind in {ACTION, EVALUATION}:
        found += _lacks_delivery(kind, facts)
    if not facts.has_outcome:
        text = _("Er staat nog niet wat eruit is gekomen, en er is geen stuk of koppeling.")
        found.append(Lack(text, Place.OUTCOME))
    if facts.open_checks:
        text = ngettext(
            "Op de lijst staat nog %(number)d punt open.",
            "Op de lijst staan nog %(number)d punten open.",
            facts.open_checks,
        )
        found.append(Lack(text % {"number": facts.open_checks}, Place.POINTS))
    return found


def _lacks_analysis(facts: Facts) -> list[Lack]:
    if facts.analysis is None:
        return [Lack(_("Er is nog geen buurtanalyse."), Place.ANALYSIS)]
    if facts.analysis == "published":
        return []
    found = []
    if not facts.judgements:
        text = _("In de buurtanalyse staat nog geen oordeel van een professional.")
        found.append(Lack(text, Place.ANALYSIS))
    return [*found, Lack(_("De buurtanalyse is nog niet gepubliceerd."), Place.ANALYSIS)]


def _lacks_programme(facts: Facts) -> list[Lack]:
    if facts.programme is None:
        return [Lack(_("Er is nog geen programma gemaakt."), Place.PROGRAMME)]
    if facts.programme not in ADOPTED_STATES:
        return [Lack(_("Het programma is nog niet vastgesteld."), Place.PROGRAMME)]
    if facts.programme == "adopted":
        return [Lack(_("Het programma is nog niet gepubliceerd."), Place.PROGRAMME)]
    return []


def _lacks_delivery(kind: str, facts: Facts) -> list[Lack]:
    if facts.programme not in ADOPTED_STATES:
        return [Lack(_("Er is geen vastgesteld programma voor dit jaar."), Place.PROGRAMME)]
    found = []
    if facts.unfinished_projects:
        text = ngettext(
            "%(number)d project uit het programma is nog niet klaar of vervallen.",
            "%(number)d projecten uit het programma zijn nog niet klaar of vervallen.",
            facts.unfinished_projects,
        )
        found.append(Lack(text % {"number": facts.unfinished_projects}, Place.PROJECTS))
    if kind == EVALUATION and facts.unevaluated:
        text = ngettext(
            "Van %(number)d project uit het programma is er nog geen openbare evaluatie.",
            "Van %(number)d projecten uit het programma is er nog geen openbare evaluatie.",
            facts.unevaluated,
        )
        found.append(Lack(text % {"number": facts.unevaluated}, Place.EVALUATIONS))
    return found
