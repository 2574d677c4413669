"""What signals hold of people: who sent one, as far as they said, and who works on it."""

from django.utils.translation import gettext_lazy as _

from participation.signals.actions.keeping import forget_senders_of
from participation.signals.models import SavedFilter, Sender, Signal, SignalStep
from participation.signals.queries.following import sent_by
from wijkportaal.foundation.privacy.queries import addresses_of
from wijkportaal.foundation.privacy.registry import own, when_leaving, work

own(
    Sender,
    address="email",
    label=_("signalen die u doorgaf"),
    shows=("signal", "name", "email", "phone", "name_public"),
    goes=True,
    fate=_("Wij vergeten wie u was. Wat u doorgaf blijft tot het is afgehandeld."),
)
own(SavedFilter, "person", label=_("filters die u bewaarde"), shows=("name", "query"), goes=True)
work(Signal, "responsible")
work(SignalStep, "by")


@when_leaving
def forget_what_was_sent(person, *, by) -> None:
    """With who sent it goes what they wrote about it later."""
    forget_senders_of(sent_by(addresses_of(person)).values_list("pk", flat=True))
