"""The simulator: what a change, or another version, would give each area. It writes nothing but a proposal."""

from dataclasses import replace
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from budgets.staffels import actions
from budgets.staffels.calculations.scheme import Scheme, calculate
from budgets.staffels.calculations.simulation import compare, curve, edges_of, probe
from budgets.staffels.drawing import amount_chart
from budgets.staffels.forms import SimulationForm
from budgets.staffels.forms.simulation import MOST_PERCENT
from budgets.staffels.models import StaffelVersion
from budgets.staffels.queries import all_versions, subjects_for
from budgets.staffels.views.finding import UNPROCESSABLE, find_version
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused


@requires("staffels.simulate", find_version)
def simulate(request: HttpRequest, version: StaffelVersion) -> HttpResponse:
    """Compare a version with a change of it or with another; on request lay the change before who decides."""
    base = version.scheme
    others = all_versions().exclude(pk=version.pk).order_by("staffel__name", "-number")
    form = SimulationForm(_data(request, version), scheme=base, others=others)
    context = {"version": version, "form": form, "most": MOST_PERCENT, "faults": base.faults()}
    if context["faults"] or not form.is_valid():
        return render(
            request, "staffels/simulation.html", context, status=UNPROCESSABLE if form.errors else 200
        )
    year, other = form.cleaned_data["jaar"], form.cleaned_data["met"]
    subjects = subjects_for(base, year)

    def total_of(scheme: Scheme) -> Decimal:
        return calculate(scheme, subjects, year=year).total

    changed = other.scheme if other else form.changed(total_of=total_of)
    faults = changed.faults()
    if request.method == "POST" and not faults and not other:
        return _propose(request, version, replace(changed, first_year=year, last_year=None), form.words())
    before = calculate(base, subjects, year=year)
    after = (
        before
        if faults
        else calculate(changed, subjects_for(changed, year) if other else subjects, year=year)
    )
    asked = probe(changed, after, subjects)
    context |= {
        "changed_faults": faults,
        "comparison": compare(before, after),
        "words": str(other) if other else form.words(),
        "other": other,
        "edges": [] if faults else edges_of(asked),
        "remarks": changed.remarks(),
        "chart": None if faults else amount_chart(curve(probe(base, before, subjects)), curve(asked), after),
    }
    return render(request, "staffels/simulation.html", context, status=UNPROCESSABLE if faults else 200)


def _data(request: HttpRequest, version: StaffelVersion):
    """What was asked; the first time nothing is changed."""
    data = (request.POST if request.method == "POST" else request.GET).copy()
    data.setdefault("jaar", str(version.first_year))
    data.setdefault("eenheid", "procent")
    return data


def _propose(request: HttpRequest, version: StaffelVersion, scheme: Scheme, words: str) -> HttpResponse:
    try:
        made = actions.propose_changed(
            version.staffel, scheme, by=request.user, change=words or _("Voorstel uit de simulatie")
        )
    except TransitionRefused as refused:
        messages.error(request, str(refused))
        return redirect(request.get_full_path())
    messages.success(
        request, _("Het voorstel is opgeslagen. Er verandert niets voordat een ander het vaststelt.")
    )
    return redirect(made)
