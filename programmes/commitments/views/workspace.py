"""The doors for who works on commitments. Keeping one costs one click; all else one short form."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.territory.models import Area
from programmes.commitments import actions
from programmes.commitments.calculations import definition
from programmes.commitments.forms import (
    CommitmentFilter,
    CommitmentForm,
    KeepForm,
    MoveForm,
    NewCommitmentForm,
    ReasonForm,
)
from programmes.commitments.models import Commitment, SaidIn
from programmes.commitments.queries import (
    Source,
    in_my_areas,
    inside,
    source_of,
    tally_of,
    trail_of,
    with_people,
)
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.foundation.transitions.views import settle

PAGE_SIZE = 30
UNPROCESSABLE = 422


@requires("commitments.see_workbench")
def workbench(request: HttpRequest) -> HttpResponse:
    """List the commitments of where this person works; what they watch over and is due first, on top."""
    narrowed = CommitmentFilter(request.GET, in_my_areas(request.user), request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "filter": narrowed,
        "tally": tally_of(narrowed.qs),
        "definition": definition(),
        "may_add": request.user.has_perm("commitments.add_some"),
    }
    return render(request, "commitments/workbench.html", context)


def find_commitment(request: HttpRequest, public_id: str) -> Commitment:
    """Return a commitment of where this person works, or raise Http404."""
    return get_object_or_404(
        with_people(Commitment.objects.filter(inside(request.user))), public_id=public_id
    )


@requires("commitments.settle_commitment", find_commitment)
def overview(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Show all about a commitment, who it was made to included, and what can be done with it."""
    context = {"trail": trail_of(commitment), "steps": available(commitment, request.user)}
    return render(request, "commitments/overview.html", context | {"commitment": commitment})


@requires("commitments.add_some")
def new(request: HttpRequest) -> HttpResponse:
    """Write a promise down; from an entry of a programme or a project most is filled in already."""
    source = source_of(
        request.user,
        entry=request.GET.get("opname"),
        project=request.GET.get("project"),
        promise=request.GET.get("toezegging"),
    )
    initial = {"made_on": timezone.localdate(), "responsible": request.user.pk, "said_in": SaidIn.MEETING}
    if area := Area.objects.filter(slug=request.GET.get("gebied", "")[:120]).first():
        initial["area"] = area.pk
    if source:
        initial |= source.initial
    form = NewCommitmentForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = _make(form, source, request)
        messages.success(request, _("De afspraak is genoteerd."))
        return redirect("commitments:overview", made.public_id)
    context = {"form": form, "source": source}
    return render(request, "commitments/new.html", context, status=UNPROCESSABLE if form.errors else 200)


def _make(form: NewCommitmentForm, source: Source | None, request: HttpRequest) -> Commitment:
    values = dict(form.cleaned_data)
    area = values.pop("area")
    if source and source.area_id == area.pk:
        values |= source.links
    return actions.make_commitment(area, by=request.user, **values)


@requires("commitments.edit_commitment", find_commitment)
def edit(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Correct the text of a commitment, and who it concerns."""
    return edit_record(
        request,
        commitment,
        form_class=CommitmentForm,
        save=lambda form, version: actions.edit_commitment(
            commitment, form.cleaned_data, version=version, by=request.user
        ),
        template="commitments/edit.html",
        done=reverse("commitments:overview", args=[commitment.public_id]),
        saves_at_once=False,
        context={"commitment": commitment},
        options={"person": request.user},
    )


@requires("commitments.settle_commitment", find_commitment)
def keep(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Say that a promise was kept: at once by the button of a list, or with a day and a word."""
    if "at_once" in request.POST:
        return _keep_at_once(request, commitment)
    form = KeepForm(request.POST or None, initial={"on": timezone.localdate()})
    return _settle(
        request,
        commitment,
        form,
        title=_("Nagekomen"),
        done=_("De afspraak is nagekomen."),
        act=lambda values: actions.keep_commitment(
            commitment, by=request.user, on=values["on"], note=values["note"]
        ),
    )


def _keep_at_once(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    try:
        actions.keep_commitment(commitment, by=request.user)
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(what)s” is nagekomen.") % {"what": commitment})
    if request.htmx:
        return render(request, "commitments/_settled_row.html", {"commitment": commitment})
    return redirect("commitments:workbench")


@requires("commitments.settle_commitment", find_commitment)
def move(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Give a promise another date, with the reason."""
    return _settle(
        request,
        commitment,
        MoveForm(request.POST or None),
        title=_("Nieuwe datum"),
        done=_("De afspraak heeft een nieuwe datum."),
        act=lambda values: actions.move_commitment(
            commitment, values["due_on"], by=request.user, reason=values["reason"]
        ),
    )


@requires("commitments.settle_commitment", find_commitment)
def give_up(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Say that a promise will not be kept, with the reason."""
    return _settle(
        request,
        commitment,
        ReasonForm(request.POST or None),
        title=_("Niet nagekomen"),
        done=_("De afspraak is gesloten als niet nagekomen."),
        act=lambda values: actions.break_commitment(commitment, by=request.user, reason=values["reason"]),
    )


@requires("commitments.reopen_commitment", find_commitment)
def reopen(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Open a closed commitment again, with the reason."""
    return _settle(
        request,
        commitment,
        ReasonForm(request.POST or None),
        title=_("Weer openen"),
        done=_("De afspraak staat weer open."),
        act=lambda values: actions.reopen_commitment(commitment, by=request.user, reason=values["reason"]),
    )


def _settle(request: HttpRequest, commitment: Commitment, form, *, title, done, act) -> HttpResponse:
    """Show one short form and take the step; who it was made to hears of it."""
    return settle(
        request,
        form,
        act=act,
        said=done,
        template="commitments/settle.html",
        context={"commitment": commitment, "title": title},
        done=reverse("commitments:overview", args=[commitment.public_id]),
    )
