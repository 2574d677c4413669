"""Writes on surveys. What was answered is written without a line in the history: it would say who answered when."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from areas.territory.models import Area
from participation.surveys.models import Survey, SurveyAnswers, SurveyCode, SurveyQuestion, SurveyRemark
from participation.surveys.queries import (
    code_known,
    count_of,
    due_by_clock,
    key_of,
    mark_of_code,
    next_number,
    remark_key,
)
from participation.surveys.states import LONGER, MOST_CODES, MOST_QUESTIONS, ONLINE, PAPER, SurveyRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.people.codes import new_code
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused

KEEP_REMARKS = timedelta(days=730)
REPEATED = ("title", "intro", "access", "addresses")


def make_survey(area: Area, *, by, **fields) -> Survey:
    """Begin a survey in an area, as a draft with the newest fixed questions."""
    with recorded(by=by, action="surveys.make_survey"):
        return Survey.objects.create(area=area, edited_by=by, **fields)


def edit_survey(survey: Survey, values: Mapping[str, Any], *, version: int, by) -> Survey:
    """Change a draft that was read at `version`. Raises SurveyRefused when it is no draft, EditConflict as usual."""
    return save_edit(
        survey, values, version=version, by=by, action="surveys.edit_survey", then=_must_be_draft
    )


def repeat_survey(
    survey: Survey, areas: Iterable[Area], *, year: int, starts_on, ends_on, by
) -> list[Survey]:
    """Ask the same again, with the survey's own questions: in another year, in other areas. Returns the drafts."""
    with recorded(by=by, action="surveys.repeat_survey"):
        fields = {name: getattr(survey, name) for name in REPEATED}
        own = list(survey.questions.values("number", "text", "kind", "options"))
        made = []
        for area in areas:
            # How many addresses an area has is known of that area alone.
            known = fields if area.pk == survey.area_id else fields | {"addresses": None}
            again = make_survey(area, year=year, starts_on=starts_on, ends_on=ends_on, by=by, **known)
            SurveyQuestion.objects.bulk_create(SurveyQuestion(survey=again, **question) for question in own)
            made.append(again)
    return made


def save_question(
    survey: Survey, values: Mapping[str, Any], *, question: SurveyQuestion | None = None, by
) -> SurveyQuestion:
    """Add a question of the survey's own, or change `question`. Raises SurveyRefused when it is no draft."""
    with recorded(by=by, action="surveys.save_question"):
        locked = _locked(survey)
        _must_be_draft(locked)
        if question is None:
            if locked.questions.count() >= MOST_QUESTIONS:
                raise SurveyRefused(
                    refusal("Er zijn al %(most)d eigen vragen. Een korte peiling krijgt meer antwoorden.")
                    % {"most": MOST_QUESTIONS}
                )
            question = SurveyQuestion(survey=locked, number=next_number(locked))
        for name, value in values.items():
            setattr(question, name, value)
        question.save()
    return question


def remove_question(question: SurveyQuestion, *, by) -> None:
    """Take a question of the survey's own out of a draft."""
    with recorded(by=by, action="surveys.remove_question"):
        _must_be_draft(_locked(question.survey))
        question.delete()


def make_codes(survey: Survey, *, size: int, by) -> list[str]:
    """Make codes for letters and return them, for the printer: only their marks are kept.

    They come beside those that were made before. Raises SurveyRefused when the survey takes no answers any more.
    """
    if not 1 <= size <= MOST_CODES:
        raise ValueError("An impossible number of codes.")
    with recorded(by=by, action="surveys.make_codes"):
        locked = _locked(survey)
        if not locked.is_by_code or not (locked.is_draft or locked.takes_answers):
            raise SurveyRefused(refusal("In deze peiling kunt u geen codes meer maken."))
        codes = [new_code() for _number in range(size)]
        SurveyCode.objects.bulk_create(
            (SurveyCode(survey=locked, mark=mark_of_code(locked, code)) for code in codes), batch_size=2000
        )
    return codes


def withdraw_codes(survey: Survey, *, by) -> None:
    """Make all codes worthless, as when the file was lost. Raises SurveyRefused when the survey is no draft."""
    with recorded(by=by, action="surveys.withdraw_codes"):
        locked = _locked(survey)
        _must_be_draft(locked)
        locked.codes.all().delete()


