"""Objecting by link or signed in; and for officials the list, one objection, and its answer."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from budgets.decisions.models import Decision
from budgets.decisions.queries import decision_of
from budgets.decisions.queries import for_list as decisions_for_list
from budgets.decisions.queries import visible_to as decisions_visible_to
from budgets.objections import actions
from budgets.objections.forms import NoteForm, ObjectForm, ObjectionAnswerForm, ReasonForm
from budgets.objections.models import Objection
from budgets.objections.queries import visible_to
from budgets.objections.states import ObjectionRefused
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public, requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 50
UNPROCESSABLE = 422


@public
@never_cache
@limited("30/h", methods=("POST",))
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let who got the notice of a decision object to it, without an account."""
    decision = decision_of(token)
    if decision is None:
        return render(request, "decisions/letter_gone.html", status=410)
    return _object(request, decision, by=None, template="objections/by_link.html", context={"token": token})


def find_decision(request: HttpRequest, number: str) -> Decision:
    """Return a decision that this person may read, or raise Http404."""
    return get_object_or_404(decisions_for_list(decisions_visible_to(request.user)), number=number)


@requires("objections.object", find_decision)
def object_to(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Let who a decision is for object to it."""
    return _object(request, decision, by=request.user, template="objections/object.html")


def _object(request: HttpRequest, decision: Decision, *, by, template: str, context=None) -> HttpResponse:
    initial = {"name": decision.name or str(by or ""), "address": decision.address, "email": decision.email}
    form = ObjectForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.object_to(decision, by=by, **form.cleaned_data)
        except ObjectionRefused as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "objections/received.html", {"objection": made})
    shown = {"form": form, "decision": decision} | (context or {})
    return render(request, template, shown, status=UNPROCESSABLE if form.errors else 200)


@requires("objections.handle", find_decision)
def note(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Note an objection that came by post or mail."""
    initial = {"name": decision.name, "email": decision.email, "received_on": timezone.localdate()}
    form = NoteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.object_to(decision, by=request.user, **form.cleaned_data)
        except ObjectionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Het bezwaar is genoteerd en bevestigd."))
            return redirect(made)
    context = {"form": form, "decision": decision}
    return render(request, "objections/note.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("objections.see_objections")
def index(request: HttpRequest) -> HttpResponse:
    """List the objections in the areas of this person, open ones first, by the date of the answer."""
    page = Paginator(visible_to(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "objections/index.html", {"page": page})


def find(request: HttpRequest, number: str) -> Objection:
    """Return an objection to a decision that this person may read, or raise Http404."""
    return get_object_or_404(visible_to(request.user), number=number)


@requires("objections.see_objection", find)
def objection(request: HttpRequest, found: Objection) -> HttpResponse:
    """Show an objection, when the answer is due, and what can be done."""
    context = {
        "objection": found,
        "steps": {step.transition.name: step for step in available(found, request.user)},
    }
    return render(request, "objections/objection.html", context)


@requires("objections.handle", find)
def put_off(request: HttpRequest, found: Objection) -> HttpResponse:
    """Put the answer off."""
    return _take(
        request,
        found,
        ReasonForm(request.POST or None),
        title=_("Zes weken uitstellen"),
        done=_("Het antwoord is uitgesteld."),
        act=lambda values: actions.put_off(found, reason=values["reason"], by=request.user),
    )


@requires("objections.handle", find)
def withdraw(request: HttpRequest, found: Objection) -> HttpResponse:
    """Note that it was withdrawn."""
    return _take(
        request,
        found,
        ReasonForm(request.POST or None),
        title=_("Bezwaar is ingetrokken"),
        done=_("Het bezwaar is gesloten."),
        act=lambda values: actions.withdraw(found, reason=values["reason"], by=request.user),
    )


@requires("objections.answer", find)
def answer(request: HttpRequest, found: Objection) -> HttpResponse:
    """Answer an objection by a decision; where money moves with the answer, at the door of who decided."""
    if found.decision.answered_at:
        return redirect(found.get_answer_url())
    return _take(
        request,
        found,
        ObjectionAnswerForm(request.POST or None),
        title=_("Beslissen op bezwaar"),
        done=_("De beslissing is vastgelegd. De brief wordt gemaakt."),
        act=lambda values: actions.answer(found, **values, by=request.user),
    )


def _take(
    request: HttpRequest, found: Objection, form: Form, *, title: str, done: str, act: Callable
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect(found)
    context = {"objection": found, "form": form, "title": title}
    return render(request, "objections/step.html", context, status=UNPROCESSABLE if form.errors else 200)
