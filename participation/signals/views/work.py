"""The doors for who works on a signal: entering one, its page, its steps, what it is merged with."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from participation.signals.actions import handling
from participation.signals.actions.intake import receive_signal
from participation.signals.actions.merging import (
    MergeRefused,
    foremost,
    merge_same,
    merge_signals,
    split_signal,
)
from participation.signals.forms.handling import CorrectForm, MessageForm, StepForm
from participation.signals.forms.intake import EntryForm
from participation.signals.models import Signal
from participation.signals.queries.following import follow_token, map_of_signals
from participation.signals.queries.inbox import asked_people, members_of, steps_of, visible_to, with_people
from participation.signals.queries.likeness import alike_to, the_same
from participation.signals.states import ADDRESS, LIFE_CYCLE, ROUTES
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused

UNPROCESSABLE = 422
# Of a flood of the same the newest are enough to look at.
MEMBERS = 30


def find_signal(request: HttpRequest, public_id: str, **_more) -> Signal:
    """Return a signal on which this person works, or raise Http404."""
    return get_object_or_404(with_people(visible_to(request.user)), public_id=public_id)


@requires("signals.triage_some")
def enter(request: HttpRequest) -> HttpResponse:
    """Write down what somebody said at the door, on the street or by telephone."""
    form = EntryForm(
        request.POST if request.method == "POST" else None, request.FILES or None, person=request.user
    )
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        values.pop("received_on")
        made = receive_signal(
            values.pop("area"), values.pop("text"), by=request.user, received_at=form.received_at, **values
        )
        messages.success(request, _("Het signaal is genoteerd."))
        return redirect("signals:overview", made.public_id)
    return render(request, "signals/enter.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@requires("signals.handle_signal", find_signal)
def overview(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Show all about a signal, what can be done with it, and what looks like it."""
    return render(request, "signals/overview.html", _overview(request, signal))


def _overview(request: HttpRequest, signal: Signal) -> dict:
    steps = [] if signal.lead_id else available(signal, request.user)
    may_triage = request.user.has_perm("signals.triage_signal", signal)
    may_merge = may_triage and signal.is_open and signal.lead_id is None
    mine = visible_to(request.user)
    return {
        "signal": signal,
        "trail": steps_of(signal),
        "routes": [step for step in steps if step.transition.name in ROUTES],
        "steps": [step for step in steps if step.transition.name not in ROUTES],
        "may_triage": may_triage,
        "may_merge": may_merge,
        "sender": getattr(signal, "sender", None) if may_triage else None,
        "follow_token": follow_token(signal) if may_triage else "",
        "alike": alike_to(signal, mine) if may_triage and signal.lead_id is None else [],
        "same": the_same(signal, mine)[:1001].count() if may_merge else 0,
        "members": members_of(signal)[:MEMBERS] if signal.reports > 1 else [],
        "message_form": MessageForm(),
    }


