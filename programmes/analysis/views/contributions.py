"""The doors for what professionals and residents add: judgements and experiences."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.analysis import actions
from programmes.analysis.forms import ExperienceForm, JudgementForm
from programmes.analysis.models import Analysis, Experience, Judgement
from programmes.analysis.queries import organisations_to_speak_for, visible_to
from programmes.analysis.states import AnalysisClosed
from programmes.analysis.views.editor import find_analysis, overview_address
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires


def find_judgement(request: HttpRequest, pk: int) -> Judgement:
    return _find(Judgement, request, pk, "theme", "organisation")


def find_experience(request: HttpRequest, pk: int) -> Experience:
    return _find(Experience, request, pk, "theme")


def _find(model, request: HttpRequest, pk: int, *related: str):
    """Return a contribution to a buurtanalyse that this person may see; else raise Http404."""
    records = model.objects.select_related("analysis__area", "edited_by", *related)
    return get_object_or_404(records.filter(analysis__in=visible_to(request.user)), pk=pk)


def _for_judgement(request: HttpRequest, analysis: Analysis) -> dict:
    """What the form of a judgement is told."""
    return {
        "organisations": organisations_to_speak_for(analysis.area),
        "analysis": analysis,
        "person": request.user,
    }


def _add(request: HttpRequest, analysis: Analysis, form, *, title: str, give, place: str) -> HttpResponse:
    if not analysis.is_draft and request.method == "GET":
        messages.info(request, str(AnalysisClosed()))
        return redirect(overview_address(analysis))
    if request.method == "POST" and form.is_valid():
        try:
            give(analysis, form.cleaned_data, by=request.user)
        except EditRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Bedankt. Uw bijdrage staat erbij."))
            return redirect(overview_address(analysis, place))
    context = {"form": form, "analysis": analysis, "title": title}
    return render(request, "analysis/form.html", context, status=422 if form.errors else 200)


@requires("analysis.give_judgement", find_analysis)
def new_judgement(request: HttpRequest, analysis: Analysis) -> HttpResponse:
    """Judge how a theme goes."""
    form = JudgementForm(request.POST or None, **_for_judgement(request, analysis))
    title = _("Oordeel geven")
    return _add(request, analysis, form, title=title, give=actions.give_judgement, place="oordelen")


@requires("analysis.give_experience", find_analysis)
def new_experience(request: HttpRequest, analysis: Analysis) -> HttpResponse:
    """Tell what residents say."""
    form = ExperienceForm(request.POST or None)
    title = _("Ervaring van bewoners toevoegen")
    return _add(request, analysis, form, title=title, give=actions.give_experience, place="ervaringen")


def _edit(request: HttpRequest, contribution, form_class, *, place: str, options: dict | None = None):
    return edit_record(
        request,
        contribution,
        form_class=form_class,
        save=lambda form, version: actions.edit_contribution(
            contribution, form.cleaned_data, version=version, by=request.user
        ),
        template="analysis/contribution.html",
        done=overview_address(contribution.analysis, place),
        context={"analysis": contribution.analysis},
        options=options,
    )


@requires("analysis.edit_contribution", find_judgement)
def judgement(request: HttpRequest, judgement: Judgement) -> HttpResponse:
    """Change one's own judgement; saves itself."""
    options = _for_judgement(request, judgement.analysis)
    return _edit(request, judgement, JudgementForm, place="oordelen", options=options)


@requires("analysis.edit_contribution", find_experience)
def experience(request: HttpRequest, experience: Experience) -> HttpResponse:
    """Change what one told of residents; saves itself."""
    return _edit(request, experience, ExperienceForm, place="ervaringen")


def _remove(request: HttpRequest, contribution, place: str) -> HttpResponse:
    try:
        actions.remove_contribution(contribution, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De bijdrage is weggehaald."))
    return redirect(overview_address(contribution.analysis, place))


@require_POST
@requires("analysis.remove_contribution", find_judgement)
def remove_judgement(request: HttpRequest, judgement: Judgement) -> HttpResponse:
    """Take a judgement out."""
    return _remove(request, judgement, "oordelen")


@require_POST
@requires("analysis.remove_contribution", find_experience)
def remove_experience(request: HttpRequest, experience: Experience) -> HttpResponse:
    """Take an experience out."""
    return _remove(request, experience, "ervaringen")
