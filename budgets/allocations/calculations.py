"""Exact arithmetic of a year of money: how an amount is divided, and what is left at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from budgets.allocations.states import GOAL, RETURN, SAVE, SAVE_YEARS, SET_OFF, WITHIN_A_YEAR

NOTHING = Decimal("0.00")
CENT = Decimal("0.01")
HUNDRED = Decimal(100)


def divide(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Divide an amount of whole cents by weights, to the cent: largest remainders, ties to the first.

    The parts add up to the amount exactly; a part of an amount below zero is never above it. Raises ValueError when
    the weights add up to nothing.
    """
    total = sum(weights)
    if total <= 0:
        raise ValueError("There is nothing to divide by.")
    cents = int(abs(amount) / CENT)
    exact = [cents * weight / total for weight in weights]
    whole = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (whole[i] - exact[i], i))
    for index in by_remainder[: cents - sum(whole)]:
        whole[index] += 1
    sign = -1 if amount < 0 else 1
    return [sign * part * CENT for part in whole]


@dataclass(frozen=True)
class Policy:
    """What happens with what is left: `years` is for saving a number of years, `goal` for a goal."""

    kind: str
    years: int = 0
    goal: str = ""

    @property
    def keep_for(self) -> int | None:
        """How many years after its own money may be used; None is for good."""
        return {RETURN: 0, WITHIN_A_YEAR: 1, SAVE_YEARS: self.years}.get(self.kind)


@dataclass(frozen=True)
class YearEnd:
    """Where money goes at the end of a year: `kept` by the year it was granted for; together it is what was left."""

    returned: Decimal = NOTHING
    set_off: Decimal = NOTHING
    for_goal: Decimal = NOTHING
    kept: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        return self.returned + self.set_off + self.for_goal + sum(self.kept.values(), NOTHING)


def by_age(left: Decimal, *, granted: Decimal, saved: Mapping[int, Decimal], year: int) -> dict[int, Decimal]:
    """Return of which years the money is that is left, when the oldest was spent first.

    `granted` came in this year, `saved` is what was there before it, by year. What is left is the youngest, so it is
    filled up from this year back. More than there was (a gift, a refund) is of this year.
    """
    found: dict[int, Decimal] = {}
    rest = left
    for then, amount in [(year, granted), *sorted(saved.items(), reverse=True)]:
        part = min(rest, amount)
        if part > 0:
            found[then] = found.get(then, NOTHING) + part
            rest -= part
    if rest > 0:
        found[year] = found.get(year, NOTHING) + rest
    return found


def end_year(
    policy: Policy, left: Decimal, *, granted: Decimal, saved: Mapping[int, Decimal], year: int
) -> YearEnd:
    """Say where what is left of a year (and of what was saved before) goes by a policy.

    Money of a year that may be kept for N years is there until the end of the Nth year after it; then it goes back.
    """
    if policy.kind == SET_OFF:
        return YearEnd(set_off=left)
    if policy.kind == GOAL:
        return YearEnd(for_goal=left)
    lots = by_age(left, granted=granted, saved=saved, year=year)
    if policy.kind == SAVE:
        return YearEnd(kept=lots)
    kept = {then: amount for then, amount in lots.items() if then + policy.keep_for > year}
    return YearEnd(returned=left - sum(kept.values(), NOTHING), kept=kept)


def change_in_percent(now: Decimal, before: Decimal) -> Decimal | None:
    """Return how much more or less it is than before, in whole per cent; None without anything before."""
    if not before:
        return None
    return ((now - before) * HUNDRED / before).quantize(Decimal(1))
