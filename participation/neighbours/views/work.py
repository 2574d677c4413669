"""The doors of who reads notices before they stand on the list, and keeps the directory of who helps as a profession."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.roles.queries import where_held
from participation.neighbours import actions
from participation.neighbours.forms import ServiceForm
from participation.neighbours.models import Notice, Service
from participation.neighbours.queries import MODERATORS, services_for, to_moderate
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.views import take_step

UNPROCESSABLE = 422
PAGE_SIZE = 30


@requires("neighbours.see_queue")
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits to be read, and who helps as a profession."""
    return show_queue(request)


def show_queue(request: HttpRequest, **more) -> HttpResponse:
    context = {
        "notices": list(to_moderate(request.user)[:PAGE_SIZE]),
        "services": services_for(),
    } | more
    return render(request, "neighbours/queue.html", context, status=UNPROCESSABLE if more else 200)


def find_here(request: HttpRequest, public_id: str) -> Notice:
    """Return a notice where this person works, or raise Http404."""
    here = Notice.objects.filter(where_held(request.user, *MODERATORS)).select_related("area", "person")
    return get_object_or_404(here, public_id=public_id[:12])


@require_POST
@requires("neighbours.moderate", find_here)
def moderate(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Put a notice on the list, or say why not."""
    return take_step(
        request,
        notice,
        change=lambda step, reason: actions.take_step(notice, step, by=request.user, reason=reason),
        done=reverse("neighbours:queue"),
        show=lambda context: show_queue(request, refused_notice=notice, **context),
    )


@requires("neighbours.keep_services")
def add_service(request: HttpRequest) -> HttpResponse:
    """Add who helps as a profession."""
    return _save_service(request, None)


@requires("neighbours.keep_services")
def edit_service(request: HttpRequest, pk: int) -> HttpResponse:
    """Change who to call."""
    return _save_service(request, get_object_or_404(Service, pk=pk))


def _save_service(request: HttpRequest, service: Service | None) -> HttpResponse:
    form = ServiceForm(request.POST or None, instance=service)
    if request.method == "POST" and form.is_valid():
        actions.save_service(service, form.cleaned_data, by=request.user)
        messages.success(request, _("De lijst is bijgewerkt."))
        return redirect("neighbours:queue")
    context = {"form": form, "service": service}
    return render(
        request, "neighbours/edit_service.html", context, status=UNPROCESSABLE if form.errors else 200
    )
