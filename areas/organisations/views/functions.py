from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.organisations import actions, queries
from areas.organisations.forms import EndFunctionForm, FunctionForm
from areas.organisations.models import Function, Organisation
from areas.organisations.views.organisations import UNPROCESSABLE, find_own
from wijkportaal.foundation.people.access import requires


def find_function(request: HttpRequest, pk: int) -> Function:
    visible = queries.organisations_visible_to(request.user)
    return get_object_or_404(
        Function.objects.select_related("organisation", "person", "photo"), pk=pk, organisation__in=visible
    )


@requires("organisations.change_organisation", find_own)
def people(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Show everyone in an organisation, past and present, with what is public of each."""
    context = {"organisation": organisation, **queries.functions_by_time(organisation)}
    return render(request, "organisations/people.html", context)


@requires("organisations.change_organisation", find_own)
def add(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Give someone a function in an organisation."""
    form = FunctionForm(
        request.POST or None,
        request.FILES or None,
        organisation=organisation,
        may_link=request.user.has_perm("organisations.place_organisation", organisation),
    )
    if request.method == "POST" and form.is_valid():
        details = form.details()
        actions.add_function(
            organisation,
            details.pop("kind"),
            details.pop("name"),
            by=request.user,
            areas=form.cleaned_data["areas"],
            photo=form.cleaned_data["photo"],
            **details,
        )
        messages.success(request, _("De persoon is toegevoegd."))
        return redirect("organisations:people", slug=organisation.slug)
    context = {"form": form, "organisation": organisation}
    return render(
        request, "organisations/edit_function.html", context, status=UNPROCESSABLE if form.errors else 200
    )


@requires("organisations.change_organisation", find_function)
def edit(request: HttpRequest, function: Function) -> HttpResponse:
    """Change what is known of someone in an organisation."""
    organisation = function.organisation
    name = function.name
    form = FunctionForm(
        request.POST or None,
        request.FILES or None,
        instance=function,
        organisation=organisation,
        may_link=request.user.has_perm("organisations.place_organisation", organisation),
    )
    if request.method == "POST" and form.is_valid():
        actions.change_function(
            function,
            by=request.user,
            areas=form.cleaned_data["areas"],
            photo=form.cleaned_data["photo"],
            **form.details(),
        )
        messages.success(request, _("De gegevens zijn bewaard."))
        return redirect("organisations:people", slug=organisation.slug)
    context = {"form": form, "organisation": organisation, "function": function, "name": name}
    return render(
        request, "organisations/edit_function.html", context, status=UNPROCESSABLE if form.errors else 200
    )


@requires("organisations.change_organisation", find_function)
def end(request: HttpRequest, function: Function) -> HttpResponse:
    """End someone's function on a day."""
    form = EndFunctionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_function(function, by=request.user, on=form.cleaned_data["on"])
        except actions.OrganisationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De functie is beëindigd."))
            return redirect("organisations:people", slug=function.organisation.slug)
    context = {"form": form, "function": function, "organisation": function.organisation}
    return render(
        request, "organisations/end_function.html", context, status=UNPROCESSABLE if form.errors else 200
    )


@require_POST
@requires("organisations.change_organisation", find_function)
def move(request: HttpRequest, function: Function) -> HttpResponse:
    """Move someone one place up or down on the page."""
    actions.move_function(function, by=request.user, up=request.POST.get("direction") == "up")
    return redirect("organisations:people", slug=function.organisation.slug)
