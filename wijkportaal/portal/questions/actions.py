"""Every write on questions of the raad. An answer keeps how the records that it rests on stood."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.roles.queries import held_areas
from areas.roles.states import COUNCILLOR
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.portal.questions import letters
from wijkportaal.portal.questions.models import AnswerSource, CouncilQuestion
from wijkportaal.portal.questions.queries.questions import (
    due_for_reminder,
    for_list,
    handlers_of,
    term_ends,
)
from wijkportaal.portal.questions.queries.records import Record, records_of
from wijkportaal.portal.questions.states import LIFE_CYCLE

# Enough to rest an answer on; more is a list that nobody reads.
MOST_SOURCES = 20


def register_question(*, by, asked_on: date, kind: str, **fields) -> CouncilQuestion:
    """Write down what a member of the raad asks; who sees to the answer gets a letter."""
    due_on = term_ends(asked_on, settings.QUESTION_TERMS[kind])
    asker = by if by is not None and held_areas(by, COUNCILLOR) else None
    with recorded(by=by, action="questions.register_question"):
        question = CouncilQuestion.objects.create(
            asked_on=asked_on,
            kind=kind,
            first_due_on=due_on,
            due_on=due_on,
            asker=asker,
            edited_by=by,
            **fields,
        )
        letter = letters.new_letter(question)
        for person in handlers_of(question):
            send_letter(to=person.email, subject=letter.subject, body=letter.body)
    return question


def edit_question(
    question: CouncilQuestion, values: Mapping[str, Any], *, version: int, by, answer: bool = False
) -> CouncilQuestion:
    """Correct an open question, or write its answer (`answer`). Raises EditRefused when it is closed, EditConflict."""

    def then(locked: CouncilQuestion) -> None:
        if not locked.is_open:
            raise EditRefused(_("Deze vraag is afgesloten. U kunt hem niet meer wijzigen."))

    verb = "write_answer" if answer else "edit_question"
    return save_edit(question, values, version=version, by=by, action=f"questions.{verb}", then=then)


def take_step(question: CouncilQuestion, step: str, *, by, reason: str = "") -> CouncilQuestion:
    """Take a step in the life of a question but for a longer term. Raises TransitionRefused (Dutch)."""

    def then(locked: CouncilQuestion) -> None:
        if step == "take_up":
            locked.handler = by
            locked.save(update_fields=["handler"])
        elif step == "withdraw":
            locked.withdrawn_because = reason.strip()
            locked.save(update_fields=["withdrawn_because"])
        elif step == "answer":
            _keep_states(locked)
            _tell_asker(locked, letters.answered_letter(locked))

    if step == "answer":
        return _answer(question, by=by, then=then)
    return perform(question, step, by=by, reason=reason, then=then)


def _answer(question: CouncilQuestion, *, by, then) -> CouncilQuestion:
    """The day goes in before the state: the database holds that what is answered has one."""
    with recorded(by=by, action="questions.answer"):
        locked = CouncilQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
        LIFE_CYCLE.check("answer", locked.state)
        locked.answered_on = timezone.localdate()
        locked.save(update_fields=["answered_on"])
        return perform(question, "answer", by=by, then=then)


def extend_term(question: CouncilQuestion, due_on: date, *, by, reason: str) -> CouncilQuestion:
    """Give a question a later last day, with the reason; who asked hears it. Raises TransitionRefused (Dutch)."""

    def then(locked: CouncilQuestion) -> None:
        if due_on <= max(locked.due_on, timezone.localdate()):
            raise TransitionRefused(_("Kies een dag die later is dan de termijn van nu."))
        locked.due_on, locked.extended_because = due_on, reason.strip()
        locked.handler = locked.handler or by
        locked.save(update_fields=["due_on", "extended_because", "handler"])
        _tell_asker(locked, letters.extended_letter(locked))

    return perform(question, "extend", by=by, reason=reason, then=then)


def add_source(question: CouncilQuestion, record: Record, *, by) -> AnswerSource:
    """Let an answer rest on a record; twice is once. Raises EditRefused when the question is closed or has enough."""
    with recorded(by=by, action="questions.add_source"):
        locked = CouncilQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
        known = locked.sources.filter(kind=record.kind, key=record.key).first()
        if known:
            return known
        if not locked.is_open:
            raise EditRefused(_("Deze vraag is afgesloten. U kunt hem niet meer wijzigen."))
        if locked.sources.count() >= MOST_SOURCES:
            raise EditRefused(
                _("Een antwoord rust op hoogstens %(number)d stukken.") % {"number": MOST_SOURCES}
            )
        return AnswerSource.objects.create(
            question=locked,
            kind=record.kind,
            key=record.key,
            title=record.title,
            state=record.state,
            address=record.address,
        )


def remove_source(question: CouncilQuestion, pk: int, *, by) -> None:
    """Take a record away from under an answer that is not given yet."""
    with recorded(by=by, action="questions.remove_source"):
        locked = CouncilQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
        if locked.is_open:
            locked.sources.filter(pk=pk).delete()


def remind_handlers(*, on: date | None = None) -> None:
    """Write to who answers what is due within days or late. Safe to call at any time: each letter goes once."""
    day = on or timezone.localdate()
    for question in due_for_reminder(day):
        letter = letters.reminder_letter(question, today=day)
        for person in handlers_of(question):
            key = letters.reminder_key(question, person, today=day)
            send_letter(to=person.email, subject=letter.subject, body=letter.body, key=key)


def _keep_states(question: CouncilQuestion) -> None:
    """Write down how the records stand at the moment of answering; what is gone meanwhile stays as it was."""
    sources = list(question.sources.all())
    now = records_of((source.kind, source.key) for source in sources)
    for source in sources:
        if record := now.get((source.kind, source.key)):
            source.title, source.state, source.address = record.title, record.state, record.address
        source.noted_at = timezone.now()
        source.save(update_fields=["title", "state", "address", "noted_at"])


def _tell_asker(question: CouncilQuestion, letter: letters.Letter) -> None:
    whole = for_list(CouncilQuestion.objects.select_related("asker")).get(pk=question.pk)
    if whole.asker and whole.asker.is_active:
        send_letter(to=whole.asker.email, subject=letter.subject, body=letter.body)
