"""The public doors: handing a signal in, and reading those on the site."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from areas.territory.models import Area
from areas.territory.queries import root_area
from participation.signals.actions.intake import receive_signal
from participation.signals.forms.handling import PublicFilter
from participation.signals.forms.intake import PublicSignalForm
from participation.signals.models import Channel, Signal
from participation.signals.queries.following import (
    follow_token,
    map_of_signals,
    public_here,
    public_sender,
    public_steps,
)
from participation.signals.queries.inbox import visible_to
from wijkportaal.foundation.operations.caching import public_page
from wijkportaal.foundation.operations.limits import limited
from wijkportaal.foundation.people.access import public

PAGE_SIZE = 20
UNPROCESSABLE = 422


@public
@limited("20/h")
def new(request: HttpRequest) -> HttpResponse:
    """Take a signal in, without an account, and show its page by the secret link."""
    area = Area.objects.today().filter(slug=request.GET.get("gebied", "")[:120]).first()
    form = PublicSignalForm(
        request.POST if request.method == "POST" else None, request.FILES or None, initial={"area": area}
    )
    if request.method == "POST" and form.is_valid():
        values = form.told()
        signal = receive_signal(
            values.pop("area"), values.pop("text"), by=None, channel=Channel.WEB, **values
        )
        return redirect("signals:follow", follow_token(signal))
    context = {"form": form, "area": area}
    return render(request, "signals/new.html", context, status=UNPROCESSABLE if form.errors else 200)


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """Show the public signals of the whole gemeente."""
    root = root_area()
    if root is None:
        raise Http404
    return _list(request, root)


@public_page
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the public signals of an area, on a map and in a list."""
    return _list(request, get_object_or_404(Area, slug=slug))


def _list(request: HttpRequest, found: Area) -> HttpResponse:
    signals = public_here(found)
    narrowed = PublicFilter(request.GET, signals, request=request)
    page = Paginator(narrowed.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "area": found,
        "page": page,
        "filter": narrowed,
        "is_narrowed": bool(request.GET.get("theme")),
        "pins": map_of_signals(found, narrowed.qs),
    }
    return render(request, "signals/area.html", context)


@public_page
def pins(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the map of an area its public signals."""
    found = get_object_or_404(Area, slug=slug)
    return JsonResponse(map_of_signals(found, public_here(found)), content_type="application/geo+json")


@public_page
def signal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one public signal and what became of it; what was merged leads to what stands for it."""
    found = get_object_or_404(
        Signal.objects.select_related("area", "theme", "photo", "sender", "organisation", "lead"),
        public_id=public_id,
    )
    if found.lead and found.is_public and found.lead.is_public:
        return redirect(found.lead)
    if not found.is_public or found.lead:
        raise Http404
    context = {
        "signal": found,
        "steps": public_steps(found),
        "sender": public_sender(found),
        "may_work": visible_to(request.user).filter(pk=found.pk).exists(),
    }
    return render(request, "signals/signal.html", context)