@requires("signals.handle_signal", find_signal)
def point(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Give the map of a signal its point."""
    found = map_of_signals(signal.area, Signal.objects.filter(pk=signal.pk))
    return JsonResponse(found, content_type="application/geo+json")


@requires("signals.handle_signal", find_signal)
def take(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Let the one who asks be the one who has it."""
    if request.method == "POST":
        handling.take_up([signal], by=request.user)
        messages.success(request, _("U pakt dit signaal op."))
    return redirect("signals:overview", signal.public_id)


def find_step(request: HttpRequest, public_id: str, step: str) -> Signal:
    """Return the signal with the step that was asked for as `asked_step`, or raise Http404."""
    signal = find_signal(request, public_id)
    signal.asked_step = LIFE_CYCLE.by_name.get(step)
    if signal.asked_step is None or signal.lead_id:
        raise Http404
    return signal


@requires("signals.handle_signal", find_step)
def step(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Take one step, with what the sender reads of it."""
    asked = signal.asked_step
    if not request.user.has_perm(asked.permission, signal):
        raise Http404
    silent = asked.name in handling.SILENT
    form = StepForm(request.POST if request.method == "POST" else None, signal=signal, step=asked)
    if silent:
        form.fields.clear()
    if request.method == "POST" and form.is_valid():
        try:
            moved = _take(signal, asked.name, form.cleaned_data, by=request.user)
        except TransitionRefused as refused:
            form.add_error(None, str(refused))
        else:
            said = _("De stand is nu “%(state)s”.") % {"state": moved.get_state_display()}
            messages.success(request, said)
            if asked.name == ADDRESS and not asked_people(moved):
                _warn_nobody(request, moved)
            if visible_to(request.user).filter(pk=signal.pk).exists():
                return redirect("signals:overview", signal.public_id)
            return redirect("signals:inbox")
    context = {"form": form, "signal": signal, "step": asked, "silent": silent}
    return render(request, "signals/step.html", context, status=UNPROCESSABLE if form.errors else 200)


def _warn_nobody(request: HttpRequest, signal: Signal) -> None:
    said = _(
        "Bij %(organisation)s logt niemand in, dus niemand daar kreeg een e-mail. Geef het zelf door, tenzij het naar "
        "een meldsysteem gaat."
    )
    messages.warning(request, said % {"organisation": signal.organisation})


def _take(signal: Signal, step: str, values: dict, *, by) -> Signal:
    values = dict(values)
    publish, text = values.pop("publish", False), values.pop("public_text", "")
    moved = handling.move_signal(signal, step, by=by, **values)
    if publish:
        handling.publish_signal(signal, by=by, text=text, photo_public=signal.photo_public)
    return moved


@requires("signals.handle_signal", find_signal)
def message(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Write to the sender how it stands, or to colleagues alone."""
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if values["to"] == "sender":
            handling.say(signal.head, values["words"], by=request.user, due_on=values["due_on"])
            messages.success(request, _("De inzender leest uw bericht."))
        else:
            handling.note(signal, values["words"], by=request.user)
            messages.success(request, _("De notitie is bewaard."))
        return redirect("signals:overview", signal.public_id)
    context = _overview(request, signal) | {"message_form": form}
    return render(request, "signals/overview.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("signals.triage_signal", find_signal)
def correct(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Correct where it is and what it is about, and what stands on the site."""
    was_public = signal.is_public
    form = CorrectForm(request.POST or None, instance=signal)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        names = ("area", "theme", "title", "kind")
        handling.correct_signal(signal, by=request.user, **{name: values[name] for name in names})
        if values.get("publish"):
            handling.publish_signal(
                signal,
                by=request.user,
                text=values["public_text"],
                photo_public=values.get("photo_public", False),
            )
        elif was_public:
            handling.withdraw_signal(signal, by=request.user)
        messages.success(request, _("Het signaal is bijgewerkt."))
        if visible_to(request.user).filter(pk=signal.pk).exists():
            return redirect("signals:overview", signal.public_id)
        return redirect("signals:inbox")
    context = {"form": form, "signal": signal}
    return render(request, "signals/correct.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("signals.triage_signal", find_signal)
@require_POST
def merge(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Let a signal go on as one with another."""
    lead = signal
    try:
        if "same" in request.POST:
            number = merge_same(signal, visible_to(request.user), by=request.user)
        else:
            reference = request.POST.get("with", "").strip().lower()[:12]
            other = visible_to(request.user).filter(public_id=reference).select_related("lead").first()
            if other is None or not request.user.has_perm("signals.triage_signal", other):
                raise MergeRefused(_("Er is geen signaal met dit kenmerk waar u aan werkt."))
            both = [signal.head, other.head]
            lead = foremost(both)
            number = merge_signals(both, lead, by=request.user)
    except MergeRefused as refused:
        messages.error(request, str(refused))
    else:
        said = ngettext("%(n)d signaal is samengevoegd.", "%(n)d signalen zijn samengevoegd.", number)
        messages.success(request, said % {"n": number})
    return redirect("signals:overview", lead.public_id)


@requires("signals.triage_signal", find_signal)
@require_POST
def split(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Undo a merge."""
    lead = signal.head.public_id
    try:
        split_signal(signal, by=request.user)
    except MergeRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Het signaal staat weer apart."))
    return redirect(reverse("signals:overview", args=[lead]) + "#samen")
