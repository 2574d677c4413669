"""The gemeente's template of parts, for the beheerder."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.yearly import actions
from programmes.yearly.forms import TemplatePartForm
from programmes.yearly.models import TemplatePart
from programmes.yearly.queries import template_parts
from wijkportaal.foundation.people.access import requires


@requires("yearly.manage_template")
def index(request: HttpRequest) -> HttpResponse:
    """Show the template; the first time it is the one with which every gemeente starts."""
    if request.method == "POST":
        actions.ensure_template(by=request.user)
        return redirect("contributions:template")
    return render(request, "contributions/template.html", {"parts": template_parts()})


@requires("yearly.manage_template")
def new(request: HttpRequest) -> HttpResponse:
    """Add a part to the template."""
    return _save(request, None)


@requires("yearly.manage_template")
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a part of the template."""
    return _save(request, get_object_or_404(TemplatePart, pk=pk))


def _save(request: HttpRequest, part: TemplatePart | None) -> HttpResponse:
    form = TemplatePartForm(request.POST or None, instance=part)
    if request.method == "POST" and form.is_valid():
        actions.save_template_part(form.cleaned_data, part=part, by=request.user)
        messages.success(request, _("Het sjabloon is opgeslagen. Nieuwe programma's beginnen hiermee."))
        return redirect("contributions:template")
    context = {"form": form, "part": part}
    return render(request, "contributions/template_part.html", context, status=422 if form.errors else 200)


@require_POST
@requires("yearly.manage_template")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a part of the template up or down, or take it out."""
    part = get_object_or_404(TemplatePart, pk=pk)
    match request.POST.get("do"):
        case "up":
            actions.move_template_part(part, places=-1, by=request.user)
        case "down":
            actions.move_template_part(part, places=1, by=request.user)
        case "remove":
            actions.remove_template_part(part, by=request.user)
            messages.success(request, _("“%(part)s” is uit het sjabloon.") % {"part": part})
    return redirect("contributions:template")
