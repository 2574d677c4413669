"""The doors to the questionnaire: its versions, a new one from the last, what it asks, and taking it into use."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkportaal.foundation.editing.states import EditConflict, EditRefused
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.views import settle, take_step
from wijkportaal.portal.visitations.actions import questionnaires as actions
from wijkportaal.portal.visitations.forms.questionnaires import QuestionnaireForm
from wijkportaal.portal.visitations.models import Questionnaire
from wijkportaal.portal.visitations.queries import draft_questionnaire, newest_questionnaire, questionnaires
from wijkportaal.portal.visitations.states import RENEW

LARGEST = 10**4


@requires(RENEW)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List every version of the questionnaire."""
    context = {
        "versions": questionnaires(),
        "current": newest_questionnaire(),
        "draft": draft_questionnaire(),
    }
    return render(request, "visitations/questionnaires.html", context)


@require_POST
@requires(RENEW)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a new version with what the last one asks."""
    made = actions.copy_questionnaire(by=request.user)
    messages.success(request, _("Dit is een concept. Pas het aan en neem het daarna in gebruik."))
    return redirect(made)


def find_questionnaire(request: HttpRequest, number: int) -> Questionnaire:
    """Return a version by its number, or raise Http404."""
    if number >= LARGEST:
        raise Http404
    return get_object_or_404(Questionnaire.objects.prefetch_related("statements"), number=number)


@requires(RENEW, find_questionnaire)
def questionnaire(request: HttpRequest, found: Questionnaire) -> HttpResponse:
    """Show what a version asks, and change it while it is a draft."""
    return _questionnaire(request, found, {})


def _questionnaire(request: HttpRequest, found: Questionnaire, shown: dict) -> HttpResponse:
    posted = request.POST if request.method == "POST" and not shown else None
    form = QuestionnaireForm(posted, questionnaire=found)
    context = {"questionnaire": found, "steps": available(found, request.user)}
    if shown or not found.is_draft:
        context |= {"form": form} | shown
        return render(request, "visitations/questionnaire.html", context, status=422 if shown else 200)
    return settle(
        request,
        form,
        act=lambda values: _save(request, found, form),
        said=_("De vragenlijst is bewaard."),
        template="visitations/questionnaire.html",
        context=context,
        done=found.get_absolute_url(),
        refusals=(EditRefused,),
    )


def _save(request: HttpRequest, found: Questionnaire, form: QuestionnaireForm) -> Questionnaire:
    values = form.cleaned_data
    try:
        return actions.edit_questionnaire(
            found, values["name"], form.words, version=values["version"], by=request.user
        )
    except EditConflict as conflict:
        who = conflict.record.edited_by or _("Iemand anders")
        raise EditRefused(
            _(
                "%(who)s heeft deze vragenlijst intussen ook gewijzigd. Wat u typte, staat hieronder nog. Open de lijst in een "
                "ander tabblad, vergelijk, en vul daar aan wat u mist."
            )
            % {"who": who}
        ) from conflict


@require_POST
@requires(RENEW, find_questionnaire)
def step(request: HttpRequest, found: Questionnaire) -> HttpResponse:
    """Take a draft into use."""
    return take_step(
        request,
        found,
        change=lambda name, reason: actions.take_into_use(found, name, by=request.user),
        done=found.get_absolute_url(),
        show=lambda shown: _questionnaire(request, found, shown),
        said=_("De vragenlijst is in gebruik. Elke nieuwe visitatie begint ermee."),
    )


@require_POST
@requires(RENEW, find_questionnaire)
def drop(request: HttpRequest, found: Questionnaire) -> HttpResponse:
    """Throw a draft away."""
    try:
        actions.drop_questionnaire(found, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
        return redirect(found)
    messages.success(request, _("Het concept is weg."))
    return redirect(reverse("visitations:questionnaires"))
