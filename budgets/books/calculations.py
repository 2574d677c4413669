"""Exact arithmetic of a book: opening + income − spending = closing, and what is free to spend. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from budgets.books.states import INCOME, OPENING, SPENDING, TRANSFER

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Entry:
    """A line of a book as the arithmetic needs it; `amount` is what it adds to the purse (below zero: takes).

    A transfer takes from `purse` and adds to `other`.
    """

    kind: str
    amount: Decimal
    purse: int
    other: int | None = None
    category: int | None = None


@dataclass
class Statement:
    """A year in numbers (euros). `income` and `spending` are by category, spending above zero."""

    opening: Decimal = NOTHING
    income: dict[int, Decimal] = field(default_factory=dict)
    spending: dict[int, Decimal] = field(default_factory=dict)
    purses: dict[int, Decimal] = field(default_factory=dict)

    @property
    def total_income(self) -> Decimal:
        return sum(self.income.values(), NOTHING)

    @property
    def total_spending(self) -> Decimal:
        return sum(self.spending.values(), NOTHING)

    @property
    def closing(self) -> Decimal:
        return self.opening + self.total_income - self.total_spending

    @property
    def result(self) -> Decimal:
        """What is left of the year itself; below zero when more went out than came in."""
        return self.total_income - self.total_spending


def statement(before: Iterable[Entry], within: Iterable[Entry]) -> Statement:
    """Add up a year: what was `before` it and the opening balances noted in it make the opening."""
    made = Statement()
    for entry in before:
        _move(made.purses, entry)
        if entry.kind != TRANSFER:
            made.opening += entry.amount
    for entry in within:
        _move(made.purses, entry)
        if entry.kind == OPENING:
            made.opening += entry.amount
        elif entry.kind == INCOME:
            made.income[entry.category] = made.income.get(entry.category, NOTHING) + entry.amount
        elif entry.kind == SPENDING:
            made.spending[entry.category] = made.spending.get(entry.category, NOTHING) - entry.amount
    return made


def _move(purses: dict[int, Decimal], entry: Entry) -> None:
    purses[entry.purse] = purses.get(entry.purse, NOTHING) + entry.amount
    if entry.other is not None:
        purses[entry.other] = purses.get(entry.other, NOTHING) - entry.amount


@dataclass(frozen=True)
class Position:
    """How a book stands: all there is, of it reserved for goals and promised to villagers (euros)."""

    total: Decimal
    reserved: Decimal
    promised: Decimal

    @property
    def free(self) -> Decimal:
        """What may still be spent; below zero when more was reserved and promised than there is."""
        return self.total - self.reserved - self.promised
