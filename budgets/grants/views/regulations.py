"""The doors of who makes regulations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from budgets.grants.actions import ruling
from budgets.grants.forms.regulations import RegulationForm
from budgets.grants.models import Regulation
from budgets.grants.queries import regulations
from wijkportaal.foundation.editing.views import edit_record
from wijkportaal.foundation.people.access import requires


@requires("grants.manage_regulations")
def index(request: HttpRequest) -> HttpResponse:
    """List all regulations, closed ones too."""
    return render(request, "grants/regulations.html", {"regulations": regulations()})


@requires("grants.manage_regulations")
def new(request: HttpRequest) -> HttpResponse:
    """Make a regulation, of the pot from whose page one comes."""
    form = RegulationForm(request.POST or None, initial={"account": request.GET.get("pot", "")})
    if request.method == "POST" and form.is_valid():
        made = ruling.make_regulation(
            **form.own_values(),
            conditions=form.conditions(),
            areas=form.cleaned_data["areas"],
            by=request.user,
        )
        messages.success(request, _("De regeling staat erop."))
        return redirect(made)
    context = {"form": form, "title": _("Regeling maken")}
    return render(request, "grants/new_regulation.html", context, status=422 if form.errors else 200)


def find(request: HttpRequest, slug: str) -> Regulation:
    """Return a regulation by its address, or raise Http404."""
    return get_object_or_404(regulations(), slug=slug)


@requires("grants.manage_regulations", find)
def edit(request: HttpRequest, regulation: Regulation) -> HttpResponse:
    """Change a regulation; what was sent keeps the conditions of its day."""
    return edit_record(
        request,
        regulation,
        form_class=RegulationForm,
        save=lambda form, version: ruling.change_regulation(
            regulation,
            form.own_values(),
            conditions=form.conditions(),
            areas=form.cleaned_data["areas"],
            version=version,
            by=request.user,
        ),
        template="grants/edit_regulation.html",
        done=reverse("grants:regulations"),
        saves_at_once=False,
        context={"regulation": regulation, "title": regulation.name},
    )
