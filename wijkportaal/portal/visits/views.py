from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from areas.territory.models import Area
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.people.access import requires
from wijkportaal.portal.visits.documents import print_sheet
from wijkportaal.portal.visits.forms import DayForm, VisitForm
from wijkportaal.portal.visits.queries import visit_sheet


@requires("visits.choose_area")
def index(request: HttpRequest) -> HttpResponse:
    """Ask where somebody goes and when, and bring them to the sheet."""
    form = VisitForm(request.GET if "gebied" in request.GET else None, person=request.user)
    if form.is_bound and form.is_valid():
        sheet = reverse("visits:sheet", args=[form.cleaned_data["gebied"].slug])
        return redirect(f"{sheet}?dag={form.day:%Y-%m-%d}")
    return render(request, "visits/index.html", {"form": form, "areas": form.fields["gebied"].queryset})


def find_area(request: HttpRequest, slug: str) -> Area:
    """Return the area with that address, or raise Http404."""
    return get_object_or_404(Area.objects.select_related("parent"), slug=slug)


@requires("visits.see_sheet", find_area)
def sheet(request: HttpRequest, area: Area) -> HttpResponse:
    """Show all that somebody should know of an area before going there."""
    form = DayForm(request.GET)
    return render(request, "visits/sheet.html", {"sheet": visit_sheet(area, form.day), "form": form})


@requires("visits.see_sheet", find_area)
def paper(request: HttpRequest, area: Area) -> HttpResponse:
    """Give the sheet as one A4."""
    day = DayForm(request.GET).day
    printed = print_sheet(visit_sheet(area, day), gemeente())
    response = HttpResponse(printed.content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bezoek-{area.slug}-{day:%Y-%m-%d}.pdf"'
    return response
