"""The doors to the boards: each as a page, as a spreadsheet and as a PDF; and what every figure means."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.people.access import requires
from wijkportaal.portal.steering import actions
from wijkportaal.portal.steering.boards import BOARDS, sheet_called
from wijkportaal.portal.steering.catalogue import FIGURES
from wijkportaal.portal.steering.definitions import PARTS, UNIT_LABELS
from wijkportaal.portal.steering.documents import CONTENT_TYPES, write_sheet
from wijkportaal.portal.steering.queries.reading import paper_of, standing

PAGES = {"overzicht": "steering:dashboard", "verloop": "steering:trend", "vier-maten": "steering:measures"}
# A board is chosen by a few fields; longer addresses are nobody's.
LONGEST_QUERY = 4000


def show(request: HttpRequest, board: str, template: str) -> HttpResponse:
    """Show a board as a page, with the ways to take it along."""
    made = BOARDS[board](request.user, request.GET)
    context = {
        "board": made,
        "name": board,
        "query": request.GET.urlencode()[:LONGEST_QUERY],
        "paper": paper_of(request.user, board),
        "may_set": request.user.has_perm("steering.set_targets"),
    }
    return render(request, template, context)


@requires("steering.see_figures")
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show all areas on one map and in one table."""
    return show(request, "overzicht", "steering/overview.html")


@requires("steering.see_figures")
@require_safe
def trend(request: HttpRequest) -> HttpResponse:
    """Show a figure through the years, of areas beside each other and beside groups of like areas."""
    return show(request, "verloop", "steering/trend.html")


@requires("steering.see_figures")
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """Show the four measures of Deventer of an area and a year."""
    return show(request, "vier-maten", "steering/measures.html")


@requires("steering.see_figures")
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """Say of every figure what it is, where it comes from, how it is worked out and what it cannot tell."""
    parts = [
        (label, [(each, UNIT_LABELS[each.unit]) for each in FIGURES.values() if each.part == part])
        for part, label in PARTS.items()
    ]
    return render(request, "steering/definitions.html", {"parts": parts, "standing": standing()})


@requires("steering.see_figures")
@require_POST
def refresh(request: HttpRequest) -> HttpResponse:
    """Ask for all figures to be worked out anew."""
    actions.request_refresh(by=request.user)
    messages.success(request, _("De cijfers worden nu berekend. Dat duurt even; u kunt gewoon doorwerken."))
    return redirect("steering:dashboard")


def known_board(view: Callable) -> Callable:
    """Let a view answer for the boards that there are."""

    @wraps(view)
    def guarded(request: HttpRequest, board: str, **arguments) -> HttpResponse:
        if board not in BOARDS:
            raise Http404
        return view(request, board, **arguments)

    return guarded


@requires("steering.see_figures")
@require_safe
@known_board
def export(request: HttpRequest, board: str, kind: str) -> HttpResponse:
    """Give the table of a board as a spreadsheet or as csv."""
    if kind not in CONTENT_TYPES:
        raise Http404
    content = write_sheet(sheet_called(board, request.user, request.GET.urlencode()), kind)
    answer = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="sturen-{board}.{kind}"'
    return answer


@requires("steering.see_figures")
@require_POST
@known_board
def make_pdf(request: HttpRequest, board: str) -> HttpResponse:
    """Ask for the PDF of a board; the page shows how far it is."""
    # Read and written again: what is kept with the job has no sign in it that is none of an address.
    query = QueryDict(request.POST.get("query", "")[:LONGEST_QUERY]).urlencode()
    actions.request_document(request.user, board, query)
    return redirect(f"{reverse(PAGES[board])}?{query}#meenemen")


@requires("steering.see_figures")
@never_cache
@require_safe
@known_board
def open_pdf(request: HttpRequest, board: str) -> HttpResponse:
    """Give the PDF of a board that somebody asked for last."""
    made = paper_of(request.user, board).document
    if made is None:
        raise Http404
    return send_file(made.file, is_public=False)
