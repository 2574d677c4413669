import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from budgets.books.actions.years import locked, next_number, open_year
from budgets.books.models import AnnualAccount, Book, BudgetLine, Category, Movement, Purse
from budgets.books.states import OPENING, BookRefused
from wijkportaal.foundation.audit.actions import recorded


@dataclass(frozen=True)
class Opening:
    """An account or cash box with what was in it when the book began (euros)."""

    kind: str
    name: str
    amount: Decimal


def start_book(
    area: Area, *, year: int, organisation: Organisation | None, openings: Iterable[Opening], by
) -> Book:
    """Start the book of an area with what was in its accounts on 1 January of `year`; once."""
    with recorded(by=by, action="books.start_book"):
        book, made = Book.objects.get_or_create(
            area=area, defaults={"organisation": organisation, "first_year": year}
        )
        if made:
            AnnualAccount.objects.create(book=book, year=year)
            for opening in openings:
                _open_purse(book, opening, on=date(year, 1, 1), by=by)
    return book


def add_purse(book: Book, opening: Opening, *, on: date, by) -> Purse:
    """Add an account to a book. What is in it that the book did not know of yet counts as an opening balance.

    Raises BookRefused (Dutch) for a name that is taken or a year that is closed.
    """
    with recorded(by=by, action="books.add_purse"):
        locked(book)
        if book.purses.filter(name=opening.name).exists():
            raise BookRefused(_("Deze naam is er al. Kies een andere naam."))
        return _open_purse(book, opening, on=on, by=by)


def _open_purse(book: Book, opening: Opening, *, on: date, by) -> Purse:
    purse = Purse.objects.create(book=book, kind=opening.kind, name=opening.name)
    if opening.amount:
        account = open_year(book, on.year)
        Movement.objects.create(
            account=account,
            number=next_number(account),
            key=uuid.uuid4(),
            kind=OPENING,
            on=on,
            amount=opening.amount,
            purse=purse,
            purpose=_("Beginsaldo %(purse)s") % {"purse": purse.name},
            booked_by=by,
        )
    return purse


def name_categories(book: Book, names: Mapping[str, list[str]], *, by) -> None:
    """Let a book have these lines of budget, by direction and in this order; others stay for old years only."""
    with recorded(by=by, action="books.name_categories"):
        for direction, wanted in names.items():
            known = {each.name: each for each in book.categories.filter(direction=direction)}
            for position, name in enumerate(wanted):
                category = known.pop(name, None) or Category(book=book, direction=direction, name=name)
                category.position, category.is_active = position, True
                category.save()
            for category in known.values():
                category.is_active = False
                category.save()


def set_budget(book: Book, year: int, amounts: Mapping[Category, Decimal | None], *, by) -> None:
    """Write down what a board expects of each line in a year; None takes the expectation away.

    Raises BookRefused (Dutch) when the account of that year was drawn up already.
    """
    with recorded(by=by, action="books.set_budget"):
        if book.accounts.filter(year=year).exclude(state="open").exists():
            raise BookRefused(_("Het jaar %(year)d is afgesloten. De begroting ligt vast.") % {"year": year})
        for category, amount in amounts.items():
            if amount is None:
                category.budget.filter(year=year).delete()
            else:
                BudgetLine.objects.update_or_create(category=category, year=year, defaults={"amount": amount})


def finish_set_up(book: Book, *, by) -> None:
    """Say that a book is ready to be kept; once."""
    with recorded(by=by, action="books.finish_set_up"):
        if book.set_up_on is None:
            book.set_up_on = timezone.localdate()
            book.save(update_fields=["set_up_on"])
