"""What comes in: one filled in form, from the site, from paper or from a phone; and whether it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from participation.consultations.actions.wishes import make_wishes
from participation.consultations.models import (
    Answer,
    Consultation,
    Question,
    Respondent,
    Response,
    Visit,
    WalkStreet,
)
from participation.consultations.states import ONLINE, PAPER, RoundRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal


@dataclass(frozen=True)
class Given:
    """What somebody said to one question: their words, or the places of what they chose."""

    question: Question
    text: str = ""
    choices: tuple[int, ...] = ()


@dataclass(frozen=True)
class Form:
    """One filled in form, checked: the answers, and who wants to hear the result."""

    answers: Sequence[Given]
    street: WalkStreet | None = None
    name: str = ""
    email: str = ""


def answer_online(consultation: Consultation, form: Form) -> Response:
    """Keep what somebody answered on the site. Raises RoundRefused when the round takes no answers now."""
    with recorded(by=None, action="consultations.answer_online"):
        locked = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
        if not locked.takes_answers:
            raise RoundRefused(refusal("Deze vragenronde is net gesloten. Uw antwoorden zijn niet bewaard."))
        return keep_form(locked, form, channel=ONLINE, by=None)


def enter_paper(consultation: Consultation, form: Form, *, by) -> Response:
    """Keep a form on paper. Raises RoundRefused once the result was told."""
    with recorded(by=by, action="consultations.enter_paper"):
        locked = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
        if not locked.takes_paper:
            raise RoundRefused(refusal("Papier voert u in vanaf de eerste dag tot u terugmeldt."))
        return keep_form(locked, form, channel=PAPER, by=by)


def keep_form(
    consultation: Consultation,
    form: Form,
    *,
    channel: str,
    visit: Visit | None = None,
    at: datetime | None = None,
    is_late: bool = False,
    by,
) -> Response:
    """Write a form and make the cards of its wishes, in the caller's transaction; a late one waits for a decision."""
    response = Response.objects.create(
        consultation=consultation,
        channel=channel,
        street=form.street,
        visit=visit,
        given_at=at or timezone.now(),
        is_late=is_late,
        counts=None if is_late else True,
        entered_by=by,
    )
    Answer.objects.bulk_create(
        Answer(response=response, question=given.question, text=given.text, choices=list(given.choices))
        for given in form.answers
    )
    if form.email or form.name:
        Respondent.objects.create(response=response, name=form.name, email=form.email.lower())
    if response.counts:
        make_wishes(response)
    return response


def set_counts(response: Response, counts: bool, *, by) -> Response:
    """Say whether a form counts: one that came late, or that is double. Its wishes come or go with it.

    Raises RoundRefused once the result was told.
    """
    with recorded(by=by, action="consultations.set_counts"):
        locked = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
        if locked.consultation.is_reported:
            raise RoundRefused(refusal("De uitkomst is al teruggemeld. Open de ronde eerst weer."))
        if locked.counts is counts:
            return locked
        locked.counts = counts
        locked.save(update_fields=["counts"])
        make_wishes(locked)
    return locked
