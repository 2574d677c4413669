"""The terms of objecting (Awb chapters 6 and 7). No database."""

from datetime import date, timedelta

from wijkportaal.foundation.workdays.calculations import next_working_day

# Art. 7:10: six weeks, or twelve when a committee advises (art. 7:13); may be put off by six weeks, once.
WEEKS, WEEKS_WITH_COMMITTEE, WEEKS_PUT_OFF = 6, 12, 6
# Art. 6:9: what was posted in time counts when it comes within a week after the end.
POST_TIME = timedelta(days=7)


def is_in_time(received_on: date, until: date | None, *, posted_on: date | None = None) -> bool:
    """Whether an objection came in time; before the term began it did (art. 6:10)."""
    if until is None or received_on <= until:
        return True
    return posted_on is not None and posted_on <= until and received_on <= until + POST_TIME


def answer_due(until: date, *, with_committee: bool, is_put_off: bool) -> date:
    """Return the last day for the answer: the weeks count from the day after the term for objecting ended."""
    weeks = WEEKS_WITH_COMMITTEE if with_committee else WEEKS
    return next_working_day(until + timedelta(weeks=weeks + (WEEKS_PUT_OFF if is_put_off else 0)))
