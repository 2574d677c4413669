"""The doors for the meeting itself: ticking off who comes in, counting heads, and the minutes with what came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from participation.meetings.actions import guests, outcomes
from participation.meetings.forms import CodeForm, CountForm, DecisionForm, MinutesForm, PromiseForm
from participation.meetings.models import Meeting, Minutes, SignUp
from participation.meetings.queries import counters_for, guests_of, managed
from participation.meetings.states import ADOPTED, CANCELLED
from participation.meetings.views.workspace import find, number_in
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused

UNPROCESSABLE = 422


@never_cache
@requires("meetings.manage_meeting", find)
def door(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Let people in: by the code of their square, by one tap, or as heads that are counted."""
    counters = counters_for(found)
    code_form = CodeForm(initial={"code": request.GET.get("code", "")[:40]})
    count_form = CountForm(counters=counters)
    if request.method == "POST":
        wish = request.POST.get("do")
        if wish == "count":
            count_form = CountForm(request.POST, counters=counters)
            if count_form.is_valid():
                return _do(
                    request,
                    found,
                    lambda: guests.save_counts(found, count_form.numbers, by=request.user),
                    _("De telling is bewaard."),
                )
        elif wish == "code":
            code_form = CodeForm(request.POST)
            if code_form.is_valid():
                guest = found.sign_ups.filter(code=code_form.cleaned_data["code"]).first()
                if guest:
                    return _let_in(request, found, guest)
                code_form.add_error("code", _("Deze code hoort niet bij deze bijeenkomst."))
        else:
            guest = get_object_or_404(found.sign_ups, pk=number_in(request, "guest"))
            return _let_in(request, found, guest, is_here=wish != "undo")
    scanned = _scanned(found, request.GET.get("code", ""))
    people = list(guests_of(found))
    context = {
        "meeting": found,
        "here": "door",
        "guests": people,
        "inside": sum(each.persons for each in people if each.arrived_at),
        "scanned": scanned,
        "code_form": code_form,
        "count_form": count_form,
    }
    faulty = code_form.errors or count_form.errors
    return render(request, "meetings/door.html", context, status=UNPROCESSABLE if faulty else 200)


def _scanned(found: Meeting, code: str) -> SignUp | None:
    form = CodeForm({"code": code}) if code else None
    if form is None or not form.is_valid():
        return None
    return found.sign_ups.select_related("organisation").filter(code=form.cleaned_data["code"]).first()


def _let_in(request: HttpRequest, found: Meeting, guest: SignUp, *, is_here: bool = True) -> HttpResponse:
    said = (
        _("%(name)s is binnen (%(number)d).") % {"name": guest, "number": guest.persons}
        if is_here
        else _("%(name)s staat weer buiten.") % {"name": guest}
    )
    return _do(request, found, lambda: guests.arrive(guest, by=request.user, is_here=is_here), said)


def _do(request: HttpRequest, found: Meeting, act, said: str) -> HttpResponse:
    try:
        act()
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("meetings:door", found.public_id)


def find_minutes(request: HttpRequest, public_id: str) -> Minutes:
    """Return the minutes of a meeting that this person holds, or raise Http404."""
    held = Minutes.objects.select_related("meeting__area", "meeting__organiser", "edited_by")
    return get_object_or_404(held, meeting__in=managed(request.user), meeting__public_id=public_id[:12])


@requires("meetings.manage_meeting", find_minutes)
def minutes(request: HttpRequest, written: Minutes) -> HttpResponse:
    """Write the minutes. Once they are settled they can only be read."""
    found = written.meeting
    if found.state in (ADOPTED, CANCELLED):
        return redirect("meetings:outcomes", found.public_id)
    return edit_record(
        request,
        written,
        form_class=MinutesForm,
        save=lambda form, version: outcomes.save_minutes(
            written, form.cleaned_data, version=version, by=request.user
        ),
        template="meetings/minutes.html",
        done=reverse("meetings:outcomes", args=[found.public_id]),
        context={"meeting": found, "here": "minutes"},
    )


@requires("meetings.manage_meeting", find)
def show_outcomes(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Show what was decided and promised; take in another decision or promise, or take one back."""
    forms = {
        "decide": DecisionForm(prefix="besluit"),
        "promise": PromiseForm(prefix="toezegging"),
    }
    acts = {"decide": outcomes.add_decision, "promise": outcomes.add_promise}
    wish = request.POST.get("do", "")
    if request.method == "POST" and wish in acts:
        form = forms[wish] = type(forms[wish])(request.POST, prefix=forms[wish].prefix)
        if form.is_valid():
            return _keep(request, found, lambda: acts[wish](found, **form.cleaned_data, by=request.user))
    elif request.method == "POST":
        kept = found.meetingpromises if "promise" in request.POST else found.meetingdecisions
        key = number_in(request, "promise") or number_in(request, "decision")
        outcome = get_object_or_404(kept, pk=key)
        return _keep(request, found, lambda: outcomes.remove_outcome(outcome, by=request.user))
    context = {
        "meeting": found,
        "here": "outcomes",
        "is_open": found.state not in (ADOPTED, CANCELLED),
        "decisions": list(found.meetingdecisions.all()),
        "promises": list(found.meetingpromises.select_related("organisation")),
        "decision_form": forms["decide"],
        "promise_form": forms["promise"],
    }
    faulty = forms["decide"].errors or forms["promise"].errors
    return render(request, "meetings/outcomes.html", context, status=UNPROCESSABLE if faulty else 200)


def _keep(request: HttpRequest, found: Meeting, act) -> HttpResponse:
    try:
        act()
    except outcomes.OutcomeRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Opgeslagen."))
    return redirect("meetings:outcomes", found.public_id)
