"""Surveys, by the steps that they take in life."""

from datetime import timedelta

from django.utils import timezone

from participation.surveys.actions import change_state, keep_answers, make_codes, make_survey, save_question
from participation.surveys.models import Survey
from tests.factories.territory import AreaFactory

CONTENT = {
    "awareness": "well",
    "appreciation": "fairly_positive",
    "solved": "worked_on",
    "taking_part": "spoke",
}
SOUR = {"awareness": "not", "appreciation": "fairly_negative", "solved": "nothing", "taking_part": "not"}


def draft_survey(*, area=None, **fields) -> Survey:
    """A draft that began yesterday and lasts two weeks, with a question of its own."""
    today = timezone.localdate()
    values = {
        "title": "Buurtpeiling",
        "year": today.year,
        "starts_on": today - timedelta(days=1),
        "ends_on": today + timedelta(days=14),
    }
    made = make_survey(area or AreaFactory(), by=None, **values | fields)
    save_question(
        made, {"text": "Wat is het fijnst?", "kind": "choice", "options": ["rust", "groen"]}, by=None
    )
    return made


def open_survey(*, codes: int = 0, **fields) -> tuple[Survey, list[str]]:
    """A survey that takes answers, with its codes when there are any."""
    made = draft_survey(**({"access": "code"} if codes else {}) | fields)
    given = make_codes(made, size=codes, by=None) if codes else []
    change_state(made, "open", by=None)
    made.refresh_from_db()
    return made, given


def published_survey(content: int = 12, sour: int = 6, **fields) -> Survey:
    """A survey of which everyone knows the outcome."""
    made, _none = open_survey(**fields)
    for values in [CONTENT] * content + [SOUR] * sour:
        keep_answers(made, values | {"own1": "1"})
    for step in ("close", "publish"):
        change_state(made, step, by=None)
    made.refresh_from_db()
    return made
