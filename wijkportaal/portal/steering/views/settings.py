"""The doors to targets, groups of areas, and what somebody wants to see and get."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkportaal.foundation.people.access import requires
from wijkportaal.portal.steering import actions
from wijkportaal.portal.steering.forms import GroupForm, PreferenceForm, TargetForm
from wijkportaal.portal.steering.models import AreaGroup, Target
from wijkportaal.portal.steering.queries.reading import all_targets, areas_to_steer, groups, preference_of
from wijkportaal.portal.steering.wording import value_in_words

UNPROCESSABLE = 422


def show(request: HttpRequest, **forms) -> HttpResponse:
    """Show the settings, with a form that was wrong and what was typed in it."""
    areas = areas_to_steer(request.user)
    preference = preference_of(request.user)
    may_set = request.user.has_perm("steering.set_targets")
    parts = areas.exclude(parent=None)
    context = {
        "may_set": may_set,
        "preference_form": forms.get("preference_form")
        or PreferenceForm(initial={"columns": preference.columns, "weekly_mail": preference.weekly_mail}),
        "target_form": forms.get("target_form") or TargetForm(areas=areas),
        "group_form": forms.get("group_form") or GroupForm(areas=parts),
        "targets": [(each, value_in_words(each.meaning, each.value)) for each in all_targets()],
        "groups": groups(),
    }
    return render(request, "steering/settings.html", context, status=UNPROCESSABLE if forms else 200)


@requires("steering.see_figures")
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Show the targets, the groups, and what this person wants to see."""
    return show(request)


@requires("steering.see_figures")
@require_POST
def keep_preference(request: HttpRequest) -> HttpResponse:
    """Keep the columns of this person, and whether they want the weekly mail."""
    form = PreferenceForm(request.POST)
    if not form.is_valid():
        return show(request, preference_form=form)
    actions.save_preference(request.user, **form.cleaned_data)
    messages.success(request, _("Uw keuzes zijn bewaard."))
    return redirect("steering:settings")


@requires("steering.set_targets")
@require_POST
def add_target(request: HttpRequest) -> HttpResponse:
    """Set a target."""
    form = TargetForm(request.POST, areas=areas_to_steer(request.user))
    if not form.is_valid():
        return show(request, target_form=form)
    actions.set_target(by=request.user, **form.cleaned_data)
    messages.success(request, _("De streefwaarde is gezet."))
    return redirect("steering:settings")


@requires("steering.set_targets")
@require_POST
def remove_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a target away."""
    actions.remove_target(get_object_or_404(Target, pk=pk), by=request.user)
    messages.success(request, _("De streefwaarde is weg."))
    return redirect("steering:settings")


@requires("steering.set_targets")
@require_POST
def save_group(request: HttpRequest) -> HttpResponse:
    """Make or change a group of areas."""
    form = GroupForm(request.POST, areas=areas_to_steer(request.user).exclude(parent=None))
    if not form.is_valid():
        return show(request, group_form=form)
    actions.save_group(form.cleaned_data["name"], form.cleaned_data["areas"], by=request.user)
    messages.success(request, _("De groep is bewaard."))
    return redirect("steering:settings")


@requires("steering.set_targets")
@require_POST
def remove_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a group away."""
    actions.remove_group(get_object_or_404(AreaGroup, pk=pk), by=request.user)
    messages.success(request, _("De groep is weg; de gebieden blijven."))
    return redirect("steering:settings")
