"""Terms of the law: until when someone can object."""

from datetime import date, timedelta

from wijkportaal.foundation.workdays.calculations import next_working_day

# Awb 6:7: six weeks. Awb 6:8: from the day after the decision was made known (Awb 3:41: sent).
OBJECTION_TERM = timedelta(weeks=6)


def last_day_to_object(sent_on: date) -> date:
    """Return the last day on which someone can object to a decision that was sent on a day."""
    return next_working_day(sent_on + OBJECTION_TERM)


def number_of(year: int, sequence: int) -> str:
    """Write the number of a decision as it stands on the letter: `2026-0012`."""
    return f"{year}-{sequence:04d}"
