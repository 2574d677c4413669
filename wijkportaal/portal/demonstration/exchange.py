"""A melding system beside Rietwolde: a key for it, and signals that went there. It is switched off: nothing goes out."""

from datetime import timedelta

from django.utils import timezone

from participation.exchange.actions.keys import make_key, revoke_key, save_system
from participation.exchange.models import Delivery, Scope, Shape
from participation.signals.models import Signal
from wijkportaal.foundation.transitions.actions import perform

STEPS = {
    "waiting": (),
    "sent": ("arrive",),
    "closed": ("arrive", "close"),
    "failed": ("give_up",),
}


def connect_systems(*, by) -> None:
    """Make keys and a system, with a signal in each state."""
    today = timezone.localdate()
    make_key(
        "Meldpunt openbare ruimte",
        scopes=[Scope.HAND_IN, Scope.FOLLOW],
        valid_until=today + timedelta(days=300),
        by=by,
    )
    old, _text = make_key(
        "Proef met Signalen", scopes=[Scope.HAND_IN], valid_until=today + timedelta(days=20), by=by
    )
    revoke_key(old, by=by)
    signals = list(Signal.objects.exclude(organisation=None).filter(lead=None).order_by("pk")[: len(STEPS)])
    system = save_system(
        None,
        organisation=signals[0].organisation,
        shape=Shape.OPEN311,
        address="https://meldingen.rietwolde.example/open311/v2",
        category="openbare-ruimte",
        is_active=False,
        secret="",
        by=by,
    )
    for number, (signal, steps) in enumerate(zip(signals, STEPS.values(), strict=True)):
        arrived = "arrive" in steps
        delivery = Delivery.objects.create(
            signal=signal,
            system=system,
            their_id=f"MOR-{2041 + number}" if arrived else "",
            sent_at=timezone.now() if arrived else None,
            said="Het is opgelost." if "close" in steps else "",
            fault="" if arrived or not steps else "Het systeem is niet bereikbaar.",
        )
        for step in steps:
            perform(delivery, step, by=None)
