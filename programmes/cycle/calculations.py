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


def count_standings(standings: Iterable[Standing]) -> list[tuple[Standing, int]]:
    """Count steps by how they stand, the most pressing first; what does not occur is left out."""
    found = Counter(standings)
    return [(standing, found[standing]) for standing in Standing if found[standing]]


def day_in(year: int, month: int, day: int) -> date:
    """Return a day of the calendar; the 31st of a shorter month is its last day."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True)
class Facts:
    """What the records say of one step: its own, and those of the programme of its area and year."""

    open_checks: int = 0
    has_outcome: bool = False
    programme: str | None = None
    unfinished_projects: int = 0


ADOPTED_STATES = ("adopted", "published")


def lacking_for(kind: str, facts: Facts) -> list[str]:
    """Say in Dutch sentences what a step still lacks."""
    found = []
    if kind == PROGRAMMING:
        if facts.programme is None:
            found.append(_("Er is nog geen programma gemaakt."))
        elif facts.programme not in ADOPTED_STATES:
            found.append(_("Het programma is nog niet vastgesteld."))
        elif facts.programme == "adopted":
            found.append(_("Het programma is nog niet gepubliceerd."))
    elif kind in {ACTION, EVALUATION}:
        if facts.programme not in ADOPTED_STATES:
            found.append(_("Er is geen vastgesteld programma voor dit jaar."))
        elif facts.unfinished_projects:
            found.append(
                ngettext(
                    "%(number)d project uit het programma is nog niet klaar of vervallen.",
                    "%(number)d projecten uit het programma zijn nog niet klaar of vervallen.",
                    facts.unfinished_projects,
                )
                % {"number": facts.unfinished_projects}
            )
    if not facts.has_outcome:
        found.append(_("Er staat nog niet wat eruit is gekomen, en er is geen stuk of koppeling."))
    if facts.open_checks:
        found.append(
            ngettext(
                "Op de lijst staat nog %(number)d punt open.",
                "Op de lijst staan nog %(number)d punten open.",
                facts.open_checks,
            )
            % {"number": facts.open_checks}
        )
    return found
