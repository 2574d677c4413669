"""The doors of the room: every idea with its answer, for everyone; those without one, for who answers."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.territory.models import Area
from participation.ideas.actions import answer_idea
from participation.ideas.calculations import tally
from participation.ideas.forms import AnswerForm, ChoiceForm
from participation.ideas.queries import Answerable, answerable, ideas_in, places_of, worked_in, years_of
from participation.ideas.registry import SOURCES, Idea
from participation.ideas.states import ANSWERS, OPEN
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.views import settle


def _chosen(
    request: HttpRequest, years: list[int], *, answer: str = ""
) -> tuple[ChoiceForm, int, Callable[[Idea], bool]]:
    """Return the form above the list, the year that is shown, and whether an idea was chosen; else those with `answer`."""
    year = years[0] if years else timezone.localdate().year
    form = ChoiceForm(request.GET or None, years=years, initial={"jaar": year, "antwoord": answer})
    form.is_valid()
    values = getattr(form, "cleaned_data", {"antwoord": answer})
    wanted, kind = values.get("antwoord"), values.get("soort")

    def is_chosen(idea: Idea) -> bool:
        return (not wanted or idea.answer == wanted) and (not kind or idea.kind == kind)

    return form, values.get("jaar") or year, is_chosen


def _parts(ideas: list[Idea], answers=ANSWERS) -> list[dict]:
    """Return ideas in parts by their answer, each idea with where it came from; parts without ideas are left out."""
    parts = [
        {
            "answer": answer,
            "label": answers[answer],
            "ideas": [(idea, SOURCES[idea.kind]) for idea in ideas if idea.answer == answer],
        }
        for answer in answers
    ]
    return [part for part in parts if part["ideas"]]


@public_page
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every idea of an area in a year with its answer: taken up by whom and when, or not and why."""
    found = get_object_or_404(Area, slug=slug)
    places = places_of(found)
    years = years_of(places)
    form, year, is_chosen = _chosen(request, years)
    ideas = ideas_in(places, year)
    kept = [idea for idea in ideas if is_chosen(idea)]
    context = {
        "area": found,
        "form": form,
        "years": years,
        "year": year,
        "total": len(ideas),
        "shown": len(kept),
        "tally": [(answer, ANSWERS[answer], number) for answer, number in tally(ideas).items()],
        "parts": _parts(kept),
    }
    return render(request, "ideas/area.html", context)


@requires("ideas.see_open")
def waiting(request: HttpRequest) -> HttpResponse:
    """List the ideas without an answer of where this person works, the oldest first, and those that were answered here."""
    places = worked_in(request.user)
    years = years_of(places)
    form, year, is_chosen = _chosen(request, years, answer=OPEN)
    ideas = [idea for idea in ideas_in(places, year) if not idea.waits_for]
    rows = [
        (idea, SOURCES[idea.kind], ANSWERS[idea.answer], _where_to_answer(idea))
        for idea in sorted(ideas, key=lambda idea: idea.brought_on)
        if is_chosen(idea)
    ]
    context = {"form": form, "years": years, "year": year, "rows": rows}
    context["tally"] = [(answer, ANSWERS[answer], number) for answer, number in tally(ideas).items()]
    return render(request, "ideas/waiting.html", context)


def _where_to_answer(idea: Idea) -> str:
    return idea.work_address or reverse("ideas:answer", args=[idea.brought_on.year, idea.kind, idea.ident])


def find(request: HttpRequest, year: int, kind: str, ident: str) -> Answerable:
    """Return an idea that is answered here, or raise Http404."""
    found = answerable(kind, ident[:60], year=year)
    if found is None:
        raise Http404
    return found


@requires("ideas.answer_idea", find)
def answer(request: HttpRequest, found: Answerable) -> HttpResponse:
    """Say what becomes of an idea."""
    return settle(
        request,
        AnswerForm(request.POST or None, instance=found.given),
        act=lambda values: answer_idea(found, values, by=request.user),
        said=_("Het antwoord staat op de site."),
        template="ideas/answer.html",
        context={"idea": found.idea, "given": found.given},
        done=f"{reverse('ideas:waiting')}?jaar={found.idea.brought_on.year}&antwoord={OPEN}",
    )
