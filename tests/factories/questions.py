"""Questions of the raad, by the steps that they take in life."""

from django.utils import timezone

from areas.territory.models import Area
from tests.factories.territory import AreaFactory
from wijkportaal.portal.questions.actions import add_source, edit_question, register_question, take_step
from wijkportaal.portal.questions.models import CouncilQuestion
from wijkportaal.portal.questions.queries.records import record_at


def ask(area: Area | None = None, *, by=None, **fields) -> CouncilQuestion:
    """A technical question that was asked today."""
    values = {
        "kind": "technical",
        "title": "Hoe staat het met de speeltuin?",
        "text": "Wanneer is de speeltuin klaar?",
        "asked_by": "Froukje de Boer",
        "fractie": "Fractie Noord",
        "asked_on": timezone.localdate(),
    }
    made = register_question(by=by, area=area or AreaFactory(), **values | fields)
    return CouncilQuestion.objects.select_related("area", "handler").get(pk=made.pk)


def answered(area: Area | None = None, *, by, sources: tuple[str, ...] = (), **fields) -> CouncilQuestion:
    """A question that somebody took up and answered, with the records at these addresses."""
    question = ask(area, **fields)
    take_step(question, "take_up", by=by)
    edit_question(question, {"answer": "In mei is hij klaar."}, version=1, by=by, answer=True)
    for address in sources:
        add_source(question, record_at(address), by=by)
    take_step(question, "answer", by=by)
    return CouncilQuestion.objects.select_related("area", "handler").get(pk=question.pk)
