"""A clock that can be set back, so that three years of history are written as if they had been lived.

Only `load` uses it, within its one transaction: the actions of the rooms ask Django what time it is, and
while the clock runs they hear a time in the past. What the database itself stamps on the history is set to
the same times afterwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import pgtrigger
from django.apps import apps
from django.db import connection
from django.utils import timezone

TICK = timedelta(minutes=3)


class Clock:
    """The time that the portal believes it is; it goes on with every look and never passes the real time."""

    def __init__(self) -> None:
        self.real_now = timezone.now
        self.today = timezone.localdate()
        self.present = self.real_now() - timedelta(hours=2)
        self.moment = self.present

    def now(self) -> datetime:
        self.moment = min(self.moment + TICK, self.present)
        return self.moment

    def set_to(self, day: date, hour: int = 9) -> None:
        """Set the clock to a day; a day that is still to come is the present."""
        then = timezone.make_aware(datetime.combine(day, time(hour)))
        self.moment = min(then, self.present)

    def has_come(self, day: date) -> bool:
        return day <= self.today


@contextmanager
def running(clock: Clock) -> Iterator[None]:
    """Let all of Django believe the clock, until the end of the block."""
    timezone.now = clock.now
    try:
        yield
    finally:
        timezone.now = clock.real_now


class HistoryDates:
    """Gives the lines of the history the time of the clock: the database wrote the real one.

    Between two calls of `stamp` all new lines get the same moment. The history refuses changes by a
    trigger; that one is set aside here, for these rows, and nowhere else.
    """

    def __init__(self) -> None:
        self.tables = [
            model._meta.db_table
            for model in apps.get_models()
            if model._meta.db_table.endswith("event") and hasattr(model, "pgh_created_at")
        ]
        self.last = self._highest()

    def stamp(self, moment: datetime) -> None:
        highest_now = self._highest()
        with pgtrigger.ignore(), connection.cursor() as cursor:
            for table, highest in highest_now.items():
                if highest > self.last[table]:
                    cursor.execute(
                        f'UPDATE "{table}" SET pgh_created_at = %s WHERE pgh_id > %s',  # noqa: S608 - own names
                        [moment, self.last[table]],
                    )
                    self.last[table] = highest

    def _highest(self) -> dict[str, int]:
        """Return the last id of each table of the history, in one query."""
        parts = [
            f"SELECT '{table}', coalesce(max(pgh_id), 0) FROM \"{table}\""  # noqa: S608 - our own names
            for table in self.tables
        ]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts))
            return dict(cursor.fetchall())
