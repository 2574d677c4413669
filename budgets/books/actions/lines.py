from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.allocations.models import Allocation
from budgets.books.actions.years import locked, next_number, open_year
from budgets.books.models import Book, Category, Movement, Purse, Receipt, Reserve, VillageRequest
from budgets.books.queries import reserves_with_balance
from budgets.books.states import INCOME, TRANSFER, BookRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.files.actions import store_file
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.pictures.actions import store_picture
from wijkportaal.foundation.pictures.processing import PreparedPicture
from wijkportaal.foundation.transitions.actions import perform


def book_line(
    book: Book,
    kind: str,
    *,
    on: date,
    amount: Decimal,
    purse: Purse,
    category: Category,
    purpose: str,
    key: UUID,
    by,
    party: str = "",
    reserve: Reserve | None = None,
    request: VillageRequest | None = None,
    allocation: Allocation | None = None,
    picture: PreparedPicture | None = None,
    file: CheckedFile | None = None,
) -> Movement:
    """Book an income or spending of `amount` euros (above zero), with its receipt; a second click books nothing.

    Raises BookRefused (Dutch) for a closed year or a reserve that holds less, TransitionRefused when the
    request was paid already.
    """
    with recorded(by=by, action="books.book_line"):
        locked(book)
        if found := Movement.objects.filter(key=key).first():
            return found
        if reserve:
            _refuse_more_than_reserved(book, reserve, amount)
        made = _add(
            book,
            kind,
            on=on,
            amount=amount if kind == INCOME else -amount,
            purse=purse,
            category=category,
            purpose=purpose,
            party=party,
            reserve=reserve,
            request=request,
            allocation=allocation,
            key=key,
            by=by,
        )
        if request:
            perform(request, "pay", by=by)
        if picture or file:
            add_receipt(made, picture=picture, file=file, by=by)
    return made


def transfer_money(
    book: Book, source: Purse, target: Purse, *, on: date, amount: Decimal, purpose: str, key: UUID, by
) -> Movement:
    """Note that euros went from one account of the board to another."""
    with recorded(by=by, action="books.transfer_money"):
        locked(book)
        if found := Movement.objects.filter(key=key).first():
            return found
        return _add(
            book, TRANSFER, on=on, amount=-amount, purse=source, other=target, purpose=purpose, key=key, by=by
        )


def counter_line(movement: Movement, *, reason: str, by) -> Movement:
    """Undo a line by one that is its opposite, with the reason; once, however often it is asked.

    It is booked on the same day while that year is open, else today. Raises BookRefused (Dutch).
    """
    book = movement.account.book
    with recorded(by=by, action="books.counter_line", reason=reason):
        locked(book)
        if found := Movement.objects.filter(counters=movement).first():
            return found
        if movement.counters_id:
            raise BookRefused(_("Dit is al een correctie. Boek opnieuw wat er wel klopt."))
        movement.account.refresh_from_db(fields=["state"])
        made = _add(
            book,
            movement.kind,
            on=movement.on if movement.account.is_open else timezone.localdate(),
            amount=-movement.amount,
            purse=movement.purse,
            other=movement.other,
            category=movement.category,
            purpose=movement.purpose,
            party=movement.party,
            reserve=movement.reserve,
            request=movement.request,
            allocation=movement.allocation,
            counters=movement,
            reason=reason.strip(),
            key=uuid4(),
            by=by,
        )
        if movement.request:
            perform(movement.request, "unpay", by=by)
    return made


def add_receipt(
    movement: Movement,
    *,
    picture: PreparedPicture | None = None,
    file: CheckedFile | None = None,
    note: str = "",
    by,
) -> None:
    """Keep with a line the photo and the PDF of its receipt, or a word on why there is none.

    Raises BookRefused (Dutch) when the account of its year was drawn up.
    """
    with recorded(by=by, action="books.add_receipt"):
        _refuse_closed(movement)
        if picture:
            stored = store_picture(picture, alt=_("Bon bij %(line)s") % {"line": movement.label}, by=by)
            Receipt.objects.create(movement=movement, picture=stored)
        if file:
            Receipt.objects.create(movement=movement, file=store_file(file, by=by))
        if note.strip():
            Receipt.objects.create(movement=movement, note=note.strip())


def remove_receipt(receipt: Receipt, *, by) -> None:
    """Take a receipt away that was added by mistake, while its year is open. Raises BookRefused (Dutch)."""
    with recorded(by=by, action="books.remove_receipt"):
        _refuse_closed(receipt.movement)
        receipt.delete()


def _refuse_closed(movement: Movement) -> None:
    locked(movement.account.book)
    movement.account.refresh_from_db(fields=["state"])
    if not movement.account.is_open:
        raise BookRefused(_("Het jaar is afgesloten. De bonnen liggen vast."))


def _refuse_more_than_reserved(book: Book, reserve: Reserve, amount: Decimal) -> None:
    balance = next(each.balance for each in reserves_with_balance(book) if each.pk == reserve.pk)
    if amount > balance:
        raise BookRefused(
            _("In de reservering “%(goal)s” zit %(balance)s. Boek de rest apart.")
            % {"goal": reserve.goal, "balance": euros(balance)}
        )


def _add(book: Book, kind: str, *, on: date, by, **fields) -> Movement:
    account = open_year(book, on.year)
    return Movement.objects.create(
        account=account, number=next_number(account), kind=kind, on=on, booked_by=by, **fields
    )
