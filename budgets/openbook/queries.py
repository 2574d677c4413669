from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from areas.territory.models import Area
from budgets.allocations.models import Allocation
from budgets.allocations.queries import granted_to
from budgets.books.models import AnnualAccount
from budgets.books.queries import published_accounts
from budgets.ledger.models import Account, Line
from budgets.ledger.queries import for_list
from budgets.ledger.states import ADVANCE, BUDGET, PROMISED, RESERVE, SPENT
from budgets.openbook import calculations
from budgets.openbook.calculations import NOTHING, STILL_THERE, Year, years_of
from budgets.staffels.queries import AreaMoney, money_of

KINDS = (BUDGET, PROMISED, ADVANCE, SPENT, RESERVE)
NAMES = {
    "area_slug": F("account__area__slug"),
    "area_name": F("account__area__name"),
    "year": F("account__year"),
    "purpose": F("account__purpose__name"),
}
HEADER = ("gebied", "jaar", "bestemming", "gekregen", "besteed", "nog te verantwoorden", "over")


@dataclass(frozen=True)
class OpenBook:
    """All that the page of an area's money shows of one year, with the other years beside it."""

    area: Area
    year: int
    years: list[Year]
    granted: list[Allocation]
    by_rule: list[AreaMoney]
    reserves: list[Account]
    accounts: list[AnnualAccount]

    @property
    def now(self) -> Year | None:
        return next((each for each in self.years if each.year == self.year), None)

    @property
    def choices(self) -> list[int]:
        """The years of which there is something to read, newest first."""
        known = {each.year for each in self.years} | {self.year}
        return sorted(known, reverse=True)

    @property
    def board_account(self) -> AnnualAccount | None:
        return next((each for each in self.accounts if each.year == self.year), None)


def open_book(area: Area, year: int | None = None) -> OpenBook:
    """Return the money of an area in a year (this one, or the last of which there is something).

    The number of queries hangs on the number of staffels, never on that of bookings.
    """
    years = sums_of(area)
    this = timezone.localdate().year
    chosen = year or this
    granted = granted_to(area, year=chosen)
    return OpenBook(
        area,
        chosen,
        years,
        granted,
        [] if granted else money_of(area, year=chosen),
        list(for_list(Account.objects.filter(kind=RESERVE, area=area, balance__gt=0))),
        list(published_accounts(area)),
    )


def public_sums() -> QuerySet:
    """Return what every area got, spent and has left by year and purpose, as dicts; newest years first, one query."""
    amounts = {
        "got": Sum("amount"),
        "spent": Sum("amount", filter=Q(account__kind=SPENT), default=NOTHING),
        "at_board": Sum("amount", filter=Q(account__kind=ADVANCE), default=NOTHING),
        "left": Sum("amount", filter=Q(account__kind__in=STILL_THERE), default=NOTHING),
    }
    lines = Line.objects.filter(
        account__kind__in=KINDS, account__area__isnull=False, account__year__isnull=False
    )
    return (
        lines.values(**NAMES)
        .annotate(**amounts)
        .order_by("-account__year", "account__area__name", "account__area__slug", "account__purpose__slug")
    )


def public_spending() -> QuerySet:
    """Return what was spent in all areas, newest first, as dicts without anybody's words; one query."""
    lines = Line.objects.filter(
        account__kind=SPENT, account__area__isnull=False, account__year__isnull=False
    ).order_by("-entry__on", "-pk")
    return lines.values("pk", "amount", number=F("entry__number"), on=F("entry__on"), **NAMES)


def sums_of(area: Area) -> list[Year]:
    """Return what an area got, spent and has left by year and purpose; one query."""
    lines = Line.objects.filter(
        account__area=area, account__kind__in=KINDS, account__year__isnull=False
    ).order_by("account__purpose__position", "account__purpose__name")
    found = lines.values_list("account__year", "account__purpose__name", "account__kind").annotate(
        total=Coalesce(Sum("amount"), NOTHING)
    )
    return years_of(
        calculations.Sum(year, purpose or "", kind, total) for year, purpose, kind, total in found
    )


def spending_of(area: Area, year: int) -> QuerySet[Line]:
    """Return what was spent of a year's money, newest first: day, purpose and amount, without anybody's words."""
    lines = Line.objects.filter(account__area=area, account__kind=SPENT, account__year=year)
    return lines.select_related("entry", "account__purpose").order_by("-entry__on", "-pk")


def open_rows(area: Area, years: list[Year]) -> Iterator[tuple]:
    """Yield the sums as open data, a row for each year and purpose, in the order of HEADER."""
    for year in years:
        for row in year.rows:
            yield area.name, year.year, row.purpose, row.got, row.spent, row.at_board, row.left


def sums_everywhere() -> dict[int, list[Year]]:
    """Return what every area got, spent and has left by year and purpose; one query."""
    lines = Line.objects.filter(
        account__area__isnull=False, account__kind__in=KINDS, account__year__isnull=False
    ).order_by()
    found = lines.values_list(
        "account__area", "account__year", "account__purpose__name", "account__kind"
    ).annotate(total=Coalesce(Sum("amount"), NOTHING))
    by_area: dict[int, list[calculations.Sum]] = {}
    for area, year, purpose, kind, total in found:
        by_area.setdefault(area, []).append(calculations.Sum(year, purpose or "", kind, total))
    return {area: years_of(sums) for area, sums in by_area.items()}
