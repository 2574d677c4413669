"""Every write on commitments. Each step is a row, and the one it was made to hears of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from areas.territory.models import Area
from participation.meetings.models import MeetingPromise
from participation.subscriptions.actions import tell_followers
from programmes.commitments import letters
from programmes.commitments.following import PROMISES
from programmes.commitments.models import Answer, Commitment, CommitmentStep, StepKind
from programmes.commitments.queries import (
    answer_token,
    due_for_reminder,
    is_answerable,
    keepers_of,
    with_people,
)
from programmes.commitments.states import REMIND_BEFORE
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


class AnswerRefused(Exception):
    """An answer that comes too late; the message says so in Dutch."""


def make_commitment(area: Area, *, by, due_on: date, **fields) -> Commitment:
    """Write down what was promised in an area; who it was made to gets a letter, if the address is known.

    A promise of a meeting becomes one commitment: a second call for it gives the first.
    """
    with recorded(by=by, action="commitments.make_commitment"):
        if known := _made_of(fields.get("promise")):
            return known
        commitment = Commitment.objects.create(
            area=area, due_on=due_on, first_due_on=due_on, edited_by=by, **fields
        )
        _add_step(commitment, StepKind.MADE, new_due_on=due_on, by=by)
        _tell(commitment, letters.made_letter(commitment))
    return commitment


def _made_of(promise: MeetingPromise | None) -> Commitment | None:
    if promise is None:
        return None
    MeetingPromise.objects.select_for_update(of=("self",)).get(pk=promise.pk)
    return Commitment.objects.filter(promise=promise).first()


def edit_commitment(commitment: Commitment, values: Mapping[str, Any], *, version: int, by) -> Commitment:
    """Correct the text of a commitment that was read at `version`. The date has a door of its own.

    Raises EditConflict when somebody saved it in between.
    """
    if "due_on" in values:
        raise ValueError("A date changes only by move_commitment.")
    return save_edit(commitment, values, version=version, by=by, action="commitments.edit_commitment")


def keep_commitment(commitment: Commitment, *, by, on: date | None = None, note: str = "") -> Commitment:
    """Say that a promise was kept, on a day (today), and ask the one it was made to whether that is true.

    Raises TransitionRefused (Dutch) when it is closed already or the day cannot be.
    """
    day = on or timezone.localdate()

    def then(locked: Commitment) -> None:
        if not locked.made_on <= day <= timezone.localdate():
            raise TransitionRefused(
                refusal("Kies een dag van %(made)s tot en met vandaag.")
                % {"made": date_format(locked.made_on, "j F Y")}
            )
        locked.closed_on = day
        step = _close(locked, StepKind.KEPT, reason=note.strip(), by=by)
        _ask(locked, step, letters.kept_letter)

    return _take(commitment, "keep", by=by, reason=note, then=then)


def break_commitment(commitment: Commitment, *, by, reason: str) -> Commitment:
    """Say that a promise will not be kept, and why; the one it was made to hears it. Raises as the others."""

    def then(locked: Commitment) -> None:
        locked.closed_on = timezone.localdate()
        step = _close(locked, StepKind.BROKEN, reason=reason.strip(), by=by)
        _ask(locked, step, letters.broken_letter)

    return _take(commitment, "break", by=by, reason=reason, then=then)


def move_commitment(commitment: Commitment, due_on: date, *, by, reason: str) -> Commitment:
    """Give a promise another date, and say why; the one it was made to hears it. The old date stays a step.

    Raises TransitionRefused (Dutch) for the same date, a day that has passed, or a closed commitment.
    """

    def then(locked: Commitment) -> None:
        if due_on < timezone.localdate():
            raise TransitionRefused(refusal("Kies een datum die nog komt."))
        if due_on == locked.due_on:
            raise TransitionRefused(refusal("Dit is al de datum. Kies een andere."))
        old, locked.due_on = locked.due_on, due_on
        locked.moves += 1
        locked.save(update_fields=["due_on", "moves"])
        step = _add_step(
            locked, StepKind.MOVED, old_due_on=old, new_due_on=due_on, reason=reason.strip(), by=by
        )
        _ask(locked, step, letters.moved_letter)

    return _take(commitment, "move", by=by, reason=reason, then=then)


def reopen_commitment(commitment: Commitment, *, by, reason: str) -> Commitment:
    """Open a closed commitment again, because it was not done after all or by mistake."""

    def then(locked: Commitment) -> None:
        _open_again(locked, answer=Answer.NONE)
        _add_step(locked, StepKind.REOPENED, reason=reason.strip(), by=by)

    return _take(commitment, "reopen", by=by, reason=reason, then=then)


def confirm_step(step: CommitmentStep) -> Commitment:
    """Note that the one it was promised to says that it is so. Raises AnswerRefused when it is overtaken."""
    with recorded(by=None, action="commitments.confirm_step"):
        locked = _lock_for_answer(step)
        locked.answer = Answer.CONFIRMED
        locked.save(update_fields=["answer"])
        _add_step(locked, StepKind.CONFIRMED, answers=step)
    return locked


def dispute_step(step: CommitmentStep, *, words: str) -> Commitment:
    """Note that the one it was promised to does not agree, in their words; a closed commitment opens again.

    Who watches over it gets a letter. Raises AnswerRefused when the step is overtaken, TransitionRefused
    without words.
    """
    with recorded(by=None, action="commitments.dispute_step"):
        locked = _lock_for_answer(step)
        if locked.is_open:
            _object_to_move(locked, step, words)
            return locked

        def then(again: Commitment) -> None:
            _open_again(again, answer=Answer.DISPUTED)
            _note_dispute(again, step, words)

        return perform(locked, "dispute", by=None, reason=words, then=then)


def remind_keepers(*, on: date | None = None) -> None:
    """Write to who watches over what is due within a week or late.

    Safe to call at any time: once before each date, and once in four weeks after it.
    """
    day = on or timezone.localdate()
    for commitment in due_for_reminder(day + REMIND_BEFORE).iterator(chunk_size=500):
        for person in keepers_of(commitment):
            letter = letters.reminder_letter(commitment, person, today=day)
            key = letters.reminder_key(commitment, person, today=day)
            send_letter(to=person.email, subject=letter.subject, body=letter.body, key=key)


def _take(commitment: Commitment, step: str, *, by, reason: str, then) -> Commitment:
    locked = perform(commitment, step, by=by, reason=reason, then=then)
    commitment.refresh_from_db()
    return locked


def _close(commitment: Commitment, kind: StepKind, *, reason: str, by) -> CommitmentStep:
    commitment.answer = Answer.NONE
    commitment.save(update_fields=["closed_on", "answer"])
    return _add_step(commitment, kind, reason=reason, by=by)


def _open_again(commitment: Commitment, *, answer: Answer) -> None:
    commitment.closed_on, commitment.answer = None, answer
    commitment.save(update_fields=["closed_on", "answer"])


def _lock_for_answer(step: CommitmentStep) -> Commitment:
    locked = Commitment.objects.select_for_update(of=("self",)).get(pk=step.commitment_id)
    if not is_answerable(step):
        raise AnswerRefused(refusal("Hier is al op gereageerd, of de afspraak is daarna weer veranderd."))
    return locked


def _object_to_move(commitment: Commitment, step: CommitmentStep, words: str) -> None:
    if not words.strip():
        raise TransitionRefused(refusal("Schrijf erbij wat er niet klopt."))
    commitment.answer = Answer.DISPUTED
    commitment.save(update_fields=["answer"])
    _note_dispute(commitment, step, words)


def _note_dispute(commitment: Commitment, step: CommitmentStep, words: str) -> None:
    _add_step(commitment, StepKind.DISPUTED, reason=words.strip(), answers=step)
    for person in keepers_of(commitment):
        letter = letters.disputed_letter(commitment, person, words.strip())
        send_letter(to=person.email, subject=letter.subject, body=letter.body)


def _ask(commitment: Commitment, step: CommitmentStep, write) -> None:
    """Write to the one it was made to, with the link to answer this step."""
    if commitment.made_to_email:
        whole = with_people(Commitment.objects.all()).get(pk=commitment.pk)
        _tell(whole, write(whole, step, answer_token(step, whole.made_to_email)))


def _tell(commitment: Commitment, letter: letters.Letter) -> None:
    if commitment.made_to_email:
        send_letter(to=commitment.made_to_email, subject=letter.subject, body=letter.body)


def _add_step(commitment: Commitment, kind: StepKind, *, by=None, **fields) -> CommitmentStep:
    step = CommitmentStep.objects.create(commitment=commitment, kind=kind, by=by, **fields)
    _tell_followers(commitment, step, by=by)
    return step


def _tell_followers(commitment: Commitment, step: CommitmentStep, *, by) -> None:
    """Tell who follows the promises of this person; without the reason, which may not be for everyone."""
    news = {
        StepKind.MADE: _("Nieuwe afspraak: %(what)s"),
        StepKind.KEPT: _("Nagekomen: %(what)s"),
        StepKind.BROKEN: _("Wordt niet nagekomen: %(what)s"),
        StepKind.MOVED: _("Nieuwe datum: %(what)s"),
        StepKind.REOPENED: _("Toch nog niet klaar: %(what)s"),
    }.get(step.kind)
    if news and commitment.is_public and commitment.function_id:
        tell_followers(
            PROMISES,
            str(commitment.function_id),
            key=f"commitments.step:{step.pk}",
            title=news % {"what": commitment.what},
            url=commitment.get_absolute_url(),
            by=by,
        )
