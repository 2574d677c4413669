"""Rounds of questions, by the steps that they take in life."""

from datetime import timedelta

from django.utils import timezone

from participation.consultations.actions.answers import Form, Given, enter_paper
from participation.consultations.actions.rounds import change_state, make_round
from participation.consultations.actions.sets import make_set
from participation.consultations.models import Consultation, QuestionSet
from participation.consultations.queries.rounds import questions_of
from tests.factories.territory import AreaFactory

QUESTIONS = (
    {"text": "Hoe woont u hier?", "kind": "one", "choices": ["goed", "gaat wel", "niet goed"]},
    {"text": "Wat doet u graag in de buurt?", "kind": "several", "choices": ["wandelen", "spelen", "praten"]},
    {"text": "Wat wenst u voor uw straat?", "kind": "text", "asks_wishes": True},
    {"text": "Wilt u nog iets zeggen?", "kind": "text"},
)


def make_questions(*, area=None, questions=QUESTIONS, **fields) -> QuestionSet:
    """A set with a question of each kind."""
    values = {"title": "Wat wilt u?", **fields}
    return make_set(area or AreaFactory(), questions=questions, by=None, **values)


def draft_consultation(*, area=None, question_set=None, **fields) -> Consultation:
    """A draft that begins yesterday and lasts until tomorrow."""
    today = timezone.localdate()
    area = area or AreaFactory()
    values = {
        "title": "Rondje Noord",
        "question_set": question_set or make_questions(area=area),
        "starts_on": today - timedelta(days=1),
        "ends_on": today + timedelta(days=1),
    }
    return make_round(area, by=None, **values | fields)


def open_consultation(**fields) -> Consultation:
    """A round in which people are asked today."""
    made = draft_consultation(**fields)
    change_state(made, "open", by=None)
    return made


def on_paper(consultation: Consultation, *, wish: str = "", email: str = "", choice: int = 0, **more):
    """A form on paper: the first choice, and a wish."""
    first, _second, wishes, *_rest = questions_of(consultation)
    given = [Given(first, choices=(choice,))]
    if wish:
        given.append(Given(wishes, text=wish))
    return enter_paper(consultation, Form(given, email=email, **more), by=None)


def closed_consultation(*wishes: str, **fields) -> Consultation:
    """A round that is over, with these wishes."""
    made = open_consultation(**fields)
    for wish in wishes:
        on_paper(made, wish=wish)
    change_state(made, "close", by=None)
    return made
