from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core import signing
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Sum, When
from django.utils import timezone

from areas.roles.models import RoleAssignment
from areas.roles.queries import areas_with_role, roles_of
from areas.roles.states import BOARD_MEMBER, FINANCE
from areas.territory.models import Area
from areas.territory.queries import successors_of
from budgets.books.calculations import NOTHING, Entry, Position, Statement, statement
from budgets.books.models import (
    AnnualAccount,
    Auditor,
    Book,
    BudgetLine,
    Category,
    Movement,
    Purse,
    Receipt,
    Reserve,
    ReserveStep,
    VillageRequest,
)
from budgets.books.states import ASKED, DRAWN_UP, GRANTED, INCOME, OPEN, PUBLISHED, SENT, SPENDING

AUDIT_SALT = "books.audit"
# How long the link in the letter to the kascommissie works.
AUDIT_TIME = timedelta(days=60)
ENTRY_FIELDS = ("kind", "amount", "purse_id", "other_id", "category_id")


def treasurer_areas(person) -> list[Area]:
    """Return the areas of today of which someone is penningmeester."""
    held: list[Area] = []
    for role in roles_of(person):
        if role.role == BOARD_MEMBER and role.function == "treasurer":
            held += successors_of(role.area) if role.area.has_ended else [role.area]
    return held


def boards_areas(person) -> QuerySet[Area]:
    """Return the areas whose board someone sits on, by name."""
    return areas_with_role(person, BOARD_MEMBER).order_by("name")


def books_visible_to(person) -> QuerySet[Book]:
    """Return the books of the boards that someone sits on."""
    return Book.objects.filter(area__in=areas_with_role(person, BOARD_MEMBER)).select_related(
        "area", "organisation"
    )


def book_of(area: Area) -> Book | None:
    """Return the book of an area that is in use, or None."""
    return Book.objects.filter(area=area, set_up_on__isnull=False).select_related("organisation").first()


def accounts_of(book: Book) -> list[AnnualAccount]:
    """Return the years of a book, newest first."""
    return list(book.accounts.order_by("-year"))


def accounts_visible_to(person) -> QuerySet[AnnualAccount]:
    """Return the years that someone may look into: their own board's, and what was sent to the gemeente."""
    sent = Q(state__in=[SENT, PUBLISHED], book__area__in=areas_with_role(person, FINANCE))
    own = Q(book__area__in=areas_with_role(person, BOARD_MEMBER))
    return AnnualAccount.objects.filter(sent | own).select_related("book__area", "book__organisation")


def sent_accounts(person) -> QuerySet[AnnualAccount]:
    """Return what boards sent to the gemeente, what waits for an answer first."""
    sent = AnnualAccount.objects.filter(
        state__in=[SENT, PUBLISHED], book__area__in=areas_with_role(person, FINANCE)
    )
    return sent.select_related("book__area", "book__organisation").order_by(
        F("received_at").asc(nulls_first=True), "-year", "book__area__name"
    )


def published_accounts(area: Area) -> QuerySet[AnnualAccount]:
    """Return what anyone may read of the money of an area's board, newest year first."""
    return AnnualAccount.objects.filter(book__area=area, state=PUBLISHED).select_related(
        "book__area", "book__organisation"
    )


def movements_of(book: Book) -> QuerySet[Movement]:
    """Return the lines of a book, newest first, each with `has_receipt`."""
    return (
        Movement.objects.filter(account__book=book)
        .select_related("account", "purse", "other", "category", "countered_by", "counters__account")
        .annotate(has_receipt=Exists(Receipt.objects.filter(movement=OuterRef("pk"))))
        .order_by("-on", "-pk")
    )


def receipts_visible_to(person) -> QuerySet[Receipt]:
    """Return the receipts in the years that someone may look into."""
    return Receipt.objects.filter(movement__account__in=accounts_visible_to(person)).select_related(
        "movement__account__book__area", "picture", "file"
    )


def _entries(movements: QuerySet[Movement]) -> list[Entry]:
    return [Entry(*row) for row in movements.order_by().values_list(*ENTRY_FIELDS)]


def statement_of(account: AnnualAccount) -> Statement:
    """Add a year up; two queries whatever the number of lines."""
    movements = Movement.objects.filter(account__book=account.book_id)
    return statement(
        _entries(movements.filter(account__year__lt=account.year)),
        _entries(movements.filter(account=account)),
    )


def purses_with_balance(book: Book) -> list[Purse]:
    """Return the accounts and cash boxes of a book with what is in them now; three queries."""
    movements = Movement.objects.filter(account__book=book).order_by()
    own = dict(movements.values_list("purse").annotate(total=Sum("amount")))
    other = dict(movements.filter(other__isnull=False).values_list("other").annotate(total=Sum("amount")))
    purses = list(book.purses.all())
    for purse in purses:
        purse.balance = own.get(purse.pk, NOTHING) - other.get(purse.pk, NOTHING)
    return purses


def reserves_with_balance(book: Book, *, until: date | None = None) -> list[Reserve]:
    """Return the reserves of a book with what is in them, now or at the end of a day; three queries."""
    steps = ReserveStep.objects.filter(reserve__book=book).order_by()
    lines = Movement.objects.filter(reserve__book=book).order_by()
    if until:
        steps, lines = steps.filter(on__lte=until), lines.filter(on__lte=until)
    put = dict(steps.values_list("reserve").annotate(total=Sum("amount")))
    spent = dict(lines.values_list("reserve").annotate(total=Sum("amount")))
    reserves = list(book.reserves.all())
    for reserve in reserves:
        reserve.balance = put.get(reserve.pk, NOTHING) + spent.get(reserve.pk, NOTHING)
    return reserves


