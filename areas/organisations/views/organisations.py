from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas.organisations import actions, queries
from areas.organisations.forms import OrganisationFilter, OrganisationForm
from areas.organisations.models import Organisation
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.people.access import requires

PAGE_SIZE = 30
UNPROCESSABLE = 422


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the organisations that work in the gemeente."""
    listed = queries.with_areas(Organisation.objects.filter(is_active=True).select_related("logo"))
    chosen = OrganisationFilter(request.GET, queryset=listed)
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "organisations/index.html", {"filter": chosen, "page": page})


@public_page
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organisation as far as it is public: what it does, who works there, where."""
    visible = queries.organisations_visible_to(request.user).select_related("logo")
    found = get_object_or_404(visible, slug=slug)
    context = {
        "organisation": found,
        "details": queries.public_details(found),
        "contacts": queries.public_contacts(found),
        "areas": queries.served_areas(found),
        "facilities": queries.facilities_kept_by(found),
        "may_change": request.user.has_perm("organisations.change_organisation", found),
    }
    return render(request, "organisations/organisation.html", context)


# --- Workspace -----------------------------------------------------------------------------------------


def find_own(request: HttpRequest, slug: str) -> Organisation:
    """Return an organisation for who may change it; for others who see it the permission answers 403."""
    return get_object_or_404(queries.organisations_visible_to(request.user), slug=slug)


@requires("organisations.edit_some")
def manage(request: HttpRequest) -> HttpResponse:
    """List the organisations whose page someone may change."""
    chosen = OrganisationFilter(request.GET, queryset=queries.organisations_edited_by(request.user))
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "organisations/manage.html", {"filter": chosen, "page": page})


@requires("organisations.add_organisation")
def add(request: HttpRequest) -> HttpResponse:
    """Make an organisation."""
    form = OrganisationForm(request.POST or None, request.FILES or None, person=request.user, may_place=True)
    if request.method == "POST" and form.is_valid():
        details = form.details()
        made = actions.add_organisation(
            details.pop("kind"),
            details.pop("name"),
            by=request.user,
            areas=form.chosen_areas(),
            logo=form.cleaned_data["logo"],
            **details,
        )
        messages.success(request, _("De organisatie is toegevoegd. Voeg nu de mensen toe."))
        return redirect("organisations:people", slug=made.slug)
    context = {"form": form}
    return render(request, "organisations/edit.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires("organisations.change_organisation", find_own)
def edit(request: HttpRequest, found: Organisation) -> HttpResponse:
    """Change what is known of an organisation."""
    form = OrganisationForm(
        request.POST or None,
        request.FILES or None,
        instance=found,
        person=request.user,
        may_place=request.user.has_perm("organisations.place_organisation", found),
    )
    name = found.name
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(
            found,
            by=request.user,
            areas=form.chosen_areas(),
            logo=form.cleaned_data["logo"],
            **form.details(),
        )
        messages.success(request, _("De organisatie is bewaard."))
        return redirect("organisations:edit", slug=found.slug)
    context = {"form": form, "organisation": found, "name": name}
    return render(request, "organisations/edit.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@requires("organisations.place_organisation", find_own)
def close(request: HttpRequest, found: Organisation) -> HttpResponse:
    """Say that an organisation no longer exists, or that it does after all."""
    if found.is_active:
        actions.close_organisation(found, by=request.user, reason=request.POST.get("reason", "")[:200])
        messages.success(request, _("De organisatie staat niet meer op de site."))
        return redirect("organisations:manage")
    actions.reopen_organisation(found, by=request.user)
    messages.success(request, _("De organisatie staat weer op de site."))
    return redirect("organisations:edit", slug=found.slug)
