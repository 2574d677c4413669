"""What waits of the raad and of visitaties."""

from collections.abc import Iterator

from django.urls import reverse

from wijkportaal.portal.home.waiting.lines import Line, some
from wijkportaal.portal.questions.queries.questions import waiting_for as questions_for
from wijkportaal.portal.visitations.queries import waiting_for as recommendations_for


def questions(person) -> Iterator[Line]:
    for question in some(questions_for(person)):
        url = reverse("questions:overview", args=[question.public_id])
        yield Line(question.title, url, question.area.name, question.due_on)


def advice(person) -> Iterator[Line]:
    for advice in some(recommendations_for(person)):
        url = reverse("visitations:recommendation", args=[advice.visitation.public_id, advice.number])
        yield Line(advice.text, url, str(advice.visitation), advice.due_on)
