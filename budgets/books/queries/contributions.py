"""What the gemeente granted to a board, and what of it the board has booked."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from budgets.allocations.calculations import divide
from budgets.allocations.models import AccountSettlement, Allocation, RunPurpose
from budgets.allocations.queries import granted_to, settlement_of
from budgets.allocations.states import BOARD
from budgets.books.calculations import NOTHING
from budgets.books.models import AnnualAccount, Book, Movement


@dataclass(frozen=True)
class Contribution:
    """Money of the gemeente that a board gets to keep itself in a year, and what came in of it (euros)."""

    allocation: Allocation
    amount: Decimal
    received: Decimal

    @property
    def expected(self) -> Decimal:
        return max(self.amount - self.received, NOTHING)

    @property
    def name(self) -> str:
        run = self.allocation.run
        return f"{run.version.staffel.name} {run.year}"


def contributions_of(book: Book, year: int) -> list[Contribution]:
    """Return what the gemeente granted to a board for a year; one query, and two when there is any."""
    rows = [
        each
        for each in granted_to(book.area, year=year)
        if each.holder_id and each.holder_id == book.organisation_id
    ]
    if not rows:
        return []
    firsts = {row.run.of_id or row.run_id: row for row in rows}
    shares: dict[int, list[RunPurpose]] = {}
    for purpose in RunPurpose.objects.filter(run__in=firsts):
        shares.setdefault(purpose.run_id, []).append(purpose)
    booked = (
        Movement.objects.filter(account__book=book)
        .filter(Q(allocation__run__in=firsts) | Q(allocation__run__of__in=firsts))
        .order_by()
        .values_list("allocation__run__of", "allocation__run")
        .annotate(total=Sum("amount"))
    )
    received: dict[int, Decimal] = {}
    for of, run, total in booked:
        received[of or run] = received.get(of or run, NOTHING) + total
    return [
        Contribution(row, _held(row, shares.get(first, [])), received.get(first, NOTHING))
        for first, row in firsts.items()
    ]


def settlements_of(account: AnnualAccount) -> list[AccountSettlement]:
    """Return what the gemeente received of a year of a book, of each contribution that was accounted for."""
    found = (settlement_of(each.allocation) for each in contributions_of(account.book, account.year))
    return [settlement for settlement in found if settlement]


def _held(row: Allocation, purposes: list[RunPurpose]) -> Decimal:
    """The part that the board holds itself; of the rest the gemeente pays the bills."""
    parts = divide(row.amount, [each.percent for each in purposes])
    return sum((part for part, each in zip(parts, purposes, strict=True) if each.held_by == BOARD), NOTHING)
