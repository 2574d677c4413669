"""The ledger for other books: a journal that hledger reads, and rows for the municipality's own administration."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgets.ledger.models import Account, Entry
from budgets.ledger.states import ACCOUNT_KINDS, FIRST_TASK_FIELD

HEADER = (
    "Datum",
    "Boekingsnummer",
    "Omschrijving",
    "Rekening",
    "Gebied",
    "Budgetjaar",
    "Bestemming",
    "Taakveld (Iv3)",
    "Kostenplaats",
    "Bedrag",
    "Besluit",
    "Document",
    "Draait terug",
    "Reden",
)
# A journal tells parts of an account apart by colons, ends a name at two blanks and a remark begins at `;`.
NOT_IN_NAMES = re.compile(r"[:;()\[\]{}|\"\s\x00-\x1f]+")


def export_rows(entries: Iterable[Entry]) -> Iterator[tuple]:
    """Yield a row per line of each entry, in the order of HEADER."""
    for entry in entries:
        for line in entry.lines.all():
            account = line.account
            purpose = account.purpose
            yield (
                entry.on,
                entry.number,
                entry.description,
                account.name,
                account.area.name if account.area_id else "",
                account.year or "",
                purpose.name if purpose else "",
                purpose.task_field if purpose else FIRST_TASK_FIELD,
                purpose.cost_centre if purpose else "",
                line.amount,
                entry.decision,
                entry.document,
                entry.counters.number if entry.counters_id else "",
                entry.reason,
            )


def journal(accounts: Iterable[Account], entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines of a plain-text journal that `hledger check --strict` accepts."""
    yield "; Wijkportaal: alle boekingen in euro"
    yield "commodity EUR 1000.00"
    yield from (f"account {account_path(account)}" for account in accounts)
    for entry in entries:
        yield ""
        yield f"{entry.on.isoformat()} ({entry.number}) {_plain(entry.description)}"
        yield f"    ; besluit: {_plain(entry.decision)}"
        for line in entry.lines.all():
            yield f"    {account_path(line.account)}  EUR {_exact(line.amount)}"


def account_path(account: Account) -> str:
    """Name an account as a journal does: from the general to the particular, unique by its number at the end."""
    parts = [
        str(ACCOUNT_KINDS[account.kind]),
        account.area.name if account.area_id else "",
        str(account.year or ""),
        account.purpose.name if account.purpose_id else "",
        account.goal,
        f"{account.pk}",
    ]
    return ":".join(filter(None, (_plain(part) for part in parts)))


def _plain(text: str) -> str:
    return NOT_IN_NAMES.sub(" ", text).strip()


def _exact(amount: Decimal) -> str:
    return f"{amount:.2f}"
