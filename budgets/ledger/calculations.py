"""Exact arithmetic of bookings: moves of euros between accounts that add up to nothing."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

CENT = Decimal("0.01")
LARGEST = Decimal("9999999999.99")

Key = TypeVar("Key")


def transfer(source: Key, target: Key, amount: Decimal) -> dict[Key, Decimal]:
    """Return the moves by which `amount` euros go from one account to another."""
    return combined([(source, -amount), (target, amount)])


def combined(moves: Iterable[tuple[Key, Decimal]]) -> dict[Key, Decimal]:
    """Add moves up to one per account; accounts on which nothing is left to move fall out."""
    totals: dict[Key, Decimal] = {}
    for account, amount in moves:
        totals[account] = totals.get(account, Decimal(0)) + amount
    return {account: amount for account, amount in totals.items() if amount}


def opposite(moves: Mapping[Key, Decimal]) -> dict[Key, Decimal]:
    """Return the moves that undo `moves`."""
    return {account: -amount for account, amount in moves.items()}


def fault_of(moves: Mapping[Key, Decimal]) -> str | None:
    """Return what keeps moves from being a booking (`few`, `cents`, `large`, `unbalanced`), or None."""
    if len(moves) < 2:
        return "few"
    if any(amount != amount.quantize(CENT) for amount in moves.values()):
        return "cents"
    if any(abs(amount) > LARGEST for amount in moves.values()):
        return "large"
    return "unbalanced" if sum(moves.values()) else None
