"""What who sent a signal may see by their link, and what everybody may see of those on the site."""

from collections.abc import Iterable

from django.core import signing
from django.db.models import Case, Q, QuerySet, Value, When

from areas.organisations.queries import concerned_ids
from areas.territory.models import Area
from areas.territory.queries import map_of_area
from participation.signals.models import PUBLIC_STEPS, Sender, Signal, SignalStep
from participation.signals.states import OPEN

LINK_SALT = "signals.follow"
SHORT = 4
# As many pins as can be told apart; the list has the rest.
PINS = 200


def follow_token(signal: Signal) -> str:
    """Return the text that opens the page of who sent a signal. It works as long as the signal is there."""
    return signing.Signer(salt=LINK_SALT).sign(signal.public_id)


def signal_by_token(token: str) -> Signal | None:
    """Return the signal that a link is about, with what its page shows; None for a link that is not ours."""
    try:
        public_id = signing.Signer(salt=LINK_SALT).unsign(token[:200])
    except signing.BadSignature:
        return None
    return (
        Signal.objects.select_related(
            "area", "photo", "sender", "organisation", "lead__organisation", "lead__responsible"
        )
        .filter(public_id=public_id)
        .first()
    )


def on_the_site() -> QuerySet[Signal]:
    """Return the signals that everybody may read."""
    return Signal.objects.filter(published_at__isnull=False, lead=None)


def public_here(area: Area) -> QuerySet[Signal]:
    """Return the public signals of an area, of what lies in it and of what it took over; open ones first."""
    own = concerned_ids(area) - set(area.ancestor_ids)
    inside = Area.objects.filter(Q(pk__in=own) | Q(ancestor_ids__contains=[area.pk])).values_list(
        "pk", flat=True
    )
    return (
        on_the_site()
        .filter(area__in=list(inside))
        .select_related("area", "theme", "sender")
        .annotate(place_in_list=Case(When(state__in=OPEN, then=Value(0)), default=Value(1)))
        .order_by("place_in_list", "-published_at", "-pk")
    )


def public_steps(signal: Signal) -> QuerySet[SignalStep]:
    """Return what everybody may read of what happened to a signal, newest first."""
    return signal.steps.filter(kind__in=PUBLIC_STEPS).select_related("organisation")


def public_sender(signal: Signal) -> str:
    """Return the name of who sent a signal when they chose to show it, else nothing."""
    try:
        sender = signal.sender
    except Sender.DoesNotExist:
        return ""
    return sender.name if sender.name_public else ""


def address_of(signal: Signal) -> str:
    """Return the address of who sent a signal, if it is known."""
    try:
        return signal.sender.email
    except Sender.DoesNotExist:
        return ""


def map_of_signals(area: Area, signals: QuerySet[Signal]) -> dict:
    """Return the border of an area with its signals in it, for the map; nothing when none has a point."""
    pins = pins_of(signals)
    if pins["features"]:
        pins["features"] = [*map_of_area(area)["features"], *pins["features"]]
    return pins


def pins_of(signals: QuerySet[Signal]) -> dict:
    """Return the signals with a point as GeoJSON for the map."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": signal.pk,
                "geometry": {"type": "Point", "coordinates": [signal.point[1], signal.point[0]]},
                "properties": {
                    "name": signal.title,
                    "detail": [str(signal.get_state_display())],
                    "url": signal.get_absolute_url(),
                },
            }
            for signal in signals.filter(latitude__isnull=False)[:PINS]
            if signal.point
        ],
    }


def recipients_of(signal: Signal) -> list[Sender]:
    """Return who is told what happens to a signal: its sender, and those of all that were merged into it."""
    return list(
        Sender.objects.filter(Q(signal=signal) | Q(signal__lead=signal))
        .exclude(email="")
        .select_related("signal__area")
        .order_by("pk")
    )


def sent_by(addresses: Iterable[str]) -> QuerySet[Signal]:
    """Return the signals that were sent with one of these addresses, newest first."""
    return (
        Signal.objects.filter(sender__email__in=list(addresses))
        .select_related("area", "lead")
        .order_by("-received_at", "-pk")
    )
