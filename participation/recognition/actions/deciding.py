"""Recognition as a decision: asked by a board, proposed by one person, decided by another, renewed, withdrawn, expired."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from areas.organisations.models import Organisation
from participation.recognition import letters
from participation.recognition.actions.declaring import open_file
from participation.recognition.models import Recognition
from participation.recognition.queries import (
    board_addresses,
    current_recognitions,
    deciders_of,
    judges_of,
    nearly_over,
    standing_of,
)
from participation.recognition.states import HOLDING, OPEN, REMIND_BEFORE
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


def ask_recognition(organisation: Organisation, words: str, *, by) -> Recognition:
    """Ask the gemeente to recognise a panel, for the first time or again. Asked twice is asked once."""
    with recorded(by=by, action="recognition.ask_recognition"):
        file = open_file(organisation)
        if waiting := file.recognitions.filter(state__in=OPEN).first():
            return waiting
        made = Recognition.objects.create(file=file, words=words.strip(), asked_by=by)
        _send_to(judges_of(organisation), letters.request_letter(made))
    return made


def propose(recognition: Recognition, *, advice: str, valid_from: date, valid_until: date, by) -> Recognition:
    """Advise to recognise for a period (half-open) or not; how the criteria stand now is kept with it."""

    def then(locked: Recognition) -> None:
        if valid_until <= valid_from:
            raise TransitionRefused(refusal("De laatste dag ligt vóór de eerste dag."))
        locked.advice, locked.proposed_by = advice.strip(), by
        locked.valid_from, locked.valid_until = valid_from, valid_until
        locked.checked = [
            {"eis": str(line.criterion), "stand": line.verdict.state}
            for line in standing_of(locked.file.organisation).lines
        ]
        locked.save(update_fields=["advice", "proposed_by", "valid_from", "valid_until", "checked"])
        _send_to(deciders_of(locked.file.organisation), letters.proposal_letter(locked))

    return perform(recognition, "propose", by=by, then=then)


def decide(recognition: Recognition, step: str, *, by, reason: str = "") -> Recognition:
    """Take a step that is a decision, or ends a request; the board hears it. Raises TransitionRefused (Dutch).

    Nobody decides on what they proposed themselves.
    """

    def then(locked: Recognition) -> None:
        FOLLOWS[step](locked, by, reason.strip())
        if letter := letters.FOR_STEP.get(step):
            _send(board_addresses(locked.file.organisation), letter(locked))

    return perform(recognition, step, by=by, reason=reason, then=then)


def _refuse_own(proposer_id: int | None, by) -> None:
    if by is not None and by.pk == proposer_id:
        raise TransitionRefused(refusal("U deed zelf het voorstel. Iemand anders neemt het besluit."))


def _recognise(locked: Recognition, by, reason: str) -> None:
    open_file(locked.file.organisation)
    others = Recognition.objects.filter(file=locked.file_id, state__in=HOLDING).exclude(pk=locked.pk)
    overlap = others.filter(valid_from__lt=locked.valid_until, valid_until__gt=locked.valid_from).first()
    if overlap:
        raise TransitionRefused(
            refusal("De erkenning loopt al tot %(day)s. Laat de nieuwe op die dag beginnen.")
            % {"day": date_format(overlap.valid_until, "j F Y")}
        )
    _decided(locked, by, reason)


def _decided(locked: Recognition, by, reason: str) -> None:
    _refuse_own(locked.proposed_by_id, by)
    locked.decided_by, locked.decided_at, locked.reason = by, timezone.now(), reason
    locked.save(update_fields=["decided_by", "decided_at", "reason"])


def _sent_back(locked: Recognition, _by, reason: str) -> None:
    """Leave the advice for who writes the next one, with why it came back."""
    locked.proposed_by, locked.reason = None, reason
    locked.save(update_fields=["proposed_by", "reason"])


def _doubted(locked: Recognition, by, reason: str) -> None:
    locked.doubted_by, locked.doubt = by, reason
    locked.save(update_fields=["doubted_by", "doubt"])
    _send_to(deciders_of(locked.file.organisation), letters.doubt_for_deciders_letter(locked))


def _withdrawn(locked: Recognition, by, reason: str) -> None:
    _refuse_own(locked.doubted_by_id, by)
    locked.ended_on, locked.ended_by, locked.reason = timezone.localdate(), by, reason
    locked.save(update_fields=["ended_on", "ended_by", "reason"])


def _upheld(locked: Recognition, by, reason: str) -> None:
    _refuse_own(locked.doubted_by_id, by)
    locked.doubted_by, locked.doubt, locked.reason = None, "", reason
    locked.save(update_fields=["doubted_by", "doubt", "reason"])


def _nothing(_locked: Recognition, _by, _reason: str) -> None:
    pass


FOLLOWS = {
    "recognise": _recognise,
    "refuse": _decided,
    "send_back": _sent_back,
    "take_back": _nothing,
    "propose_withdrawal": _doubted,
    "withdraw": _withdrawn,
    "uphold": _upheld,
}


def follow_clock() -> None:
    """Let recognitions expire, and write to boards and the gemeente before that. Safe to call at any time."""
    today = timezone.localdate()
    for ended in Recognition.objects.filter(state__in=HOLDING, valid_until__lte=today):
        perform(ended, "expire", by=None, then=_expired)
    for recognition in nearly_over(today):
        passed = [each for each in REMIND_BEFORE if today >= recognition.valid_until - each]
        if not passed:
            continue
        body = recognition.file.organisation
        letter = letters.nearly_over_letter(recognition)
        for address in [*board_addresses(body), *(person.email for person in judges_of(body))]:
            key = f"recognition.nearly_over:{recognition.pk}:{recognition.valid_until}:{min(passed).days}:{address}"
            send_letter(to=address, subject=letter.subject, body=letter.body, key=key)


def _expired(locked: Recognition) -> None:
    if current_recognitions(timezone.localdate()).filter(file=locked.file_id).exists():
        return  # renewed: there is nothing to tell
    _send(board_addresses(locked.file.organisation), letters.expired_letter(locked))


def _send_to(people, letter: letters.Letter) -> None:
    _send([person.email for person in people if person.is_active], letter)


def _send(addresses, letter: letters.Letter) -> None:
    for address in addresses:
        send_letter(to=address, subject=letter.subject, body=letter.body)
