"""The public doors: what the raad asked and what the answer was, and what changed since a programme was adopted."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from programmes.yearly.models import Programme
from programmes.yearly.queries import visible_to as programmes_visible_to
from programmes.yearly.states import ADOPTED, PUBLISHED
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.portal.questions.documents import print_answer
from wijkportaal.portal.questions.forms import AnsweredFilter
from wijkportaal.portal.questions.models import CouncilQuestion
from wijkportaal.portal.questions.queries.adoption import changes_since_adoption
from wijkportaal.portal.questions.queries.questions import answered, pointers_of

PAGE_SIZE = 20


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the answered questions of the raad, by area, theme, kind and year."""
    narrowed = AnsweredFilter(request.GET, answered(), request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": narrowed, "is_narrowed": any(request.GET.values())}
    return render(request, "questions/index.html", context)


def find_answered(public_id: str) -> CouncilQuestion:
    """Return an answered question, or raise Http404."""
    return get_object_or_404(answered(), public_id=public_id[:12])


@public_page
def question(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a question with its answer, and the records that it rests on: as they stood then, and now."""
    found = find_answered(public_id)
    context = {"question": found, "pointers": pointers_of(found.sources.all())}
    return render(request, "questions/question.html", context)


@public_page
def paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the answer sheet as PDF."""
    found = find_answered(public_id)
    printed = print_answer(found, pointers_of(found.sources.all()), gemeente())
    response = HttpResponse(printed.content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="raadsvraag-{found.public_id}.pdf"'
    return response


@public_page
def since_adoption(request: HttpRequest, year: int, area: str) -> HttpResponse:
    """Show what changed in a programme since the college adopted it."""
    if year > 9999:
        raise Http404
    programmes = programmes_visible_to(request.user).filter(state__in=(ADOPTED, PUBLISHED))
    programme: Programme = get_object_or_404(
        programmes.exclude(adopted_at=None).select_related("area"), year=year, area__slug=area
    )
    return render(request, "questions/since.html", {"changes": changes_since_adoption(programme)})
