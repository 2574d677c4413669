"""Which bank line pays which expected payment: by reference and amount, never by guessing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

# Shorter ones turn up by chance in what people write; longer ones do not fit in a bank's field (ISO 20022: 35).
SHORTEST, LONGEST = 6, 35
# A bank breaks a reference over lines, and people put blanks in it: so many pieces are put together again.
MOST_PIECES = 8
MOST_TOKENS = 300

Parts = list[tuple[int, Decimal]]


@dataclass(frozen=True)
class Due:
    """What is still to be paid of an expected payment, in euros; `reference` is in its normal form."""

    key: int
    reference: str
    amount: Decimal
    incoming: bool


@dataclass(frozen=True)
class Told:
    """What a bank line says: euros (below zero is paid out), structured references, and free text."""

    amount: Decimal
    references: Sequence[str]
    text: str


def normal(reference: str) -> str:
    """Return a reference without blanks, signs and small letters, so that every way to write it is the same."""
    return re.sub(r"[^A-Z0-9]", "", reference.upper())


def creditor_reference(number: str) -> str:
    """Return the international payment reference (ISO 11649) of a number: `RF18539007547034`."""
    body = normal(number)
    digits = "".join(str(int(sign, 36)) for sign in f"{body}RF00")
    return f"RF{98 - int(digits) % 97:02}{body}"


def references_in(told: Told) -> set[str]:
    """Return every text in a bank line that could be a reference, in its normal form."""
    found = {normal(reference) for reference in told.references}
    tokens = re.findall(r"[A-Z0-9]+", told.text.upper())[:MOST_TOKENS]
    for start in range(len(tokens)):
        joined = ""
        for token in tokens[start : start + MOST_PIECES]:
            joined += token
            if len(joined) > LONGEST:
                break
            found.add(joined)
    return {reference for reference in found if SHORTEST <= len(reference) <= LONGEST}


def named_in(told: Told, dues: Iterable[Due]) -> list[Due]:
    """Return the payments that a bank line names and that go the same way as its money."""
    named = references_in(told)
    return [due for due in dues if due.reference in named and due.incoming == (told.amount > 0)]


def match(told: Told, dues: Iterable[Due]) -> Parts | None:
    """Return what a bank line pays, or None when only a person can tell.

    It pays all that it names when that adds up to the cent; else the only one that it names with just this
    amount. A right amount without a reference proves nothing.
    """
    named, amount = named_in(told, dues), abs(told.amount)
    if named and sum(due.amount for due in named) == amount:
        return [(due.key, due.amount) for due in named]
    exact = [due for due in named if due.amount == amount]
    return [(exact[0].key, amount)] if len(exact) == 1 else None


def match_all(lines: Sequence[Told], dues: Iterable[Due]) -> list[Parts | None]:
    """Match lines in their order; what one line paid, the next cannot pay again."""
    left = {due.key: due for due in dues}
    found = []
    for told in lines:
        parts = match(told, left.values())
        for key, _amount in parts or ():  # always in full, so that nothing is left of it
            del left[key]
        found.append(parts)
    return found


def likely(told: Told, dues: Iterable[Due]) -> list[Due]:
    """Return what a person should look at first: what is named, then what has the same amount."""
    dues = [due for due in dues if due.incoming == (told.amount > 0)]
    named = named_in(told, dues)
    return [*named, *(due for due in dues if due not in named and due.amount == abs(told.amount))]
