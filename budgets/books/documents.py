"""The yearly account as a document: PDF/UA, and its lines for a spreadsheet. Without private names."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.template.loader import render_to_string

from budgets.books.models import AnnualAccount, Movement
from budgets.books.queries import budget_of, details_of, reserves_with_balance, statement_of
from budgets.books.states import INCOME, SPENDING
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.documents.rendering import Rendered, render

EXPORT_HEADER = (
    "Nummer",
    "Datum",
    "Soort",
    "Waarvoor",
    "Van wie of aan wie",
    "Begrotingspost",
    "Rekening of kas",
    "Naar",
    "Bedrag",
    "Bon aanwezig",
    "Draait terug",
    "Reden",
)
PUBLIC_HEADER = ("Nummer", "Datum", "Soort", "Waarvoor", "Begrotingspost", "Bedrag")


def account_context(account: AnnualAccount) -> dict:
    """Gather what the page and the PDF of an account show; the same for both."""
    made = statement_of(account)
    budget = budget_of(account.book, account.year, made)
    purses = [
        (purse, made.purses[purse.pk]) for purse in account.book.purses.all() if purse.pk in made.purses
    ]
    return {
        "account": account,
        "book": account.book,
        "made": made,
        "income": budget[INCOME],
        "spending": budget[SPENDING],
        "purses": purses,
        "saved": [
            each
            for each in reserves_with_balance(account.book, until=date(account.year, 12, 31))
            if each.balance > 0
        ],
        "lines": details_of(account),
        "signed": [each for each in account.auditors.all() if each.verdict],
    }


def account_pdf(account: AnnualAccount) -> Rendered:
    """Lay the account out as PDF/UA."""
    html = render_to_string("books/print/account.html", account_context(account))
    colours = {"primary": palette_of(gemeente()).primary}
    return render(html, stylesheets=("print/account.css",), tokens=colours)


def public_rows(movements: Iterable[Movement]) -> Iterator[tuple]:
    """Yield the lines of a published account as anyone may have them: without who paid or was paid."""
    for each in movements:
        yield (
            each.label,
            each.on,
            each.get_kind_display(),
            each.purpose,
            each.category.name if each.category_id else "",
            each.amount,
        )
