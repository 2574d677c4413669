"""The doors of the beheerder: mandates and special approaches."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.approaches import actions
from programmes.approaches.forms import ApproachForm, MandateForm
from programmes.approaches.models import Approach, Mandate
from programmes.approaches.queries import all_mandates, approaches_visible_to
from programmes.approaches.states import APPROACH_LIFE_CYCLE
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.queries import available
from wijkportaal.foundation.transitions.states import TransitionRefused

UNPROCESSABLE = 422
MANDATES, APPROACHES = "approaches.manage_mandates", "approaches.edit_approach"


@requires(MANDATES)
def mandates(request: HttpRequest) -> HttpResponse:
    """List all mandates."""
    return render(request, "approaches/mandates.html", {"mandates": all_mandates()})


@requires(MANDATES)
def new_mandate(request: HttpRequest) -> HttpResponse:
    """Write a mandate down."""
    return _save_mandate(request, Mandate())


@requires(MANDATES)
def edit_mandate(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a mandate, or let it end."""
    return _save_mandate(request, get_object_or_404(Mandate, pk=pk))


def _save_mandate(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    form = MandateForm(request.POST or None, instance=mandate)
    if request.method == "POST" and form.is_valid():
        actions.save_mandate(mandate, form.cleaned_data, by=request.user)
        messages.success(request, _("Het mandaat is opgeslagen."))
        return redirect("approaches:mandates")
    context = {"form": form, "mandate": mandate}
    return render(request, "approaches/mandate.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(APPROACHES)
def approaches(request: HttpRequest) -> HttpResponse:
    """List all special approaches."""
    return render(request, "approaches/manage.html", {"approaches": approaches_visible_to(request.user)})


@requires(APPROACHES)
def new_approach(request: HttpRequest) -> HttpResponse:
    """Write a special approach down."""
    return _save_approach(request, Approach())


def find_approach(request: HttpRequest, pk: int) -> Approach:
    """Return a special approach."""
    return get_object_or_404(Approach, pk=pk)


@requires(APPROACHES)
def edit_approach(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a special approach, its areas and its projects."""
    return _save_approach(request, find_approach(request, pk))


def _save_approach(request: HttpRequest, approach: Approach, *, refusal: str = "") -> HttpResponse:
    is_save = request.method == "POST" and not refusal
    form = ApproachForm(request.POST if is_save else None, instance=approach)
    if is_save and form.is_valid():
        saved = actions.save_approach(approach, form.cleaned_data, by=request.user)
        messages.success(request, _("De aanpak is opgeslagen."))
        return redirect("approaches:edit_approach", saved.pk)
    context = {
        "form": form,
        "approach": approach,
        "steps": available(approach, request.user) if approach.pk else [],
        "refusal": refusal,
    }
    status = UNPROCESSABLE if form.errors or refusal else 200
    return render(request, "approaches/edit_approach.html", context, status=status)


@requires(APPROACHES)
@require_POST
def change_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin, finish or take up a special approach again."""
    approach, step = find_approach(request, pk), request.POST.get("step", "")
    if step not in APPROACH_LIFE_CYCLE.by_name:
        raise Http404
    try:
        actions.change_approach(approach, step, by=request.user, reason=request.POST.get("reason", "")[:2000])
    except TransitionRefused as refused:
        return _save_approach(request, approach, refusal=str(refused))
    return redirect("approaches:edit_approach", approach.pk)
