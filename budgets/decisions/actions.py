"""Every write on decisions. What was decided never changes: a later decision replaces it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from budgets.decisions.calculations import last_day_to_object, number_of
from budgets.decisions.letters import notice_of
from budgets.decisions.models import Decision
from budgets.decisions.queries import LETTER_JOB, last_sequence
from budgets.decisions.states import DECIDED
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.files.actions import store_file
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform


@dataclass(frozen=True)
class Addressee:
    """Who gets a decision: an organisation, or a person by name. Without `email` the letter goes by post."""

    organisation: Organisation | None = None
    name: str = ""
    address: str = ""
    email: str = ""

    @classmethod
    def board(cls, organisation: Organisation) -> "Addressee":
        """The board of an organisation, at the addresses that the portal knows."""
        return cls(organisation, organisation.name, organisation.address, organisation.email)


@dataclass(frozen=True)
class Wording:
    """What a decision says, in the order of the letter. Plain text; an empty line begins a new paragraph.

    `opening` says what is decided, `lines` how the amount was worked out (text and euros, None is a remark; they
    add up to the amount), `reasons` why, `closing` what happens next. `legal_basis` is the regulation.
    """

    subject: str
    opening: str
    legal_basis: str
    lines: Sequence[tuple[str, Decimal | None]] = ()
    reasons: str = ""
    closing: str = ""


def issue(
    area: Area,
    outcome: str,
    *,
    to: Addressee,
    says: Wording,
    amount: Decimal | None = None,
    by,
    on: date | None = None,
    on_behalf_of: str = "",
    replaces: Decision | None = None,
    is_public: bool = False,
    answered_at: str = "",
    is_on_objection: bool = False,
) -> Decision:
    """Decide: give it its number, freeze its words and ask for the letter, in the caller's transaction.

    `outcome` is one of `states.OUTCOMES`; `by` is who decided, `on` the day (today). A worker makes the letter and
    sends it; then the term for objections begins. With `is_public` anyone may read it: nothing personal may be in
    its words then. `answered_at` names the door (of a room above, with the number of the objection) at which an
    objection to it is answered, when money moves with the answer. One `is_on_objection` is appealed to the court.
    The number belongs to the transaction: when that fails, the next decision gets it.
    """
    day = on or timezone.localdate()
    with recorded(by=by, action="decisions.issue"):
        sequence = _next_sequence(day.year)
        decision = Decision.objects.create(
            year=day.year,
            sequence=sequence,
            number=number_of(day.year, sequence),
            area=area,
            outcome=outcome,
            subject=says.subject[:200],
            organisation=to.organisation,
            name=to.name,
            address=to.address,
            email=to.email,
            amount=amount,
            opening=says.opening,
            lines=[[text, None if value is None else str(value)] for text, value in says.lines],
            reasons=says.reasons,
            closing=says.closing,
            legal_basis=says.legal_basis[:300],
            on_behalf_of=on_behalf_of or _college(),
            decided_by=by,
            decided_on=day,
            replaces=replaces,
            is_public=is_public,
            answered_at=answered_at,
            is_on_objection=is_on_objection,
        )
        request_letter(decision, by=by)
    return decision


def request_letter(decision: Decision, *, by) -> Job:
    """Ask a worker for the letter of a decision; also again, after it failed."""
    return request_job(
        LETTER_JOB,
        subject=_("Brief maken bij besluit %(number)s") % {"number": decision.number},
        by=by,
        arguments={"decision": decision.pk},
        key=f"{LETTER_JOB}:{decision.pk}",
    )


def keep_letter(decision: Decision, content: bytes, *, pages: int, on: date) -> Decision:
    """Keep the letter that a worker made, and send it: a notice by mail, or the letter laid ready for the post.

    `on` is the day that stands on the letter. Twice is harmless: the first letter stays.
    """
    with recorded(by=None, action="decisions.keep_letter"):
        locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        if locked.state != DECIDED:
            return locked
        locked.letter = store_file(CheckedFile(content, f"besluit-{locked.number}.pdf", pages), by=None)
        locked.save(update_fields=["letter"])
        if not locked.email:
            return perform(locked, "hand_over", by=None)
        _mark_sent(locked, on)
        notice = notice_of(locked, gemeente())
        send_letter(
            to=locked.email, subject=notice.subject, body=notice.body, key=f"decisions.notice:{locked.pk}"
        )
        return perform(locked, "mail", by=None)


def post(decision: Decision, *, by) -> Decision:
    """Record that the letter was posted today; tomorrow the term for objections begins."""
    with recorded(by=by, action="decisions.post"):
        locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        if locked.is_to_post:
            _mark_sent(locked, timezone.localdate())
        return perform(locked, "post", by=by)


def _mark_sent(decision: Decision, on: date) -> None:
    """Write the days before the state: a sent decision without them is no whole row."""
    decision.sent_on, decision.object_until = on, last_day_to_object(on)
    decision.save(update_fields=["sent_on", "object_until"])


def _next_sequence(year: int) -> int:
    """Wait for whoever is deciding now, so that no number is given twice and none is skipped."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"decisions:{year}"])
    return last_sequence(year) + 1


def _college() -> str:
    return _("het college van burgemeester en wethouders van %(place)s") % {"place": gemeente().place}
