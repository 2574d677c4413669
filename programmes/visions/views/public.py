"""The public doors: the visies of the gemeente, the page of one, and of one goal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from programmes.visions.models import Goal, Vision
from programmes.visions.queries import (
    documents_of,
    for_index,
    lines_for,
    plans_of,
    themes_of,
    visible_to,
    visions_here,
)
from programmes.visions.states import ADOPTED
from wijkportaal.foundation.operations.caching import public_page


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the visies that hold now, by area."""
    return render(request, "visions/index.html", {"visions": for_index(Vision.objects.filter(state=ADOPTED))})


@public_page
def vision(request: HttpRequest, area: str, year: int) -> HttpResponse:
    """Show one visie whole; a draft only to who works in the area."""
    visions = visible_to(request.user).select_related("area")
    found = get_object_or_404(visions, area__slug=area, first_year=year)
    themes = themes_of(found)
    context = {
        "vision": found,
        "themes": themes,
        "works": [goal for chapter in themes for goal in chapter.goals.all() if goal.what_works],
        "plans": plans_of(found),
        "documents": list(documents_of(found, inside=request.user.has_perm("visions.see_draft", found))),
        "others": [each for each in visions_here(found.area) if each != found],
        "may_edit": request.user.has_perm("visions.make_vision", found),
    }
    return render(request, "visions/vision.html", context)


@public_page
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one goal: what works for it, what is planned, and what was done for it over the years."""
    goals = Goal.objects.select_related("chapter__vision__area", "chapter__theme")
    found = get_object_or_404(goals.filter(chapter__vision__in=visible_to(request.user)), pk=pk)
    context = {
        "goal": found,
        "lines": lines_for(found),
        "may_edit": request.user.has_perm("visions.make_vision", found),
    }
    return render(request, "visions/goal.html", context)
