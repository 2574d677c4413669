"""Signals as who steers may read them: what kind, where, which way, how far and how long. Nothing of what somebody wrote."""

from django.db.models import Case, F, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from areas.territory.queries import belonging_to
from participation.signals.calculations import days_of
from participation.signals.models import Signal
from participation.signals.states import DISCARDED, DONE, OPEN

STANDS_OPEN, STANDS_LATE, STANDS_DONE = "open", "te-laat", "klaar"
STANDS = {STANDS_OPEN: _("open"), STANDS_LATE: _("te laat"), STANDS_DONE: _("klaar")}


def told_signals(
    *, stand: str = "", area: Area | None = None, route: str = "", year: int | None = None
) -> QuerySet[Signal]:
    """Return signals with `taken` (the route), `stands` and `closed`: of what was merged those of the signal that it goes on with.

    What is open or late counts once, however many people it stands for; what is done counts for each who waited. So the
    list is as long as the figure on the dashboard says. Two queries at most before the rows.
    """
    signals = Signal.objects.exclude(state=DISCARDED, lead=None)
    if area:
        signals = signals.filter(area__in=belonging_to(area))
    if year:
        signals = signals.filter(received_at__year=year)
    signals = signals.annotate(
        taken=Coalesce("lead__route", "route"),
        stands=Coalesce("lead__state", "state"),
        closed=Case(When(lead=None, then=F("closed_on")), default=F("lead__closed_on")),
    )
    if route:
        signals = signals.filter(taken=route)
    if stand == STANDS_DONE:
        signals = signals.filter(stands=DONE, closed__isnull=False)
    elif stand:
        signals = signals.filter(lead=None, state__in=OPEN)
    if stand == STANDS_LATE:
        signals = signals.filter(due_on__lt=timezone.localdate())
    order = ("-closed", "-pk") if stand == STANDS_DONE else ("due_on", "pk")
    return signals.select_related("area", "theme", "lead").order_by(*order)


def days_until_done(signal: Signal) -> int | None:
    """Return how many calendar days a told signal took, or None when it is not done."""
    if signal.stands != DONE or signal.closed is None:
        return None
    return days_of(timezone.localdate(signal.received_at), signal.closed)[0]
