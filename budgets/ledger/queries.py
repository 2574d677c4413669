from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum, Window
from django.db.models.functions import Coalesce

from areas.roles.queries import held_areas, role_areas
from areas.territory.models import Area
from budgets.ledger.models import Account, Entry, Line, Period, Purpose
from budgets.ledger.states import MUST_BE_EMPTY_AT_CLOSE

# Who sees the books of their own areas; who holds one of these in the whole gemeente sees all of them.
READERS = ("finance", "alderman", "area_manager", "board_member", "administrator", "councillor")
NOTHING = Decimal("0.00")
CHUNK = 500


def visible_to(person) -> QuerySet[Account]:
    """Return the accounts that a person may look into: those of the areas in which they answer for money."""
    if any(area.is_root for role in READERS for area in role_areas(person).get(role, ())):
        return Account.objects.all()
    held = held_areas(person, *READERS)
    if not held:
        return Account.objects.none()
    return Account.objects.filter(Q(area__in=held) | Q(area__ancestor_ids__overlap=held))


def for_list(accounts: QuerySet[Account]) -> QuerySet[Account]:
    """Let a list of accounts read their names in one query."""
    return accounts.select_related("area", "purpose", "holder").order_by(
        F("year").desc(nulls_first=True), F("area__name").asc(nulls_first=True), "kind", "pk"
    )


def with_balance(accounts: QuerySet[Account], *, on: date | None = None) -> QuerySet[Account]:
    """Give each account its `balance_then`: euros at the end of a day, or of all that is booked."""
    booked = Q(lines__entry__on__lte=on) if on else None
    return accounts.annotate(balance_then=Coalesce(Sum("lines__amount", filter=booked), NOTHING))


def balance_of(account: Account, *, on: date | None = None) -> Decimal:
    """Return what an account holds at the end of a day, or after all that is booked; in euros."""
    lines = Line.objects.filter(account=account)
    if on:
        lines = lines.filter(entry__on__lte=on)
    return lines.aggregate(total=Coalesce(Sum("amount"), NOTHING))["total"]


def total_of(accounts: QuerySet[Account], *, on: date | None = None) -> Decimal:
    """Return what accounts hold together at the end of a day; in euros."""
    lines = Line.objects.filter(account__in=accounts)
    if on:
        lines = lines.filter(entry__on__lte=on)
    return lines.aggregate(total=Coalesce(Sum("amount"), NOTHING))["total"]


def statement_of(account: Account) -> QuerySet[Line]:
    """Return the lines of an account, newest first, each with `balance_then`: what the account held after it."""
    return (
        Line.objects.filter(account=account)
        .select_related("entry")
        .annotate(
            balance_then=Window(Sum("amount"), order_by=[F("entry__on").asc(), F("entry_id").asc()]),
        )
        .order_by("-entry__on", "-entry_id")
    )


def entry_with_lines(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Let entries read their lines and the names of the accounts; two queries, whatever the number."""
    accounts = Account.objects.select_related("area", "purpose", "holder")
    lines = Line.objects.prefetch_related(Prefetch("account", accounts)).order_by("pk")
    return entries.select_related("period", "booked_by", "counters", "countered_by").prefetch_related(
        Prefetch("lines", lines)
    )


def entries_visible_to(person) -> QuerySet[Entry]:
    """Return the entries that touch an account that a person may look into."""
    return Entry.objects.filter(pk__in=Line.objects.filter(account__in=visible_to(person)).values("entry"))


def entries_for(source_kind: str, source_id: int) -> QuerySet[Entry]:
    """Return what was booked for a record of a room above, newest first."""
    return entry_with_lines(Entry.objects.filter(source_kind=source_kind, source_id=source_id))


def entries_in_order(*, year: int | None = None) -> Iterator[Entry]:
    """Go through all entries with their lines, oldest first, without holding them all at once."""
    entries = entry_with_lines(Entry.objects.all()).order_by("on", "pk")
    if year:
        entries = entries.filter(period__year=year)
    return entries.iterator(chunk_size=CHUNK)


def accounts_of(area: Area, *, year: int | None = None) -> QuerySet[Account]:
    """Return the accounts of an area, of one budget year or of all."""
    accounts = Account.objects.filter(area=area)
    return for_list(accounts.filter(year=year) if year else accounts)


def active_purposes() -> QuerySet[Purpose]:
    """Return the purposes that new money can be meant for."""
    return Purpose.objects.filter(is_active=True)


def unaccounted_in(year: int) -> list[Account]:
    """Return the accounts that keep a year from closing: money paid or due that nobody accounted for yet."""
    return list(
        for_list(Account.objects.filter(kind__in=MUST_BE_EMPTY_AT_CLOSE, year__lte=year, balance__gt=0))
    )


def periods() -> list[Period]:
    """Return the years with the number of bookings in each."""
    booked = Entry.objects.order_by().values("period").annotate(n=Count("pk"))
    found = dict(booked.values_list("period", "n"))
    years = list(Period.objects.select_related("closed_by"))
    for year in years:
        year.bookings = found.get(year.pk, 0)
    return years


@dataclass(frozen=True)
class Fault:
    """Something that is not as the ledger promises, in words for who looks after the database."""

    what: str


def proof() -> Iterator[Fault]:
    """Go through the whole ledger again and yield what is wrong: nothing, unless triggers were switched off."""
    wrong = Entry.objects.annotate(total=Sum("lines__amount"), parts=Count("lines")).filter(
        ~Q(total=0) | Q(parts__lt=2)
    )
    for entry in wrong:
        yield Fault(f"entry {entry.number} adds up to {entry.total} in {entry.parts} lines")
    for account in with_balance(Account.objects.filter(may_be_overdrawn=False)):
        if account.balance != account.balance_then:
            yield Fault(f"account {account.pk} says {account.balance} and its lines {account.balance_then}")
        if account.balance_then < 0:
            yield Fault(f"account {account.pk} is overdrawn: {account.balance_then}")


def booked_by_year(kind: str, *, until: date) -> dict[int, dict[int, Decimal]]:
    """Return what was booked on accounts of a kind by area and by the year of the booking (euros); one query."""
    lines = Line.objects.filter(account__kind=kind, account__area__isnull=False, entry__on__lte=until)
    sums = lines.order_by().values_list("account__area", "entry__on__year").annotate(total=Sum("amount"))
    found: dict[int, dict[int, Decimal]] = {}
    for area, year, total in sums:
        found.setdefault(area, {})[year] = total
    return found
