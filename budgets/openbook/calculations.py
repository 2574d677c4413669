"""From sums by year, purpose and kind of account to what a resident reads. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.ledger.states import ADVANCE, BUDGET, PROMISED, RESERVE, SPENT

NOTHING = Decimal("0.00")
# Of a year's money: what is still there, in the order in which it is spoken for.
STILL_THERE = (BUDGET, PROMISED, RESERVE)


@dataclass(frozen=True)
class Sum:
    """What the accounts of one kind hold together (euros)."""

    year: int
    purpose: str
    kind: str
    amount: Decimal


@dataclass(frozen=True)
class Row:
    """A purpose in a year (euros): what it got, what is spent, what a board has to account for, what is left."""

    purpose: str
    got: Decimal
    spent: Decimal
    at_board: Decimal
    left: Decimal


@dataclass(frozen=True)
class Year:
    """A year of an area, purpose by purpose."""

    year: int
    rows: tuple[Row, ...]

    @property
    def total(self) -> Row:
        return Row(
            "",
            sum((row.got for row in self.rows), NOTHING),
            sum((row.spent for row in self.rows), NOTHING),
            sum((row.at_board for row in self.rows), NOTHING),
            sum((row.left for row in self.rows), NOTHING),
        )


def years_of(sums: Iterable[Sum]) -> list[Year]:
    """Put sums together, newest year first. What came in is what was spent and what is still somewhere."""
    held: dict[int, dict[str, dict[str, Decimal]]] = {}
    for each in sums:
        kinds = held.setdefault(each.year, {}).setdefault(each.purpose, {})
        kinds[each.kind] = kinds.get(each.kind, NOTHING) + each.amount
    return [
        Year(year, tuple(_row(purpose, kinds) for purpose, kinds in purposes.items()))
        for year, purposes in sorted(held.items(), reverse=True)
    ]


def _row(purpose: str, kinds: dict[str, Decimal]) -> Row:
    spent, at_board = kinds.get(SPENT, NOTHING), kinds.get(ADVANCE, NOTHING)
    left = sum((kinds.get(kind, NOTHING) for kind in STILL_THERE), NOTHING)
    return Row(purpose, spent + at_board + left, spent, at_board, left)
