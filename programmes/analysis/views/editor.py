"""The doors to one buurtanalyse as a whole: start it, see how it stands, its story and its steps."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.analysis import actions
from programmes.analysis.forms import NewAnalysisForm, StoryForm
from programmes.analysis.models import Analysis
from programmes.analysis.queries import (
    areas_to_make_for,
    editable_by,
    experiences_of,
    for_list,
    judged_themes,
    outcomes_of,
    requests_of,
    visible_to,
)
from programmes.analysis.states import AnalysisClosed
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available, progress_of
from wijkportaal.foundation.transitions.views import take_step


def workbench(request: HttpRequest) -> HttpResponse:
    """List the buurtanalyses of the areas where this person works."""
    context = {
        "analyses": for_list(editable_by(request.user))[:300],
        "may_add": areas_to_make_for(request.user).exists(),
    }
    return render(request, "analysis/workbench.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Start the buurtanalyse of an area for a year."""
    initial = {"year": timezone.localdate().year, "area": request.GET.get("gebied")}
    form = NewAnalysisForm(request.POST or None, areas=areas_to_make_for(request.user), initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.create_analysis(**form.cleaned_data, by=request.user)
        messages.success(request, _("De buurtanalyse staat klaar om te vullen."))
        return redirect("analysis:editor", made.pk)
    return render(request, "analysis/new.html", {"form": form}, status=422 if form.errors else 200)


def find_analysis(request: HttpRequest, pk: int) -> Analysis:
    return get_object_or_404(visible_to(request.user).select_related("area", "edited_by"), pk=pk)


def overview_address(analysis: Analysis, place: str = "") -> str:
    address = reverse("analysis:editor", args=[analysis.pk])
    return f"{address}#{place}" if place else address


@requires("analysis.see_draft", find_analysis)
def overview(request: HttpRequest, analysis: Analysis) -> HttpResponse:
    """Show what the buurtanalyse has, what still lacks and what can be done."""
    return _show(request, analysis)


def _show(request: HttpRequest, analysis: Analysis, refused: dict | None = None) -> HttpResponse:
    person = request.user
    context = {
        "analysis": analysis,
        "judged": judged_themes(analysis),
        "requests": requests_of(analysis),
        "experiences": experiences_of(analysis),
        "outcomes": outcomes_of(analysis.area, public_only=False),
        "steps": available(analysis, person),
        "states": progress_of(analysis),
        "may_edit": person.has_perm("analysis.make_analysis", analysis),
        "may_judge": analysis.is_draft and person.has_perm("analysis.give_judgement", analysis),
        "may_tell": analysis.is_draft and person.has_perm("analysis.give_experience", analysis),
        **(refused or {}),
    }
    return render(request, "analysis/editor.html", context, status=422 if refused else 200)


@requires("analysis.make_analysis", find_analysis)
def story(request: HttpRequest, analysis: Analysis) -> HttpResponse:
    """Edit the story; saves itself."""
    if request.method == "GET" and not analysis.is_draft:
        messages.info(request, str(AnalysisClosed()))
        return redirect(overview_address(analysis))
    return edit_record(
        request,
        analysis,
        form_class=StoryForm,
        save=lambda form, version: actions.edit_analysis(
            analysis, form.cleaned_data, version=version, by=request.user
        ),
        template="analysis/story.html",
        done=overview_address(analysis),
        context={"analysis": analysis},
    )


@require_POST
@requires("analysis.see_draft", find_analysis)
def step(request: HttpRequest, analysis: Analysis) -> HttpResponse:
    """Publish the buurtanalyse or take it back."""
    return take_step(
        request,
        analysis,
        change=lambda name, reason: actions.change_state(analysis, name, by=request.user, reason=reason),
        done=overview_address(analysis),
        show=lambda refused: _show(request, analysis, refused),
    )
