"""A clock that can be set back, so that three years of history are written as if they had been lived.

Only `load` uses it, within its one transaction: the actions of the rooms ask Django what time it is, and
while the clock runs they hear a time in the past. The triggers that write the history ask the database for its
`clock_timestamp()`; a function of that name stands before its own meanwhile.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

TICK = timedelta(minutes=3)
# How far the database may lag behind; telling it the time costs as much as a question.
SLACK = timedelta(hours=1)
BELIEVE = """
    CREATE SCHEMA demonstration;
    CREATE FUNCTION demonstration.clock_timestamp() RETURNS timestamptz LANGUAGE sql STABLE
        AS $$ SELECT current_setting('demonstration.now')::timestamptz $$;
    SET LOCAL search_path = demonstration, public, pg_catalog;
"""
DISBELIEVE = """
    SET LOCAL search_path = DEFAULT;
    DROP SCHEMA demonstration CASCADE;
"""


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
    """Let Django and the database believe the clock, until the end of the block; within one transaction."""
    timezone.now = clock.now
    with connection.cursor() as cursor:
        cursor.execute(BELIEVE)
    try:
        with connection.execute_wrapper(_Telling(clock)):
            yield
        with connection.cursor() as cursor:
            cursor.execute(DISBELIEVE)
    finally:
        timezone.now = clock.real_now


class _Telling:
    """Tells the database what time it is, before it is asked anything."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.told: datetime | None = None

    def __call__(self, execute, sql, params, many, context):
        moment = self.clock.moment
        if self.told is None or abs(moment - self.told) > SLACK:
            # Before asking: what follows is itself a question.
            self.told = moment
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('demonstration.now', %s, true)", [moment.isoformat()])
        return execute(sql, params, many, context)
