"""The doors to the execution plans of a visie and their lines; open as long as the visie holds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.visions import actions
from programmes.visions.forms import LineForm, PlanForm
from programmes.visions.models import ExecutionPlan, PlanLine, Vision
from programmes.visions.queries import organisations_to_name, visible_to
from programmes.visions.views.editor import find_vision, overview_address, while_changing
from programmes.visions.views.pieces import add_piece, remove_piece
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires


def find_plan(request: HttpRequest, pk: int) -> ExecutionPlan:
    plans = ExecutionPlan.objects.select_related("vision__area", "edited_by")
    return get_object_or_404(plans.filter(vision__in=visible_to(request.user)), pk=pk)


def find_line(request: HttpRequest, pk: int) -> PlanLine:
    lines = PlanLine.objects.select_related("plan__vision__area", "edited_by")
    return get_object_or_404(lines.filter(plan__vision__in=visible_to(request.user)), pk=pk)


@requires("visions.make_vision", find_vision)
@while_changing(later=True)
def new_plan(request: HttpRequest, vision: Vision) -> HttpResponse:
    """Add an execution plan."""
    form = PlanForm(request.POST or None)

    def add(values):
        return reverse("visions:plan", args=[actions.add_plan(vision, values, by=request.user).pk])

    return add_piece(request, form, vision=vision, title=_("Uitvoeringsplan toevoegen"), add=add)


@requires("visions.make_vision", find_plan)
@while_changing(later=True)
def plan(request: HttpRequest, plan: ExecutionPlan) -> HttpResponse:
    """Edit an execution plan and see its lines."""
    return edit_record(
        request,
        plan,
        form_class=PlanForm,
        save=lambda form, version: actions.edit_plan(
            plan, form.cleaned_data, version=version, by=request.user
        ),
        template="visions/plan.html",
        done=reverse("visions:plan", args=[plan.pk]),
        saves_at_once=plan.vision.is_draft,
        context={
            "plan": plan,
            "vision": plan.vision,
            "lines": plan.lines.select_related("goal", "organisation"),
        },
    )


@require_POST
@requires("visions.make_vision", find_plan)
def remove_plan(request: HttpRequest, plan: ExecutionPlan) -> HttpResponse:
    """Take an execution plan away."""
    back = overview_address(plan.vision, "plannen")
    return remove_piece(request, plan, remove=actions.remove_plan, back=back)


@requires("visions.make_vision", find_plan)
@while_changing(later=True)
def new_line(request: HttpRequest, plan: ExecutionPlan) -> HttpResponse:
    """Add a line to an execution plan."""
    organisations = organisations_to_name(None, plan.area)
    form = LineForm(request.POST or None, vision=plan.vision, organisations=organisations)

    def add(values):
        actions.add_line(plan, values, by=request.user)
        return reverse("visions:plan", args=[plan.pk]) + "#regels"

    title = _("Regel in “%(plan)s”") % {"plan": plan}
    return add_piece(request, form, vision=plan.vision, title=title, add=add)


@requires("visions.make_vision", find_line)
@while_changing(later=True)
def line(request: HttpRequest, line: PlanLine) -> HttpResponse:
    """Edit a line of an execution plan."""
    return edit_record(
        request,
        line,
        form_class=LineForm,
        save=lambda form, version: actions.edit_line(
            line, form.cleaned_data, version=version, by=request.user
        ),
        template="visions/line.html",
        done=reverse("visions:plan", args=[line.plan_id]) + "#regels",
        saves_at_once=line.vision.is_draft,
        context={"line": line, "vision": line.vision},
        options={"vision": line.vision, "organisations": organisations_to_name(line, line.area)},
    )


@require_POST
@requires("visions.make_vision", find_line)
def remove_line(request: HttpRequest, line: PlanLine) -> HttpResponse:
    """Take a line out of an execution plan."""
    back = reverse("visions:plan", args=[line.plan_id]) + "#regels"
    return remove_piece(request, line, remove=actions.remove_line, back=back)
