"""The lock on a book and its open years: what every write begins with."""

from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.books.models import AnnualAccount, Book, Movement
from budgets.books.states import BookRefused


def locked(book: Book) -> Book:
    """Lock a book until the transaction ends: its lines come one by one, so that sums stay true."""
    return Book.objects.select_for_update(of=("self",)).select_related("area").get(pk=book.pk)


def open_year(book: Book, year: int) -> AnnualAccount:
    """Return a year of a book that takes lines, made when it is new. Raises BookRefused (Dutch)."""
    if not book.first_year <= year <= timezone.localdate().year:
        raise BookRefused(
            _("Uw kasboek begint in %(year)d. Kies een datum vanaf dat jaar tot en met vandaag.")
            % {"year": book.first_year}
        )
    account, _made = AnnualAccount.objects.get_or_create(book=book, year=year)
    if not account.is_open:
        raise BookRefused(
            _("Het jaar %(year)d is afgesloten. Kies een datum in een later jaar.") % {"year": year}
        )
    return account


def next_number(account: AnnualAccount) -> int:
    """Return the number of the next line of a year; the book is locked."""
    last = (
        Movement.objects.filter(account=account).order_by("-number").values_list("number", flat=True).first()
    )
    return (last or 0) + 1
