"""Who has the majority, what makes a trust, and how an agreement stands on a day. Pure Python."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from participation.stewardship.states import (
    ACTIVE,
    COMING,
    ENDED,
    EXPIRING,
    NO,
    UNKNOWN,
    WARN_BEFORE,
    YES,
)


@dataclass(frozen=True)
class Votes:
    """The seats of who governs: how many there are, how many are residents', and the votes if these differ by seat."""

    seats: int | None
    resident_seats: int | None
    equal: bool | None
    votes: int | None = None
    resident_votes: int | None = None


def majority(told: Votes) -> str:
    """Return whether residents can decide without the others: more than half of all votes.

    All seats or none say enough by themselves. Else it hangs on the votes: equal by seat, or as counted.
    """
    if told.seats and told.resident_seats == told.seats:
        return YES
    if told.seats and told.resident_seats == 0:
        return NO
    if told.equal is None:
        return UNKNOWN
    whole, part = (told.seats, told.resident_seats) if told.equal else (told.votes, told.resident_votes)
    if not whole or part is None:
        return UNKNOWN
    return answer(2 * part > whole)


def answer(told: bool | None) -> str:
    """Return yes, no, or unknown for what nobody said."""
    return UNKNOWN if told is None else YES if told else NO


def owns_something(ways: list[str], owning: str) -> str:
    """Return whether a body has assets of its own; one of which nothing was written down may well have."""
    return answer(owning in ways if ways else None)


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last of that month when it has no such day."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def act_by(ends_on: date, notice_months: int | None) -> date:
    """Return the last day on which an agreement can be ended or renewed in time."""
    return months_before(ends_on, notice_months or 0)


def term_on(day: date, *, starts_on: date, ends_on: date, notice_months: int | None) -> str:
    """Return how an agreement stands on a day; `ends_on` is its last day."""
    if day > ends_on:
        return ENDED
    if day < starts_on:
        return COMING
    return EXPIRING if day >= act_by(ends_on, notice_months) - WARN_BEFORE else ACTIVE
