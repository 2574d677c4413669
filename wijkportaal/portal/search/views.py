from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public
from wijkportaal.portal.search.actions import freshen
from wijkportaal.portal.search.calculations import LONGEST_QUERY
from wijkportaal.portal.search.forms import SearchForm
from wijkportaal.portal.search.queries import PAGE_SIZE, Fold, answer_to, meant, results_of


@public
@never_cache
# Somebody who types asks a few times a second at most; a whole office may share an address.
@limited("300/m", methods=("GET",))
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found of what this visitor may see, the best first."""
    freshen()
    form = SearchForm(request.GET)
    question = form.question
    answer = answer_to(question, request.user)
    # Who chose a title looks at each thing that is called so.
    folds = [Fold(hit, 0) for hit in answer.hits] if question.title else answer.folds
    page = Paginator(folds, PAGE_SIZE).get_page(request.GET.get("page"))
    results = results_of(page.object_list, answer.wanted)
    context = {
        "form": form,
        "words": question.words,
        "terms": answer.wanted.terms,
        "is_narrowed": form.is_narrowed,
        "is_cut": len(request.GET.get("q", "")) > LONGEST_QUERY,
        "page": page,
        "results": results,
        "number": len(answer.hits),
        "title": question.title,
        "all_titles": _address(request, titel=""),
        "meant": meant(results, answer.wanted),
        "is_capped": answer.is_capped,
        "kinds": _kinds(request, answer) if not question.kind else [],
        "all_kinds": _address(request, soort=""),
        "has_kind": bool(question.kind),
    }
    return render(request, "search/search.html", context)


def _kinds(request: HttpRequest, answer) -> list[dict]:
    """Return the kinds among the results with how many there are, each with its address; none when all are alike."""
    kinds = [
        {"kind": kind, "number": number, "address": _address(request, soort=key)}
        for key, kind, number in answer.by_kind
    ]
    return kinds if len(kinds) > 1 else []


def _address(request: HttpRequest, **changes: str) -> str:
    """Return this address with another choice, from its first page."""
    asked = request.GET.copy()
    for name, value in ({"page": ""} | changes).items():
        asked[name] = value
        if not value:
            del asked[name]
    return f"?{asked.urlencode()}"
