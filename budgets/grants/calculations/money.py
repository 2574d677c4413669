"""Where the euros of a grant go, from the promise until nothing is open: moves for the ledger, and payments."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Generic, TypeVar

from budgets.ledger.calculations import CENT, combined

Key = TypeVar("Key")
NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Accounts(Generic[Key]):
    """The accounts that a grant goes through."""

    source: Key
    promised: Key
    advance: Key
    spent: Key
    receivable: Key


@dataclass(frozen=True)
class Payment(Generic[Key]):
    """Euros to be paid, and which way they then move; `incoming` comes back from who got too much."""

    amount: Decimal
    source: Key
    target: Key
    incoming: bool = False


def advance_of(granted: Decimal, percent: int) -> Decimal:
    """Return the part of a grant that is paid beforehand, to the cent."""
    return (granted * percent / 100).quantize(CENT, ROUND_HALF_UP)


def promise(of: Accounts[Key], granted: Decimal) -> dict[Key, Decimal]:
    """Set the granted amount apart, so that nobody else can be promised it."""
    return combined([(of.source, -granted), (of.promised, granted)])


def release(of: Accounts[Key], granted: Decimal) -> dict[Key, Decimal]:
    """Give back what was set apart and will not be used."""
    return combined([(of.promised, -granted), (of.source, granted)])


def pay_advance(of: Accounts[Key], advance: Decimal) -> Payment[Key]:
    """Pay a part beforehand, to be accounted for."""
    return Payment(advance, of.promised, of.advance)


def pay_whole(of: Accounts[Key], granted: Decimal) -> Payment[Key]:
    """Pay a grant that needs no account."""
    return Payment(granted, of.promised, of.spent)


def settle(of: Accounts[Key], *, granted: Decimal, advance: Decimal, final: Decimal) -> dict[Key, Decimal]:
    """Fix the amount: what was spent of the advance, what comes back, and what falls free."""
    from_advance = min(advance, final)
    return combined(
        [
            (of.advance, -advance),
            (of.spent, from_advance),
            (of.receivable, advance - from_advance),
            # What is promised still: the rest of the final amount stays until it is paid.
            (of.promised, -(granted - max(advance, final))),
            (of.source, granted - max(advance, final)),
        ]
    )


def balance(of: Accounts[Key], *, paid: Decimal, final: Decimal) -> Payment[Key]:
    """Pay the rest, or take back what was too much; of nothing when they are the same."""
    if final >= paid:
        return Payment(final - paid, of.promised, of.spent)
    return Payment(paid - final, of.receivable, of.source, incoming=True)


def settle_again(of: Accounts[Key], *, paid: Decimal, before: Decimal, after: Decimal) -> dict[Key, Decimal]:
    """Fix another amount than was fixed before, when `paid` went out (less what came back)."""
    return combined(
        [
            (of.source, max(before, paid) - max(after, paid)),
            (of.spent, min(after, paid) - min(before, paid)),
            (of.receivable, max(paid - after, NOTHING) - max(paid - before, NOTHING)),
            (of.promised, max(after - paid, NOTHING) - max(before - paid, NOTHING)),
        ]
    )
