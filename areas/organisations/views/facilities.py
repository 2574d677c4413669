from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas.organisations import actions, queries
from areas.organisations.forms import FacilityFilter, FacilityForm
from areas.organisations.models import Facility
from areas.organisations.views.organisations import PAGE_SIZE, UNPROCESSABLE
from areas.territory.models import Area
from areas.territory.queries import map_of_area
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.people.access import requires


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the places where people meet, learn, play and get help."""
    listed = Facility.objects.filter(is_active=True).select_related("area", "manager")
    chosen = FacilityFilter(request.GET, queryset=listed)
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "organisations/facilities.html", {"filter": chosen, "page": page})


@public_page
@require_safe
def facility(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one place: where it is, when it is open, who keeps it."""
    found = get_object_or_404(queries.facilities_visible_to(request.user), pk=pk)
    context = {
        "facility": found,
        "may_change": request.user.has_perm("organisations.change_facility", found),
    }
    return render(request, "organisations/facility.html", context)


@public_page
@require_safe
def geojson(request: HttpRequest, slug: str) -> JsonResponse:
    """Give the places of an area (or with `?plek=` one of them) as points, within the borders: a map without tiles
    would show no more than dots."""
    area = get_object_or_404(Area.objects.select_related("current__border"), slug=slug)
    found = queries.facilities_for(area)
    if asked := request.GET.get("plek"):
        found = [facility for facility in found if str(facility.pk) == asked]
    drawn = map_of_area(area)
    drawn["features"] += queries.facilities_geojson(found)["features"]
    return JsonResponse(drawn, content_type="application/geo+json")


# --- Workspace -----------------------------------------------------------------------------------------


def find_facility(request: HttpRequest, pk: int) -> Facility:
    return get_object_or_404(queries.facilities_visible_to(request.user), pk=pk)


@requires("organisations.edit_some")
def manage(request: HttpRequest) -> HttpResponse:
    """List the places whose details someone may change."""
    chosen = FacilityFilter(request.GET, queryset=queries.facilities_edited_by(request.user))
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "organisations/manage_facilities.html", {"filter": chosen, "page": page})


@requires("organisations.add_facility")
def add(request: HttpRequest) -> HttpResponse:
    """Put a place on the map."""
    form = FacilityForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        details = form.details()
        made = actions.add_facility(
            details.pop("kind"), details.pop("name"), details.pop("area"), by=request.user, **details
        )
        messages.success(request, _("De voorziening is toegevoegd."))
        return redirect("organisations:facility", pk=made.pk)
    context = {"form": form}
    return render(
        request, "organisations/edit_facility.html", context, status=UNPROCESSABLE if form.errors else 200
    )


@requires("organisations.change_facility", find_facility)
def edit(request: HttpRequest, found: Facility) -> HttpResponse:
    """Change what is known of a place."""
    form = FacilityForm(request.POST or None, instance=found, person=request.user)
    name = found.name
    if request.method == "POST" and form.is_valid():
        actions.change_facility(found, by=request.user, **form.details())
        messages.success(request, _("De voorziening is bewaard."))
        return redirect("organisations:facility", pk=found.pk)
    context = {"form": form, "facility": found, "name": name}
    return render(
        request, "organisations/edit_facility.html", context, status=UNPROCESSABLE if form.errors else 200
    )


@require_POST
@requires("organisations.change_facility", find_facility)
def close(request: HttpRequest, found: Facility) -> HttpResponse:
    """Say that a place no longer exists, or that it does after all."""
    if found.is_active:
        actions.close_facility(found, by=request.user, reason=request.POST.get("reason", "")[:200])
        messages.success(request, _("De voorziening staat niet meer op de site."))
    else:
        actions.reopen_facility(found, by=request.user)
        messages.success(request, _("De voorziening staat weer op de site."))
    return redirect("organisations:manage_facilities")
