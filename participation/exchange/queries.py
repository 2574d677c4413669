from datetime import datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from areas.themes.models import Theme
from areas.themes.queries import themes_in_use
from participation.exchange.models import Arrival, Delivery, Key, System
from participation.exchange.states import FAILED, SENT, WAITING
from participation.signals.models import PUBLIC_STEPS, Signal, SignalStep
from participation.signals.queries.following import on_the_site
from participation.signals.states import ADDRESSED, CLOSED, OPEN

MOST_REQUESTS = 200


def keys() -> QuerySet[Key]:
    """Return all keys, newest first."""
    return Key.objects.select_related("made_by")


def systems() -> QuerySet[System]:
    """Return the systems to which signals go."""
    return System.objects.select_related("organisation")


def deliveries() -> QuerySet[Delivery]:
    """Return what went out, what needs somebody first."""
    return Delivery.objects.select_related("signal__area", "system__organisation").order_by(
        "-asked_at", "-pk"
    )


def number_failed() -> int:
    """Count what did not arrive."""
    return Delivery.objects.filter(state=FAILED).count()


def services() -> QuerySet[Theme]:
    """Return what signals can be about, as the services of Open311."""
    return themes_in_use()


def signals_for(key: Key | None) -> QuerySet[Signal]:
    """Return the signals that a system may see: what is on the site, and with its key what it handed in itself."""
    shown = on_the_site()
    if key:
        shown = shown | Signal.objects.filter(pk__in=Arrival.objects.filter(key=key).values("signal"))
    return shown.select_related("theme", "area", "organisation").distinct()


def narrowed(
    signals: QuerySet[Signal],
    *,
    ids: list[str],
    services: list[str],
    status: set[str],
    start: datetime | None,
    end: datetime | None,
) -> QuerySet[Signal]:
    """Keep the signals that a list of Open311 asks for, newest first."""
    if ids:
        signals = signals.filter(public_id__in=ids[:MOST_REQUESTS])
    if services:
        signals = signals.filter(theme__slug__in=services[:MOST_REQUESTS])
    if status == {"open"}:
        signals = signals.filter(state__in=OPEN)
    elif status == {"closed"}:
        signals = signals.filter(state__in=CLOSED)
    if start:
        signals = signals.filter(received_at__gte=start)
    if end:
        signals = signals.filter(received_at__lte=end)
    return signals.order_by("-received_at", "-pk")[:MOST_REQUESTS]


def last_words(signals: list[Signal]) -> dict[int, SignalStep]:
    """Return what was last said about each signal for everybody; two queries."""
    public = SignalStep.objects.filter(kind__in=PUBLIC_STEPS, signal__in=signals)
    newest = public.values("signal").annotate(last=Max("pk")).values_list("last", flat=True)
    return {step.signal_id: step for step in SignalStep.objects.filter(pk__in=list(newest))}


def arrival_of(key: Key, mark: str) -> Arrival | None:
    """Return the signal that came with this mark before."""
    return Arrival.objects.filter(key=key, mark=mark).select_related("signal__area", "signal__theme").first()


def own_arrivals(key: Key, signals: list[Signal]) -> set[int]:
    """Return the ids of the signals that came with a key."""
    return set(Arrival.objects.filter(key=key, signal__in=signals).values_list("signal_id", flat=True))


def arrival_by_uuid(key: Key, uuid) -> Arrival | None:
    """Return a signal that a system handed in itself."""
    return Arrival.objects.filter(key=key, uuid=uuid).select_related("signal__area", "signal__theme").first()


def to_collect() -> QuerySet[Signal]:
    """Return the signals that were addressed to an organisation with a system, and are not on their way yet."""
    under_way = Delivery.objects.exclude(state="closed").values("signal")
    return (
        Signal.objects.filter(
            state=ADDRESSED,
            lead=None,
            organisation__in=System.objects.filter(is_active=True).values("organisation"),
        )
        .exclude(pk__in=under_way)
        .order_by("pk")
    )


def due(state: str) -> QuerySet[Delivery]:
    """Return what is to be sent, or to be looked at, by now."""
    return Delivery.objects.filter(state=state, due_at__lte=timezone.now(), system__is_active=True).order_by(
        "due_at"
    )


def anything_due() -> bool:
    """Whether there is work for the worker."""
    return to_collect().exists() or due(WAITING).exists() or due(SENT).exists()
