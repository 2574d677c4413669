"""Writes on question sets. A set that somebody answered stays as it is; a copy of it can be changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from areas.territory.models import Area
from participation.consultations.models import Answer, Question, QuestionSet
from participation.consultations.states import RoundRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.languages.speaking import refusal


def make_set(area: Area, *, questions: Sequence[Mapping[str, Any]], by, **fields) -> QuestionSet:
    """Make a question set; `questions` are the fields of each in their order."""
    with recorded(by=by, action="consultations.make_set"):
        made = QuestionSet.objects.create(area=area, edited_by=by, **fields)
        _write_questions(made, questions)
    return made


def edit_set(
    question_set: QuestionSet,
    values: Mapping[str, Any],
    *,
    questions: Sequence[Mapping[str, Any]],
    version: int,
    by,
) -> QuestionSet:
    """Change a set that was read at `version`, with all its questions.

    Raises RoundRefused when somebody answered it, EditConflict when somebody saved it in between.
    """

    def then(locked: QuestionSet) -> list[str]:
        if Answer.objects.filter(question__question_set=locked).exists():
            raise RoundRefused(
                refusal(
                    "Op deze vragen is al geantwoord. Maak een kopie en verander die, dan blijft dit te vergelijken."
                )
            )
        _write_questions(locked, questions)
        return ["title"]  # the set is another one, also when only a question changed

    return save_edit(question_set, values, version=version, by=by, action="consultations.edit_set", then=then)


def copy_set(question_set: QuestionSet, area: Area, *, by) -> QuestionSet:
    """Make a copy of a set for an area, to be changed; it remembers of which it is one."""
    fields = ("text", "kind", "choices", "asks_wishes")
    title = _("%(title)s (kopie)") % {"title": question_set.title[:100]}
    return make_set(
        area,
        questions=list(question_set.questions.values(*fields)),
        by=by,
        title=title,
        intro=question_set.intro,
        copy_of=question_set,
    )


def _write_questions(question_set: QuestionSet, questions: Sequence[Mapping[str, Any]]) -> None:
    for question in question_set.questions.all():
        question.delete()
    for number, fields in enumerate(questions, start=1):
        Question.objects.create(question_set=question_set, number=number, **fields)
