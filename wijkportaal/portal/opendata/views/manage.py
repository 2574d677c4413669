"""The pages of the beheerder: the files, the licence, and the piece of an area for the gemeente's own site."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from areas.territory.models import Area
from areas.territory.queries import root_area
from wijkportaal.foundation.people.access import requires
from wijkportaal.portal.opendata.actions import change_openness, request_files
from wijkportaal.portal.opendata.forms import OpennessForm, WidgetForm
from wijkportaal.portal.opendata.queries import last_job, offers, openness

UNPROCESSABLE = 422
MANAGE = "opendata.manage"


@never_cache
@requires(MANAGE)
def overview(request: HttpRequest) -> HttpResponse:
    """Show what can be taken along and how old it is; choose the licence and the sites."""
    now = openness()
    initial = {"licence": now.licence, "hosts": "\n".join(now.hosts)}
    form = OpennessForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_openness(**form.cleaned_data, by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("opendata:overview")
    context = {"form": form, "offers": offers(), "job": last_job()}
    return render(request, "opendata/overview.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@requires(MANAGE)
def renew(request: HttpRequest) -> HttpResponse:
    """Have all files made anew."""
    request_files(by=request.user)
    messages.success(request, _("De bestanden worden opnieuw gemaakt."))
    return redirect("opendata:overview")


@never_cache
@requires(MANAGE)
def snippet(request: HttpRequest) -> HttpResponse:
    """Give the lines of HTML for a piece of an area on a website, with what it looks like."""
    form = WidgetForm(request.GET or None)
    area = form.cleaned_data["gebied"] if form.is_valid() else first_area()
    if not form.is_bound:
        form = WidgetForm(initial={"gebied": area})
    context = {"form": form, "area": area, "hosts": openness().hosts}
    if area:
        context["path"] = reverse("opendata:widget", args=[area.slug])
        context["address"] = f"{settings.PORTAL_URL}{context['path']}"
    return render(request, "opendata/snippet.html", context)


def first_area() -> Area | None:
    """Return the area with which the page begins: the first inside the gemeente."""
    inside = Area.objects.today().exclude(parent=None).order_by("name").first()
    return inside or root_area()