def change_state(survey: Survey, step: str, *, reason: str = "", by) -> Survey:
    """Take a step in the life of a survey. Raises TransitionRefused (Dutch) with what is lacking."""

    def then(locked: Survey) -> None:
        if step == "reopen":
            locked.longer_because = reason.strip()
            locked.ends_on = max(locked.ends_on, timezone.localdate() + timedelta(days=LONGER))
            locked.save(update_fields=["longer_because", "ends_on"])
        elif step == "close":
            locked.ends_on = max(locked.starts_on, min(locked.ends_on, timezone.localdate()))
            locked.save(update_fields=["ends_on"])
        elif step == "publish":
            locked.outcome, locked.secret = count_of(locked), ""
            locked.save(update_fields=["outcome", "secret"])

    return perform(survey, step, by=by, reason=reason, then=then)


def follow_clock() -> None:
    """Close the surveys of which the last day has gone by. Safe to call at any time."""
    for survey in due_by_clock():
        try:
            change_state(survey, "close", by=None)
        except TransitionRefused:
            continue  # somebody took the step in between


def keep_answers(
    survey: Survey,
    values: Mapping[str, str],
    *,
    remarks: Mapping[SurveyQuestion, str] | None = None,
    code: str = "",
    channel: str = ONLINE,
) -> str:
    """Keep what somebody answered and return its key, by which it can be taken back as long as the key is known.

    With the code of a household again: in the place of what it answered before. Raises SurveyRefused (Dutch) when the
    survey takes no answers any more, the code is none, or its answers came in on paper.
    """
    # No `recorded`: a line in the history and renewed pages would both say when somebody answered.
    with transaction.atomic():
        locked = _locked(survey)
        if not (locked.takes_paper if channel == PAPER else locked.takes_answers):
            raise SurveyRefused(refusal("Deze peiling is gesloten. U kunt niet meer antwoorden."))
        is_known = code_known(locked, code)
        if not is_known and (code or (locked.is_by_code and channel == ONLINE)):
            raise SurveyRefused(
                refusal("Deze code hoort niet bij deze peiling. Kijk nog eens goed in de brief.")
            )
        key = key_of(locked, code) if is_known else secrets.token_hex(32)
        there = SurveyAnswers.objects.filter(pk=key).first()
        if there and PAPER in {there.channel, channel}:
            raise SurveyRefused(refusal("Met deze code is al geantwoord."))
        SurveyAnswers.objects.update_or_create(
            key=key, defaults={"survey": locked, "channel": channel, "values": dict(values)}
        )
        for question, text in (remarks or {}).items():
            mark = remark_key(locked, question, key)
            SurveyRemark.objects.filter(pk=mark).delete()
            if text:
                SurveyRemark.objects.create(key=mark, question=question, text=text)
    return key


def take_back(survey: Survey, key: str, *, by) -> bool:
    """Take back the answers on paper that were just entered; returns whether they were there.

    Raises SurveyRefused once the outcome was published.
    """
    with recorded(by=by, action="surveys.take_back"):
        locked = _locked(survey)
        if not locked.takes_paper:
            raise SurveyRefused(refusal("De uitkomst is al bekend. Er verandert niets meer."))
        marks = [remark_key(locked, question, key) for question in locked.questions.all()]
        SurveyRemark.objects.filter(pk__in=marks).delete()
        gone, _kinds = SurveyAnswers.objects.filter(pk=key, survey=locked, channel=PAPER).delete()
    return bool(gone)


def remarks_past(term: timedelta = KEEP_REMARKS) -> QuerySet[SurveyRemark]:
    """Return what was written at open questions of surveys that ended longer ago than `term`."""
    return SurveyRemark.objects.filter(question__survey__ends_on__lt=timezone.localdate() - term)


def forget_remarks(term: timedelta = KEEP_REMARKS) -> int:
    """Clear away what was written at open questions, long after the survey; returns how much went."""
    with recorded(by=None, action="surveys.forget_remarks"):
        gone, _kinds = remarks_past(term).delete()
    return gone


def _locked(survey: Survey) -> Survey:
    return Survey.objects.select_for_update(of=("self",)).select_related("area").get(pk=survey.pk)


def _must_be_draft(survey: Survey) -> None:
    if not survey.is_draft:
        raise SurveyRefused(refusal("Deze peiling is al open geweest. De vragen veranderen niet meer."))
