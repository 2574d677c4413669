"""Taking in what a system hands in: once, however often it is sent."""

from participation.exchange.models import Arrival, Key
from participation.exchange.queries import arrival_of
from participation.signals.actions.intake import receive_signal
from participation.signals.models import Channel
from wijkportaal.foundation.audit.actions import recorded


def take_in(key: Key, mark: str, *, area, text: str, **values) -> tuple[Arrival, bool]:
    """Take a signal in from a system; returns it, and whether it is new. The same mark again is the same signal."""
    with recorded(by=None, action="exchange.take_in"):
        # Two of the same at once: the second waits for the first, and finds what it wrote.
        Key.objects.select_for_update(of=("self",)).get(pk=key.pk)
        if known := arrival_of(key, mark):
            return known, False
        signal = receive_signal(area, text, by=None, channel=Channel.SYSTEM, **values)
        return Arrival.objects.create(signal=signal, key=key, mark=mark), True
