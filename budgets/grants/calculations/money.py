"""Where the euros of a grant go, from the promise until nothing is open. Moves as the ledger books them."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Generic, TypeVar

from budgets.ledger.calculations import CENT, combined

Key = TypeVar("Key")


@dataclass(frozen=True)
class Accounts(Generic[Key]):
    """The accounts that a grant goes through."""

    source: Key
    promised: Key
    advance: Key
    spent: Key
    receivable: Key


def advance_of(granted: Decimal, percent: int) -> Decimal:
    """Return the part of a grant that is paid beforehand, to the cent."""
    return (granted * percent / 100).quantize(CENT, ROUND_HALF_UP)


def promise(of: Accounts[Key], granted: Decimal) -> dict[Key, Decimal]:
    """Set the granted amount apart, so that nobody else can be promised it."""
    return combined([(of.source, -granted), (of.promised, granted)])


def release(of: Accounts[Key], granted: Decimal) -> dict[Key, Decimal]:
    """Give back what was set apart and will not be used."""
    return combined([(of.promised, -granted), (of.source, granted)])


def pay_advance(of: Accounts[Key], advance: Decimal) -> dict[Key, Decimal]:
    """Pay a part beforehand, to be accounted for."""
    return combined([(of.promised, -advance), (of.advance, advance)])


def pay_whole(of: Accounts[Key], granted: Decimal) -> dict[Key, Decimal]:
    """Pay a grant that needs no account."""
    return combined([(of.promised, -granted), (of.spent, granted)])


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


def balance(of: Accounts[Key], *, advance: Decimal, final: Decimal) -> dict[Key, Decimal]:
    """Pay the rest, or take back what was too much."""
    if final >= advance:
        return combined([(of.promised, advance - final), (of.spent, final - advance)])
    return combined([(of.receivable, final - advance), (of.source, advance - final)])
