"""What villagers ask of the board: the public form, and the board's answer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from areas.territory.models import Area
from budgets.books import actions
from budgets.books.forms import AnswerForm, AskForm, LapseForm
from budgets.books.models import Book, VillageRequest
from budgets.books.queries import book_of, books_visible_to, requests_of
from budgets.books.states import ASKED, GRANTED
from budgets.books.views.finding import find_book, status_of
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public, requires
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 30


def _area_with_book(slug: str) -> tuple[Area, Book]:
    area = get_object_or_404(Area.objects.today(), slug=slug)
    if (found := book_of(area)) is None:
        raise Http404
    return area, found


@public
@never_cache
@limited("10/h")
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a villager ask money of the board: what, how much, when."""
    area, found = _area_with_book(slug)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.ask_board(found, **form.cleaned_data)
        return redirect("books:asked", slug)
    return render(
        request, "books/ask.html", {"form": form, "area": area, "book": found}, status=status_of(form)
    )


@public
def asked(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what happens next; the same whoever asked."""
    area, found = _area_with_book(slug)
    return render(request, "books/asked.html", {"area": area, "book": found})


@requires("books.see_book", find_book)
def requests(request: HttpRequest, found: Book) -> HttpResponse:
    """List what villagers asked, what waits first."""
    page = Paginator(requests_of(found), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "books/requests.html", {"book": found, "page": page})


def find_request(request: HttpRequest, slug: str, pk: int) -> VillageRequest:
    """Return a request to this person's board, or raise Http404."""
    found = VillageRequest.objects.filter(book__in=books_visible_to(request.user), book__area__slug=slug)
    return get_object_or_404(found.select_related("book__area", "book__organisation"), pk=pk)


@requires("books.decide_request", find_request)
def request(request: HttpRequest, found: VillageRequest) -> HttpResponse:
    """Show a request, and answer it or take back what was granted."""
    answer = LapseForm if found.state == GRANTED else AnswerForm
    initial = {} if found.state == GRANTED else {"amount": found.amount}
    form = answer(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.answer_request(
                found,
                values.get("step", "lapse"),
                reason=values["reason"],
                amount=values.get("amount"),
                by=request.user,
            )
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Het antwoord is verstuurd."))
            return redirect("books:requests", found.book.area.slug)
    context = {
        "book": found.book,
        "asked": found,
        "form": form,
        "waits": found.state == ASKED,
        "is_granted": found.state == GRANTED,
        "may_keep": request.user.has_perm("books.keep_book", found),
    }
    return render(request, "books/request.html", context, status=status_of(form))
