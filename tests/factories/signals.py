import factory

from participation.signals.actions.intake import receive_signal
from participation.signals.models import Channel, Signal
from tests.factories.territory import AreaFactory


class SignalFactory(factory.django.DjangoModelFactory):
    """A signal from the site, taken in by its action; takes what that takes."""

    class Meta:
        model = Signal

    area = factory.SubFactory(AreaFactory)
    text = factory.Sequence(lambda n: f"De lantaarn nummer {n} in de Lindestraat doet het niet.")
    channel = Channel.WEB

    @classmethod
    def _create(cls, model_class, *args, area, text, by=None, **fields):
        return receive_signal(area, text, by=by, **fields)
