"""The doors for who holds rounds: the list, making and changing one, and its steps."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from participation.consultations.actions import rounds
from participation.consultations.forms.rounds import NewRoundForm, RoundForm
from participation.consultations.models import Consultation
from participation.consultations.queries.figures import standing_of
from participation.consultations.queries.rounds import (
    for_workbench,
    questions_of,
    sets_of,
    visible_to,
)
from participation.consultations.states import CLOSED, REPORTED
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.views import take_step

PAGE_SIZE = 30
UNPROCESSABLE = 422


@requires("consultations.see_workbench")
def workbench(request: HttpRequest) -> HttpResponse:
    """List the rounds of where this person works, and the question sets."""
    context = {
        "page": Paginator(for_workbench(request.user), PAGE_SIZE).get_page(request.GET.get("page")),
        "sets": list(sets_of(request.user)[:PAGE_SIZE]),
        "may_make": request.user.has_perm("consultations.make_some"),
    }
    return render(request, "consultations/workbench.html", context)


@requires("consultations.make_some")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a round."""
    initial = {}
    if area := Area.objects.filter(slug=request.GET.get("gebied", "")[:120]).first():
        initial["area"] = area.pk
    form = NewRoundForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        made = rounds.make_round(values.pop("area"), by=request.user, **values)
        messages.success(request, _("De vragenronde is gemaakt. Kies nu de straten en wie er loopt."))
        return redirect("consultations:overview", made.public_id)
    context = {"form": form, "has_sets": form.fields["question_set"].queryset.exists()}
    return render(request, "consultations/new.html", context, status=UNPROCESSABLE if form.errors else 200)


def find(request: HttpRequest, public_id: str, **_more) -> Consultation:
    """Return a round of where this person works, or raise Http404."""
    return get_object_or_404(visible_to(request.user), public_id=public_id[:12])


def posted_number(request: HttpRequest, name: str) -> int:
    """Return the number that a form sends under a name; 0, which no record has, for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@never_cache
@requires("consultations.see_round", find)
def overview(request: HttpRequest, found: Consultation) -> HttpResponse:
    """Show a round with all that can be done with it now."""
    return show(request, found, {})


def show(request: HttpRequest, found: Consultation, more: dict) -> HttpResponse:
    """Make the page of a round in the workspace; `more` is what a refused step adds."""
    context = {
        "round": found,
        "questions": questions_of(found),
        "standing": standing_of(found),
        "steps": available(found, request.user),
        "may_work": request.user.has_perm("consultations.work_on_round", found),
        "tab": "overview",
    }
    return render(
        request, "consultations/overview.html", context | more, status=UNPROCESSABLE if more else 200
    )


@requires("consultations.work_on_round", find)
def edit(request: HttpRequest, found: Consultation) -> HttpResponse:
    """Change a round that is not over. What residents read already waits for the button."""
    done = reverse("consultations:overview", args=[found.public_id])
    if found.state in {CLOSED, REPORTED}:
        messages.error(request, _("Deze ronde is voorbij. De gegevens blijven zoals ze waren."))
        return redirect(done)
    return edit_record(
        request,
        found,
        form_class=RoundForm,
        save=lambda form, version: rounds.edit_round(
            found, form.cleaned_data, version=version, by=request.user
        ),
        template="consultations/edit.html",
        done=done,
        saves_at_once=found.is_draft,
        context={"round": found, "tab": "overview"},
        options={"person": request.user},
    )


@require_POST
@requires("consultations.see_round", find)
def step(request: HttpRequest, found: Consultation) -> HttpResponse:
    """Take a step in the life of a round."""
    return take_step(
        request,
        found,
        change=lambda name, reason: rounds.change_state(found, name, reason=reason, by=request.user),
        done=reverse("consultations:overview", args=[found.public_id]),
        show=lambda more: show(request, found, more),
    )
