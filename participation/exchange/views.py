"""The pages of the beheerder: the keys of systems that come in, the systems to which signals go, and what went."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from participation.exchange.actions import keys as key_actions
from participation.exchange.actions import sending
from participation.exchange.forms import SystemForm, SystemKeyForm
from participation.exchange.models import Delivery, Key, System
from participation.exchange.queries import deliveries, keys, number_failed, systems
from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused

PAGE_SIZE = 25
UNPROCESSABLE = 422


@never_cache
@requires("exchange.manage")
def overview(request: HttpRequest) -> HttpResponse:
    """Show keys, systems and what went out; make a key, which is shown this once."""
    form, made, text = SystemKeyForm(request.POST or None), None, ""
    if request.method == "POST" and form.is_valid():
        made, text = key_actions.make_key(**form.cleaned_data, by=request.user)
        form = SystemKeyForm()
    context = {
        "keys": list(keys()),
        "systems": list(systems()),
        "page": Paginator(deliveries(), PAGE_SIZE).get_page(request.GET.get("page")),
        "failed": number_failed(),
        "form": form,
        "made": made,
        "text": text,
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "exchange/overview.html", context, status=status)


def find_key(request: HttpRequest, pk: int) -> Key:
    return get_object_or_404(Key, pk=pk)


@require_POST
@requires("exchange.manage", find_key)
def revoke(request: HttpRequest, key: Key) -> HttpResponse:
    """Let a key open nothing any more."""
    key_actions.revoke_key(key, by=request.user)
    messages.success(request, _("De sleutel van %(name)s werkt niet meer.") % {"name": key.name})
    return redirect("exchange:overview")


@requires("exchange.manage")
def add_system(request: HttpRequest) -> HttpResponse:
    """Say to which system signals to an organisation go."""
    return _system(request, None)


def find_system(request: HttpRequest, pk: int) -> System:
    return get_object_or_404(systems(), pk=pk)


@requires("exchange.manage", find_system)
def change_system(request: HttpRequest, system: System) -> HttpResponse:
    """Change where signals to an organisation go."""
    return _system(request, system)


def _system(request: HttpRequest, system: System | None) -> HttpResponse:
    names = ("organisation", "shape", "address", "category", "is_active")
    initial = {name: getattr(system, name) for name in names} if system else None
    form = SystemForm(request.POST or None, initial=initial, system=system)
    if request.method == "POST" and form.is_valid():
        key_actions.save_system(system, **form.cleaned_data, by=request.user)
        messages.success(request, _("Bewaard. Nieuwe signalen gaan binnen een minuut."))
        return redirect("exchange:overview")
    context = {"form": form, "system": system}
    return render(request, "exchange/system.html", context, status=UNPROCESSABLE if form.errors else 200)


def find_delivery(request: HttpRequest, pk: int) -> Delivery:
    return get_object_or_404(Delivery, pk=pk)


@require_POST
@requires("exchange.manage", find_delivery)
def try_again(request: HttpRequest, delivery: Delivery) -> HttpResponse:
    """Send once more what did not arrive."""
    try:
        sending.try_again(delivery, by=request.user)
        messages.success(request, _("Het wordt opnieuw gestuurd."))
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    return redirect("exchange:overview")
