import factory

from participation.moderation.actions import report
from participation.moderation.models import Reason
from participation.neighbours.actions import answer_notice, post_notice, save_service, take_step
from participation.neighbours.models import Notice, Service
from participation.neighbours.states import NOTICE
from tests.factories.people import PersonFactory
from tests.factories.territory import AreaFactory


class NoticeFactory(factory.django.DjangoModelFactory):
    """A notice that stands open, made by `by`; takes what `post_notice` takes, and a state."""

    class Meta:
        model = Notice

    area = factory.SubFactory(AreaFactory)
    by = factory.SubFactory(PersonFactory)
    kind = "ask"
    category = "odd_jobs"
    title = factory.Sequence(lambda n: f"Wie hangt een lamp op? {n}")
    text = "Het is een grote lamp."
    place = "Dorpsstraat"

    @classmethod
    def _create(cls, model_class, *args, area, state="open", **fields):
        made = post_notice(area, **fields)
        return take_step(made, "publish", by=None) if state == "open" else made


def lively_notice(area) -> Notice:
    """A notice that somebody answered and somebody reported."""
    made = NoticeFactory(area=area)
    answer_notice(made, "Ik kan het.", by=PersonFactory())
    report(NOTICE, made.public_id, reason=Reason.RUDE, words="Raar", by=PersonFactory())
    return made


def make_service(organisation) -> Service:
    values = {"organisation": organisation, "kind": "buddies", "text": "Een maatje.", "phone": "0510 123 456"}
    return save_service(None, values, by=None)
