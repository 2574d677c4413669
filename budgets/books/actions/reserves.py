from decimal import Decimal
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.books.actions.years import locked
from budgets.books.calculations import NOTHING
from budgets.books.models import Book, Reserve, ReserveStep
from budgets.books.queries import position_of, promised_in, purses_with_balance, reserves_with_balance
from budgets.books.states import BookRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.money.calculations import euros


def start_reserve(
    book: Book, *, goal: str, target: Decimal | None, by_year: int | None, amount: Decimal | None, by
) -> Reserve:
    """Begin to save for a goal, with a first amount if there is one. Raises BookRefused (Dutch)."""
    with recorded(by=by, action="books.start_reserve"):
        locked(book)
        if book.reserves.filter(goal=goal).exists():
            raise BookRefused(_("Voor dit doel is er al een reservering."))
        reserve = Reserve.objects.create(book=book, goal=goal, target=target, by_year=by_year)
        if amount:
            move_reserve(reserve, amount, reason="", key=uuid4(), by=by)
    return reserve


def move_reserve(reserve: Reserve, amount: Decimal, *, reason: str, key: UUID, by) -> ReserveStep:
    """Set euros aside for a goal, or (below zero) release them; a second click moves nothing.

    Raises BookRefused (Dutch) when there is less to set aside or to release.
    """
    with recorded(by=by, action="books.move_reserve", reason=reason):
        book = locked(reserve.book)
        if found := ReserveStep.objects.filter(key=key).first():
            return found
        reserves = reserves_with_balance(book)
        balance = next(each.balance for each in reserves if each.pk == reserve.pk)
        free = position_of(purses_with_balance(book), reserves, promised_in(book)).free
        if amount > 0 and amount > free:
            raise BookRefused(
                _("Er is %(free)s vrij te besteden. Meer kunt u niet reserveren.")
                % {"free": euros(max(free, NOTHING))}
            )
        if amount < 0 and -amount > balance:
            raise BookRefused(
                _("In deze reservering zit %(balance)s. Meer kunt u niet vrijgeven.")
                % {"balance": euros(balance)}
            )
        return ReserveStep.objects.create(
            reserve=reserve, on=timezone.localdate(), amount=amount, reason=reason.strip(), key=key, by=by
        )
