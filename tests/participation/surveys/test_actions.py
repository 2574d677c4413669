from datetime import timedelta

import pghistory.models
import pytest
from django.utils import timezone

from participation.surveys.actions import (
    change_state,
    follow_clock,
    forget_remarks,
    keep_answers,
    make_codes,
    repeat_survey,
    save_question,
    take_back,
    withdraw_codes,
)
from participation.surveys.models import Survey, SurveyAnswers, SurveyRemark
from participation.surveys.queries import measures_by_area_and_year, outcome_of, remarks_of
from participation.surveys.states import PAPER, SurveyRefused
from tests.factories.surveys import CONTENT, SOUR, draft_survey, open_survey, published_survey
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.people.codes import new_code
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


def test_a_code_answers_once_changes_its_mind_and_leaves_no_trace():
    made, (code, paper, _third) = open_survey(codes=3)
    story = save_open_question(made)
    before = pghistory.models.Events.objects.count()
    keep_answers(made, SOUR, remarks={story: "Te druk"}, code=code)
    keep_answers(made, CONTENT, remarks={story: "Toch fijn"}, code=code)
    keep_answers(made, SOUR, code=paper, channel=PAPER)
    assert SurveyAnswers.objects.filter(channel="online").get().values == CONTENT
    assert [text for _question, text in remarks_of(made)] == [["Toch fijn"]]
    assert pghistory.models.Events.objects.count() == before
    # Neither a code nor its mark stands beside the answers.
    marks = set(made.codes.values_list("mark", flat=True))
    assert marks.isdisjoint(SurveyAnswers.objects.values_list("key", flat=True))
    for wrong, channel in (
        (new_code(), "online"),
        ("", "online"),
        (new_code(), PAPER),
        (code, PAPER),
        (paper, "online"),
    ):
        with pytest.raises(SurveyRefused):
            keep_answers(made, CONTENT, code=wrong, channel=channel)
    assert SurveyAnswers.objects.count() == 2


def save_open_question(made: Survey):
    """A question with an open answer, as if it had been there from the start."""
    Survey.objects.filter(pk=made.pk).update(state="draft")
    question = save_question(made, {"text": "Wilt u iets kwijt?", "kind": "text", "options": []}, by=None)
    Survey.objects.filter(pk=made.pk).update(state="open")
    return question


def test_what_was_typed_over_wrongly_is_taken_back_with_its_words():
    made, _none = open_survey()
    story = save_open_question(made)
    key = keep_answers(made, SOUR, remarks={story: "Verkeerd"}, channel=PAPER)
    online = keep_answers(made, SOUR)
    assert take_back(made, key, by=None)
    assert not take_back(made, online, by=None)
    assert not SurveyRemark.objects.exists()
    assert SurveyAnswers.objects.get().pk == online
    keep_answers(made, SOUR, remarks={story: "Lang geleden"})
    assert forget_remarks() == 0
    Survey.objects.filter(pk=made.pk).update(starts_on="2020-01-01", ends_on="2020-02-01")
    assert (forget_remarks(), SurveyAnswers.objects.count()) == (1, 2)


def test_a_survey_opens_when_it_can_and_then_keeps_its_questions():
    today = timezone.localdate()
    for fields, lacking in (
        ({"starts_on": today + timedelta(days=2)}, "begint op"),
        ({"starts_on": today - timedelta(days=9), "ends_on": today - timedelta(days=1)}, "voorbij"),
        ({"access": "code"}, "geen codes"),
    ):
        made = draft_survey(**fields)
        with pytest.raises(TransitionRefused, match=lacking):
            change_state(made, "open", by=None)
    made, _codes = open_survey(codes=1)
    with pytest.raises(SurveyRefused):
        save_question(made, {"text": "Nog iets?"}, by=None)
    with pytest.raises(SurveyRefused):
        withdraw_codes(made, by=None)
    # More letters may go out while it is open.
    assert len(make_codes(made, size=2, by=None)) == 2
    for number in range(3):
        save_question(made_draft := draft_survey(), {"text": f"Vraag {number}", "kind": "text"}, by=None)
    for number in range(2):
        save_question(made_draft, {"text": f"Nog {number}", "kind": "text"}, by=None)
    with pytest.raises(SurveyRefused, match="korte peiling"):
        save_question(made_draft, {"text": "Te veel", "kind": "text"}, by=None)


def test_a_survey_closes_by_the_clock_takes_paper_until_published_and_then_forgets_its_codes():
    made, (code, *_rest) = open_survey(codes=8)
    keep_answers(made, CONTENT, code=code)
    Survey.objects.filter(pk=made.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    made.refresh_from_db()
    assert not made.takes_answers
    follow_clock()
    made.refresh_from_db()
    assert made.state == "closed"
    with pytest.raises(SurveyRefused, match="gesloten"):
        keep_answers(made, SOUR, code=code)
    change_state(made, "reopen", reason="Te weinig antwoorden", by=None)
    made.refresh_from_db()
    assert (made.takes_answers, made.longer_because) == (True, "Te weinig antwoorden")
    change_state(made, "close", by=None)
    for _time in range(5):
        keep_answers(made, SOUR, channel=PAPER)
    change_state(made, "publish", by=None)
    made.refresh_from_db()
    assert (made.secret, made.outcome["people"], made.outcome["channels"]) == (
        "",
        6,
        {"online": 1, "paper": 5},
    )
    with pytest.raises(SurveyRefused):
        keep_answers(made, SOUR, channel=PAPER)
    # Of one who knows the work and five who do not, nothing may be told but that six answered.
    outcome = outcome_of(made)
    assert (outcome.people, [each.share for each in outcome.measures]) == (6, [None] * 4)
    assert [number for _label, number in outcome.channels] == [None, None]


def test_the_same_is_asked_again_elsewhere_and_next_year():
    made = published_survey(addresses=None)
    elsewhere, today = AreaFactory(), timezone.localdate()
    again = repeat_survey(
        made, [made.area, elsewhere], year=made.year + 1, starts_on=today, ends_on=today, by=None
    )
    assert [(one.area, one.year, one.state) for one in again] == [
        (made.area, made.year + 1, "draft"),
        (elsewhere, made.year + 1, "draft"),
    ]
    assert [question.text for one in again for question in one.questions.all()] == ["Wat is het fijnst?"] * 2


def test_measures_by_area_and_year_are_those_of_the_last_survey_in_one_query(django_assert_num_queries):
    noord, zuid = AreaFactory(name="Noord"), AreaFactory(name="Zuid")
    published_survey(12, 6, area=zuid, year=2025)
    published_survey(5, 20, area=noord, year=2025)
    published_survey(30, 10, area=noord, year=2025)
    published_survey(5, 5, area=noord, year=2026)
    published_survey(1, 1, area=noord, year=2024)
    open_survey(area=noord, year=2023)
    with django_assert_num_queries(1):
        found = measures_by_area_and_year()
    told = [
        (row.area.name, row.year, row.measured.share.hits if row.measured.share else None)
        for row in found
        if row.measured.scale.key == "appreciation"
    ]
    assert told == [("Noord", 2024, None), ("Noord", 2025, 30), ("Noord", 2026, 5), ("Zuid", 2025, 12)]
    assert {row.area for row in measures_by_area_and_year([zuid])} == {zuid}
