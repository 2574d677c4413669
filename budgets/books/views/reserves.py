"""What a board saves for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from budgets.books import actions
from budgets.books.forms import ReserveForm, ReserveStepForm
from budgets.books.models import Book, Reserve
from budgets.books.queries import (
    books_visible_to,
    lines_of,
    position_of,
    promised_in,
    purses_with_balance,
    reserves_with_balance,
)
from budgets.books.states import BookRefused
from budgets.books.views.finding import find_book, status_of
from wijkportaal.foundation.people.access import requires


@requires("books.see_book", find_book)
def reserves(request: HttpRequest, found: Book) -> HttpResponse:
    """List what is saved for, and begin a new goal."""
    may_keep = request.user.has_perm("books.keep_book", found)
    form = ReserveForm(request.POST if request.method == "POST" and may_keep else None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.start_reserve(found, by=request.user, **form.cleaned_data)
        except BookRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De reservering is gemaakt."))
            return redirect("books:reserve", found.area.slug, made.pk)
    saved = reserves_with_balance(found)
    context = {
        "book": found,
        "reserves": saved,
        "position": position_of(purses_with_balance(found), saved, promised_in(found)),
        "form": form,
        "may_keep": may_keep,
    }
    return render(request, "books/reserves.html", context, status=status_of(form))


def find_reserve(request: HttpRequest, slug: str, pk: int) -> Reserve:
    """Return a reserve of this person's board, or raise Http404."""
    found = Reserve.objects.filter(book__in=books_visible_to(request.user), book__area__slug=slug)
    return get_object_or_404(found.select_related("book__area", "book__organisation"), pk=pk)


@requires("books.see_book", find_reserve)
def reserve(request: HttpRequest, found: Reserve) -> HttpResponse:
    """Show what went into a reserve and out of it, and set more aside."""
    may_keep = request.user.has_perm("books.keep_book", found)
    form = ReserveStepForm(request.POST if request.method == "POST" and may_keep else None)
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        try:
            actions.move_reserve(
                found, form.moved, reason=values["reason"], key=values["key"], by=request.user
            )
        except BookRefused as refused:
            form.add_error("amount", str(refused))
        else:
            messages.success(request, _("De reservering is bijgewerkt."))
            return redirect("books:reserve", found.book.area.slug, found.pk)
    saved = reserves_with_balance(found.book)
    context = {
        "book": found.book,
        "reserve": next(each for each in saved if each.pk == found.pk),
        "lines": lines_of(found),
        "form": form,
        "may_keep": may_keep,
    }
    return render(request, "books/reserve.html", context, status=status_of(form))
