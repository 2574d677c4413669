import uuid
from datetime import date
from decimal import Decimal

from django.utils import timezone

from budgets.books import actions
from budgets.books.actions.setting_up import Opening
from budgets.books.models import AnnualAccount, Book, Category, Movement
from budgets.books.states import INCOME, SPENDING
from tests.factories.roles import RoleAssignmentFactory
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.people.models import Person

LAST_YEAR = timezone.localdate().year - 1


def make_book(area=None, *, opening="1398.80", year: int = LAST_YEAR, organisation=None, by=None) -> Book:
    """Return the book of a village that is in use since last year, with a bank account and a cash box."""
    openings = [Opening("bank", "Betaalrekening", Decimal(opening)), Opening("cash", "Kas", Decimal(0))]
    book = actions.start_book(
        area or AreaFactory(), year=year, organisation=organisation, openings=openings, by=by
    )
    actions.name_categories(book, {INCOME: ["Bijdrage"], SPENDING: ["Activiteiten"]}, by=by)
    actions.finish_set_up(book, by=by)
    return book


def add_line(book: Book, amount, *, on: date | None = None, by=None, **fields) -> Movement:
    """Book an income (above zero) or spending (below) on the bank account."""
    amount = Decimal(amount)
    kind = INCOME if amount > 0 else SPENDING
    return actions.book_line(
        book,
        kind,
        on=on or date(LAST_YEAR, 6, 1),
        amount=abs(amount),
        key=fields.pop("key", None) or uuid.uuid4(),
        by=by,
        **{
            "purse": book.purses.first(),
            "category": Category.objects.get(book=book, direction=kind),
            "purpose": "Zomerfeest",
            "party": "Geheime Harm",
        }
        | fields,
    )


def send_account(account: AnnualAccount, *, by: Person) -> AnnualAccount:
    """Take an account of which all receipts are there from its drawing up to the gemeente."""
    account = actions.draw_up(account, by=by)
    for auditor in account.auditors.all():
        account = actions.sign_account(auditor, agrees=True)
    account = actions.approve_account(account, meeting_on=timezone.localdate(), by=by)
    return actions.send_account(account, by=by)


def treasurer_of(area, **fields) -> Person:
    """Return somebody who is penningmeester of an area."""
    from tests.factories.people import PersonFactory

    person = PersonFactory(**fields)
    RoleAssignmentFactory(role="board_member", function="treasurer", area=area, person=person)
    return person
