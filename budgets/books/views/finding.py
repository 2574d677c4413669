"""What the doors of a book are about, or Http404 for who may not know of it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from areas.territory.models import Area
from budgets.books.models import AnnualAccount, Book, Movement
from budgets.books.queries import boards_areas, books_visible_to, movements_of

UNPROCESSABLE = 422


def status_of(*forms) -> int:
    """Return 422 when one of the forms came back with errors."""
    return UNPROCESSABLE if any(form.errors for form in forms) else 200


def find_area(request: HttpRequest, slug: str) -> Area:
    """Return an area of whose board this person is."""
    return get_object_or_404(boards_areas(request.user), slug=slug)


def find_book(request: HttpRequest, slug: str, **_rest) -> Book:
    """Return the book of a board that this person sits on."""
    return get_object_or_404(books_visible_to(request.user), area__slug=slug)


def find_account(request: HttpRequest, slug: str, year: int) -> AnnualAccount:
    """Return a year of a book of this person's board."""
    found = AnnualAccount.objects.filter(book__in=books_visible_to(request.user))
    return get_object_or_404(
        found.select_related("book__area", "book__organisation", "document"), book__area__slug=slug, year=year
    )


def find_movement(request: HttpRequest, slug: str, year: int, number: int) -> Movement:
    """Return a line of a book of this person's board."""
    lines = movements_of(find_book(request, slug)).select_related(
        "account__book__area", "purse", "other", "category", "reserve", "request", "booked_by"
    )
    return get_object_or_404(lines, account__year=year, number=number)
