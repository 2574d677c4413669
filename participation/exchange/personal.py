"""What the exchange holds of people: who made a key. Who sent a signal stays with the signal, and goes nowhere."""

from participation.exchange.models import Key
from wijkportaal.foundation.privacy.registry import work

work(Key, "made_by")
