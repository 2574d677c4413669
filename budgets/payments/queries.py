from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, QuerySet

from budgets.payments.calculations import Due, likely
from budgets.payments.models import BankLine, ExpectedPayment, Settlement, StatementFile
from budgets.payments.states import EXPECTED, OPEN

MOST_LIKELY = 12


def dues() -> list[Due]:
    """Return all that is still to be paid, as the matching reads it; one query."""
    waiting = ExpectedPayment.objects.filter(state=EXPECTED)
    return [Due(each.pk, each.key, each.outstanding, each.incoming) for each in waiting]


def likely_for(line: BankLine) -> list[ExpectedPayment]:
    """Return what a person should look at first for a bank line; two queries."""
    keys = [due.key for due in likely(line.told, dues())[:MOST_LIKELY]]
    found = with_accounts(ExpectedPayment.objects.filter(pk__in=keys)).in_bulk()
    return [found[key] for key in keys if key in found]


def with_accounts(payments: QuerySet[ExpectedPayment]) -> QuerySet[ExpectedPayment]:
    """Let expected payments read the names of their accounts in the same query."""
    accounts = ("from_account", "to_account")
    return payments.select_related(
        *(f"{side}__{part}" for side in accounts for part in ("area", "purpose", "holder"))
    )


def waiting_for(line: BankLine) -> QuerySet[ExpectedPayment]:
    """Return what goes the same way as the money of a line and is not paid in full."""
    return ExpectedPayment.objects.filter(state=EXPECTED, incoming=line.amount > 0)


def lines_for_list() -> QuerySet[BankLine]:
    """Return bank lines with what they paid; two queries, whatever the number."""
    paid = Settlement.objects.filter(is_undone=False).select_related("expected__entry", "entry")
    return BankLine.objects.prefetch_related(Prefetch("settlements", paid, to_attr="paid")).order_by(
        "-on", "-pk"
    )


def open_lines() -> int:
    """Return how many bank lines wait for somebody."""
    return BankLine.objects.filter(state=OPEN).count()


def files() -> QuerySet[StatementFile]:
    """Return the files of the bank, newest first, with how much of each is still in the work list."""
    lines = Count("lines"), Count("lines", filter=Q(lines__state=OPEN))
    return (
        StatementFile.objects.defer("plan")
        .annotate(all_lines=lines[0], open_lines=lines[1])
        .order_by("-uploaded_at", "-pk")
    )


def known_lines(accounts: Iterable[str], statements: Iterable[str]) -> dict[tuple[str, str, str], BankLine]:
    """Return the lines that were read in before, by account, statement and reference; one query."""
    lines = BankLine.objects.filter(account__in=set(accounts), statement__in=set(statements))
    return {(line.account, line.statement, line.reference): line for line in lines}


def lines_that_paid(payment: ExpectedPayment) -> QuerySet[Settlement]:
    """Return what was paid by which bank line, oldest first; one query."""
    return payment.settlements.filter(is_undone=False).select_related("line", "entry")


def payments_for(source_kind: str, source_id: int) -> QuerySet[ExpectedPayment]:
    """Return what is expected and paid for a record of a room above, oldest first."""
    return ExpectedPayment.objects.filter(source_kind=source_kind, source_id=source_id).order_by("pk")


def to_book(source_kind: str, source_id: int) -> list[ExpectedPayment]:
    """Return what is expected for a record of a room above and was neither paid nor booked yet, oldest first."""
    return list(payments_for(source_kind, source_id).filter(state=EXPECTED, entry=None))


def moved_for(source_kind: str, source_id: int) -> Decimal:
    """Return what was paid for a record of a room above, less what came back, as the ledger knows it; in euros."""
    payments = payments_for(source_kind, source_id)
    return sum((-each.moved if each.incoming else each.moved for each in payments), Decimal(0))
