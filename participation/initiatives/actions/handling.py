"""Writes of the steps in the life of an initiative, and of the gemeente: ask departments, state the rung, agree."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.models import Organisation
from participation.initiatives import letters
from participation.initiatives.models import Check, Initiative, Step
from participation.initiatives.queries import (
    handlers_of,
    late_checks,
    people_to_ask,
    people_who_make,
    to_decide_soon,
)
from participation.initiatives.states import CHECKING, OPEN
from participation.subscriptions.actions import tell_followers
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused

# Within this the makers hear whether it goes on, once the gemeente looks at it.
ANSWER_WITHIN = timedelta(weeks=8)


def take_step(initiative: Initiative, name: str, *, by, reason: str = "") -> Initiative:
    """Take a step in the life of an initiative; makers get a letter, followers of a public one news.

    Raises TransitionRefused (Dutch) when it cannot be taken now.
    """

    def then(locked: Initiative) -> None:
        locked.state_reason = reason.strip()
        if name == "publish":
            locked.published_at = locked.published_at or timezone.now()
        if name == "check":
            locked.answer_by = timezone.localdate() + ANSWER_WITHIN
        if locked.state not in {OPEN, CHECKING}:
            locked.answer_by = None
        if name == "reopen" and locked.published_at is None:
            raise TransitionRefused(
                refusal("Dit initiatief stond nog niet op de site. De makers kunnen opnieuw beginnen.")
            )
        locked.save(update_fields=["state_reason", "published_at", "answer_by"])
        step = Step.objects.create(
            initiative=locked, name=name, state=locked.state, reason=locked.state_reason, by=by
        )
        _tell(locked, step, by=by)

    return perform(initiative, name, by=by, reason=reason, then=then)


def ask_department(
    initiative: Initiative, organisation: Organisation, *, question: str, due_on: date, by
) -> Check:
    """Ask a department or partner whether it can be done, by a day; who works there gets a letter.

    Raises TransitionRefused (Dutch) when it was decided already.
    """
    with recorded(by=by, action="initiatives.ask_department"):
        locked = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
        if locked.state not in {OPEN, CHECKING}:
            raise TransitionRefused(
                refusal("Over dit initiatief is al besloten, of het staat nog niet op de site.")
            )
        check, created = Check.objects.get_or_create(
            initiative=locked,
            organisation=organisation,
            defaults={"question": question.strip(), "due_on": due_on},
        )
        if created:
            letter = letters.check_letter(check)
            for person in people_to_ask(check):
                send_letter(to=person.email, subject=letter.subject, body=letter.body)
    return check


def withdraw_check(check: Check, *, by) -> None:
    """Take a question back. Raises TransitionRefused (Dutch) when it was answered: answers stay to be read."""
    with recorded(by=by, action="initiatives.withdraw_check"):
        locked = Check.objects.select_for_update(of=("self",)).get(pk=check.pk)
        if locked.outcome:
            raise TransitionRefused(refusal("De afdeling heeft al antwoord gegeven. Dat blijft te lezen."))
        locked.delete()


def answer_check(check: Check, *, outcome: str, reason: str, by) -> Check:
    """Say whether it can be done, and why; anyone can read it. May be said again until it was decided.

    Raises TransitionRefused (Dutch) when it was decided.
    """
    with recorded(by=by, action="initiatives.answer_check"):
        initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=check.initiative_id)
        if initiative.state not in {OPEN, CHECKING}:
            raise TransitionRefused(refusal("Over dit initiatief is al besloten."))
        is_first = not check.outcome
        check.outcome, check.reason, check.answered_at = outcome, reason.strip(), timezone.now()
        check.save(update_fields=["outcome", "reason", "answered_at"])
        if is_first:
            _tell_handlers(check, by=by)
    return check


def _tell_handlers(check: Check, *, by) -> None:
    """Write to who decides that an answer came, and whether it was the last that they waited for."""
    waiting = Check.objects.filter(initiative=check.initiative_id, outcome="").count()
    letter = letters.checked_letter(check, waiting=waiting)
    for person in handlers_of(check.area):
        if person != by:
            send_letter(to=person.email, subject=letter.subject, body=letter.body)


def remind() -> None:
    """Write once to who did not answer in time whether something can be done, and to who has to decide within a week.

    Safe to call at any time.
    """
    for check in late_checks():
        letter = letters.late_check_letter(check)
        for person in people_to_ask(check):
            key = f"initiatives.late:{check.pk}:{person.pk}"
            send_letter(to=person.email, subject=letter.subject, body=letter.body, key=key)
    for initiative in to_decide_soon():
        letter = letters.deadline_letter(initiative)
        for person in handlers_of(initiative.area):
            key = f"initiatives.decide:{initiative.pk}:{initiative.answer_by}:{person.pk}"
            send_letter(to=person.email, subject=letter.subject, body=letter.body, key=key)


def state_rung(initiative: Initiative, *, rung: str, words: str, by) -> Initiative:
    """Say what the makers may decide. Raises TransitionRefused (Dutch) once they judged it."""
    with recorded(by=by, action="initiatives.state_rung"):
        locked = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
        if locked.rung_held is not None and rung != locked.rung:
            raise TransitionRefused(
                refusal("De makers hebben al gezegd of u zich hieraan hield. Dit blijft staan.")
            )
        locked.rung, locked.rung_words = rung, words.strip()
        locked.save(update_fields=["rung", "rung_words"])
    return locked


def write_agreement(initiative: Initiative, *, agreement: str, agreed_until: date | None, by) -> Initiative:
    """Write down under which agreement residents take over a task of the gemeente."""
    with recorded(by=by, action="initiatives.write_agreement"):
        locked = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
        locked.agreement, locked.agreed_until = agreement.strip(), agreed_until
        locked.save(update_fields=["agreement", "agreed_until"])
    return locked


def _tell(initiative: Initiative, step: Step, *, by) -> None:
    if step.name == "submit":
        letter = letters.submitted_letter(initiative)
        for person in handlers_of(initiative.area):
            send_letter(to=person.email, subject=letter.subject, body=letter.body)
    else:
        letter = letters.step_letter(initiative, step)
        for person in people_who_make(initiative):
            if person != by:
                send_letter(to=person.email, subject=letter.subject, body=letter.body)
    if initiative.is_public:
        tell_followers(
            "initiative",
            initiative.public_id,
            key=f"initiatives.step:{step.pk}",
            title=_("%(title)s: %(state)s") % {"title": initiative.title, "state": step.get_state_display()},
            text=step.reason,
            url=initiative.get_absolute_url(),
            area=initiative.area,
            theme=initiative.theme,
            place=initiative.street,
            by=by,
        )
