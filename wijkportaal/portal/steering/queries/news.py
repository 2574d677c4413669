"""What changed since last week, for the mail of one screen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from areas.territory.models import Area
from wijkportaal.portal.steering.calculations import change
from wijkportaal.portal.steering.catalogue import FIGURES
from wijkportaal.portal.steering.definitions import LESS, Definition
from wijkportaal.portal.steering.models import Reckoning
from wijkportaal.portal.steering.queries.reading import areas_to_steer, known_figures

# What can change in a week and asks for something; in the order in which the letter tells it.
NEWS = (
    "promises_overdue",
    "projects_slipped",
    "cycle_late",
    "cycle_next_late",
    "signals_open",
    "panels_missing",
    "projects_done",
    "taskgroups",
    "votes_cast",
    "appreciation",
)
# One screen.
MOST_AREAS = 8


@dataclass(frozen=True)
class Change:
    """A figure that is another one than a week ago, of an area."""

    area: Area
    meaning: Definition
    before: Decimal
    after: Decimal

    @property
    def is_bad(self) -> bool:
        """Whether it went the wrong way."""
        up = self.after > self.before
        return bool(self.meaning.better) and up == (self.meaning.better == LESS)


@dataclass(frozen=True)
class News:
    """What changed since a day: in the gemeente as a whole, and in the areas where most changed for the worse."""

    since: date
    whole: list[Change]
    areas: list[Change]
    more: int


def week_of(day: date) -> str:
    """Return the period that stands for the beginning of a week: `2026-W07`."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"


def weekly_news(person, *, today: date) -> News | None:
    """Return what changed for someone since the week before; None when nothing did or nothing is known; four queries."""
    before = (
        Reckoning.objects.filter(period__contains="-W", period__lt=week_of(today)).order_by("-period").first()
    )
    if before is None or before.as_of.year != today.year:
        return None  # in a new year every count begins anew
    areas = list(areas_to_steer(person))
    if not areas:
        return None
    known = known_figures(NEWS, [today.year, before.period], [area.pk for area in areas])
    changes = [
        Change(area, FIGURES[key], was, now)
        for key in NEWS
        for area in areas
        if (was := known.value(key, area.pk, before.period)) is not None
        and (now := known.value(key, area.pk, today.year)) is not None
        and change(was, now)
    ]
    if not changes:
        return None
    whole = [each for each in changes if each.area.is_root]
    parts = sorted(
        (each for each in changes if not each.area.is_root),
        key=lambda each: (not each.is_bad, -abs(each.after - each.before)),
    )
    return News(timezone.localdate(before.as_of), whole, parts[:MOST_AREAS], max(0, len(parts) - MOST_AREAS))