@dataclass(frozen=True)
class ReserveLine:
    """One thing that happened to a reserve."""

    on: object
    amount: Decimal
    text: str
    url: str = ""


def lines_of(reserve: Reserve) -> list[ReserveLine]:
    """Return what went into a reserve and what was spent of it, newest first; two queries."""
    lines = [ReserveLine(step.on, step.amount, step.reason) for step in reserve.steps.all()]
    spent = Movement.objects.filter(reserve=reserve).select_related("account__book__area")
    lines += [ReserveLine(each.on, each.amount, each.purpose, each.get_absolute_url()) for each in spent]
    return sorted(lines, key=lambda line: line.on, reverse=True)


def promised_in(book: Book) -> Decimal:
    """Return what the board promised to villagers and has not paid yet (euros)."""
    total = book.requests.filter(state=GRANTED).aggregate(total=Sum("granted"))["total"]
    return total or NOTHING


def position_of(purses: list[Purse], reserves: list[Reserve], promised: Decimal) -> Position:
    """Put together what a book has, from what was fetched already; no query."""
    return Position(
        sum((purse.balance for purse in purses), NOTHING),
        sum((reserve.balance for reserve in reserves), NOTHING),
        promised,
    )


@dataclass(frozen=True)
class BudgetRow:
    """A line of the budget: expected and what became of it (euros); without a budget `expected` is None."""

    category: Category
    expected: Decimal | None
    actual: Decimal

    @property
    def left(self) -> Decimal | None:
        return None if self.expected is None else self.expected - self.actual


def budget_of(book: Book, year: int, made: Statement | None) -> dict[str, list[BudgetRow]]:
    """Return the budget of a year against what came in and went out, by direction; two queries."""
    expected = dict(
        BudgetLine.objects.filter(category__book=book, year=year).values_list("category", "amount")
    )
    rows: dict[str, list[BudgetRow]] = {INCOME: [], SPENDING: []}
    for category in book.categories.all():
        booked = (made.income if category.direction == INCOME else made.spending) if made else {}
        actual = booked.get(category.pk, NOTHING)
        if category.is_active or actual or category.pk in expected:
            rows[category.direction].append(BudgetRow(category, expected.get(category.pk), actual))
    return rows


def requests_of(book: Book) -> QuerySet[VillageRequest]:
    """Return what villagers asked, what waits for an answer first."""
    waiting_first = Case(When(state=ASKED, then=0), default=1)
    return book.requests.order_by(waiting_first, "-asked_at", "-pk")


def counts_of(book: Book) -> dict[str, int]:
    """Return how much of each kind of work a book has waiting; two queries."""
    missing = Movement.objects.filter(
        account__book=book,
        account__state=OPEN,
        kind=SPENDING,
        receipts=None,
        counters=None,
        countered_by=None,
    ).count()
    states = dict(book.requests.order_by().values_list("state").annotate(number=Count("pk")))
    return {"receipts": missing, "asked": states.get(ASKED, 0), "granted": states.get(GRANTED, 0)}


def details_of(account: AnnualAccount) -> list[Movement]:
    """Return the lines of a year with their receipts, oldest first; two queries."""
    receipts = Receipt.objects.select_related("picture", "file")
    return list(
        account.movements.select_related("purse", "other", "category", "countered_by", "counters")
        .prefetch_related(Prefetch("receipts", receipts))
        .order_by("on", "pk")
    )


def export_rows(movements: QuerySet[Movement]):
    """Yield the lines of a book for a spreadsheet of its board: with names, which are theirs."""
    for each in movements:
        yield (
            each.label,
            each.on,
            each.get_kind_display(),
            each.purpose,
            each.party,
            each.category.name if each.category_id else "",
            each.purse.name,
            each.other.name if each.other_id else "",
            each.amount,
            "ja" if each.has_receipt else "nee",
            each.counters.label if each.counters_id else "",
            each.reason,
        )


def audit_token(auditor: Auditor) -> str:
    """Return the text that lets a member of the kascommissie look and sign; for one address, for a while."""
    return signing.dumps([auditor.pk, auditor.email], salt=AUDIT_SALT)


def auditor_by_token(token: str) -> Auditor | None:
    """Return who comes with a link, while the year waits for them; else None."""
    try:
        pk, email = signing.loads(token, salt=AUDIT_SALT, max_age=AUDIT_TIME)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (
        Auditor.objects.filter(pk=pk, email=email, account__state=DRAWN_UP)
        .select_related("account__book__area", "account__book__organisation")
        .first()
    )


def keepers_of(area: Area) -> list[str]:
    """Return the addresses of who sits on the board as penningmeester, else of the whole board."""
    day = timezone.localdate()
    board = RoleAssignment.objects.filter(
        role=BOARD_MEMBER, area=area, valid_from__lte=day, person__is_active=True
    ).filter(Q(valid_until=None) | Q(valid_until__gt=day))
    treasurers = board.filter(function="treasurer")
    found = (treasurers if treasurers.exists() else board).values_list("person__email", flat=True)
    return sorted(set(found))
