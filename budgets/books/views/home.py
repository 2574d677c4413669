"""The home page of a book, setting it up in three steps, and its budget."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.queries import organisations_for
from areas.organisations.states import RESIDENTS_ORGANISATIONS
from areas.territory.models import Area
from budgets.books import actions
from budgets.books.drawing import budget_chart
from budgets.books.forms import BudgetForm, CategoryForm, PurseForm, StartForm
from budgets.books.models import AnnualAccount, Book
from budgets.books.queries import (
    accounts_of,
    boards_areas,
    books_visible_to,
    budget_of,
    movements_of,
    position_of,
    promised_in,
    purses_with_balance,
    reserves_with_balance,
    statement_of,
    work_of,
)
from budgets.books.states import BookRefused
from budgets.books.views.finding import find_area, find_book, status_of
from wijkportaal.foundation.people.access import requires

NEWEST = 6


@requires("books.see_books")
def index(request: HttpRequest) -> HttpResponse:
    """Go to the one book of this person, or let them choose between those of their boards."""
    areas = list(boards_areas(request.user))
    if len(areas) == 1:
        return redirect("books:book", areas[0].slug)
    books = {book.area_id: book for book in books_visible_to(request.user)}
    rows = [(area, books.get(area.pk)) for area in areas]
    return render(request, "books/index.html", {"rows": rows})


@requires("books.see_book", find_area)
def book(request: HttpRequest, area: Area) -> HttpResponse:
    """Say on one screen what there is, what is reserved and what must be done, with one clear action."""
    found = books_visible_to(request.user).filter(area=area).first()
    may_keep = request.user.has_perm("books.keep_book", area)
    if found is None or found.set_up_on is None:
        if may_keep and found is not None:
            return redirect("books:start", area.slug)
        return render(request, "books/empty.html", {"area": area, "may_keep": may_keep})
    purses, reserves = purses_with_balance(found), reserves_with_balance(found)
    tasks = work_of(found, purses)
    context = {
        "book": found,
        "purses": purses,
        "reserves": [each for each in reserves if each.balance or each.target],
        "position": position_of(purses, reserves, promised_in(found)),
        "task": tasks[0] if tasks else None,
        "tasks": tasks[1:],
        "newest": list(movements_of(found)[:NEWEST]),
        "accounts": accounts_of(found),
        "may_keep": may_keep,
        "year": timezone.localdate().year,
    }
    return render(request, "books/book.html", context)


@requires("books.keep_book", find_area)
def start(request: HttpRequest, area: Area) -> HttpResponse:
    """Set a book up in three steps: what there is, the lines of the budget, the first budget."""
    found = books_visible_to(request.user).filter(area=area).first()
    if found is None:
        return _first_step(request, area)
    if found.set_up_on:
        return redirect("books:book", area.slug)
    back = request.GET.get("stap") == "2"
    if back or not found.categories.exists():
        return _second_step(request, found)
    return _third_step(request, found)


def _first_step(request: HttpRequest, area: Area) -> HttpResponse:
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        own = [each for each in organisations_for(area) if each.kind in RESIDENTS_ORGANISATIONS]
        actions.start_book(
            area,
            year=form.cleaned_data["year"],
            organisation=own[0] if own else None,
            openings=form.openings,
            by=request.user,
        )
        return redirect("books:start", area.slug)
    return render(request, "books/start_1.html", {"form": form, "area": area}, status=status_of(form))


def _second_step(request: HttpRequest, found: Book) -> HttpResponse:
    form = CategoryForm(request.POST or None, book=found)
    if request.method == "POST" and form.is_valid():
        actions.name_categories(found, form.names, by=request.user)
        return redirect("books:start", found.area.slug)
    context = {"form": form, "area": found.area, "book": found}
    return render(request, "books/start_2.html", context, status=status_of(form))


def _third_step(request: HttpRequest, found: Book) -> HttpResponse:
    year = timezone.localdate().year
    form = BudgetForm(request.POST or None, rows=budget_of(found, year, None))
    if request.method == "POST" and form.is_valid():
        actions.set_budget(found, year, form.amounts, by=request.user)
        actions.finish_set_up(found, by=request.user)
        messages.success(request, _("Uw kasboek staat klaar. Boek nu uw eerste ontvangst of uitgave."))
        return redirect("books:book", found.area.slug)
    context = {"form": form, "area": found.area, "book": found, "year": year}
    return render(request, "books/start_3.html", context, status=status_of(form))


@requires("books.keep_book", find_book)
def settings(request: HttpRequest, found: Book) -> HttpResponse:
    """Change the lines of the budget, and add an account."""
    adds = request.POST.get("form") == "purse"
    categories = CategoryForm(None if adds else request.POST or None, book=found)
    purse = PurseForm(request.POST if adds else None)
    if request.method == "POST" and not adds and categories.is_valid():
        actions.name_categories(found, categories.names, by=request.user)
        messages.success(request, _("De posten zijn opgeslagen."))
        return redirect("books:settings", found.area.slug)
    if adds and purse.is_valid():
        try:
            actions.add_purse(found, purse.opening, on=timezone.localdate(), by=request.user)
        except BookRefused as refused:
            purse.add_error("name", str(refused))
        else:
            messages.success(request, _("De rekening is toegevoegd."))
            return redirect("books:settings", found.area.slug)
    context = {
        "book": found,
        "form": categories,
        "purse_form": purse,
        "purses": purses_with_balance(found),
    }
    return render(request, "books/settings.html", context, status=status_of(categories, purse))


@requires("books.see_book", find_book)
def budget(request: HttpRequest, found: Book) -> HttpResponse:
    """Show the budget of a year against what came in and went out; the penningmeester fills it in."""
    year = request.resolver_match.kwargs["year"]
    account = AnnualAccount.objects.filter(book=found, year=year).first()
    rows = budget_of(found, year, statement_of(account) if account else None)
    may_keep = request.user.has_perm("books.keep_book", found) and (account is None or account.is_open)
    form = BudgetForm(request.POST or None, rows=rows)
    if request.method == "POST" and may_keep and form.is_valid():
        try:
            actions.set_budget(found, year, form.amounts, by=request.user)
        except BookRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De begroting is opgeslagen."))
            return redirect("books:budget", found.area.slug, year)
    this_year = timezone.localdate().year
    context = {
        "book": found,
        "year": year,
        "rows": rows,
        "chart": budget_chart(rows, year),
        "form": form,
        "may_keep": may_keep,
        "years": range(this_year + 1, found.first_year - 1, -1),
        "has_budget": any(row.expected is not None for each in rows.values() for row in each),
    }
    return render(request, "books/budget.html", context, status=status_of(form))
