import hashlib
import secrets
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.roles import letters
from areas.roles.models import AccessReview, Invitation, ReviewItem, RoleAssignment
from areas.roles.queries import administrators, assignments_to_review, forget_roles
from areas.roles.states import (
    ADMINISTRATOR,
    BOARD_MEMBER,
    CONFIRMED,
    ENDED,
    INVITATION_LIFETIME,
    LAPSED,
    OPEN,
    REVIEW_TIME,
)
from areas.territory.models import Area
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.people import actions as people
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.privacy.actions import CannotLeave, leave
from wijkportaal.foundation.transitions.actions import perform


class RoleRefused(Exception):
    """Something with a role that cannot be; the message says why, in Dutch."""


def assign_role(
    person: Person,
    role: str,
    area: Area,
    *,
    by,
    function: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    note: str = "",
    tell: bool = False,
) -> RoleAssignment:
    """Give someone a role in an area from a day (today) until the day before `valid_until` (or for good).

    `by=None` is the portal itself (a first administrator from the shell, the demonstration). With `tell`
    the person gets a letter. Raises RoleRefused when someone would give a role to themselves, when the
    area has ended, or when the person holds the same role there in that time.
    """
    start = valid_from or timezone.localdate()
    if by is not None and by.pk == person.pk:
        raise RoleRefused(refusal("U kunt uzelf geen rol geven. Vraag het een andere beheerder."))
    if valid_until is not None and valid_until <= start:
        raise RoleRefused(refusal("De rol moet later eindigen dan hij begint."))
    if area.has_ended:
        raise RoleRefused(refusal("%(area)s bestaat niet meer. Kies een ander gebied.") % {"area": area})
    with recorded(by=by, action="roles.assign_role", reason=note):
        Person.objects.select_for_update().get(pk=person.pk)
        kept = function if role == BOARD_MEMBER else ""
        same = RoleAssignment.objects.filter(person=person, role=role, area=area, function=kept)
        overlapping = same.filter(Q(valid_until=None) | Q(valid_until__gt=start))
        if valid_until is not None:
            overlapping = overlapping.filter(valid_from__lt=valid_until)
        if overlapping.exists():
            raise RoleRefused(
                refusal("%(person)s heeft deze rol in %(area)s al in die periode.")
                % {"person": person, "area": area}
            )
        assignment = RoleAssignment.objects.create(
            person=person,
            role=role,
            area=area,
            function=kept,
            valid_from=start,
            valid_until=valid_until,
            note=note[:200],
        )
        if tell:
            letter = letters.new_role_letter(assignment)
            send_letter(to=person.email, subject=letter.subject, body=letter.body)
    forget_roles(person)
    return assignment


def end_role(
    assignment: RoleAssignment, *, by, on: date | None = None, reason: str = "", tell: bool = False
) -> RoleAssignment:
    """Let a role end: `on` (today) is the first day on which it no longer holds.

    A role that would only begin later never begins. Raises RoleRefused when it has ended already, or when
    it would leave the portal without an administrator.
    """
    with recorded(by=by, action="roles.end_role", reason=reason):
        if assignment.role == ADMINISTRATOR:
            _refuse_last_administrator(assignment.person_id, but=assignment.pk)
        locked = RoleAssignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
        day = max(on or timezone.localdate(), locked.valid_from)
        if locked.valid_until is not None and locked.valid_until <= day:
            raise RoleRefused(refusal("Deze rol is al beëindigd."))
        locked.valid_until = day
        locked.save(update_fields=["valid_until"])
        if tell:
            letter = letters.ended_role_letter(locked, reason)
            send_letter(to=locked.person.email, subject=letter.subject, body=letter.body)
    assignment.valid_until = locked.valid_until
    forget_roles(assignment.person)
    return assignment


def _refuse_last_administrator(person_id: int, *, but: int | None = None) -> None:
    """Raise RoleRefused unless another administrator stays. Locks them all, so two cannot leave at once."""
    lasting = list(administrators(lasting=True).select_for_update(of=("self",)).order_by("pk"))
    leaving = [a for a in lasting if a.pk == but or (but is None and a.person_id == person_id)]
    if leaving and len(leaving) == len(lasting):
        raise RoleRefused(refusal("Dit is de laatste beheerder. Maak eerst iemand anders beheerder."))


def block_person(person: Person, *, by, reason: str = "") -> Person:
    """Take someone's way in, unless it is the last administrator or the one who asks."""
    if by is not None and by.pk == person.pk:
        raise RoleRefused(refusal("U kunt uzelf niet buitensluiten."))
    with recorded(by=by, action="roles.block_person", reason=reason):
        _refuse_last_administrator(person.pk)
        return people.block_person(person, by=by, reason=reason)


def reset_second_factor(person: Person, *, by) -> None:
    """Take away someone's second step, recovery codes included, so that they can set up a new one.

    For who lost their phone; the one who asks has seen who it is. Not for oneself: who can sign in can
    change it on their own page.
    """
    if by is not None and by.pk == person.pk:
        raise RoleRefused(refusal("Uw eigen tweede stap verandert u bij Mijn account."))
    people.reset_second_factor(person, by=by)


def erase_person(person: Person, *, by, reason: str) -> None:
    """Take someone's account away because they asked for it in another way than on their own page (AVG, art. 17).

    Raises RoleRefused when others still count on them: that is handed over first, as when they leave by themselves.
    """
    if by.pk == person.pk:
        raise RoleRefused(refusal("Uw eigen account haalt u weg bij Mijn gegevens."))
    with recorded(by=by, action="roles.erase_person", reason=reason):
        try:
            leave(person, by=by)
        except CannotLeave as refused:
            raise RoleRefused(str(refused)) from refused


# --- Invitations ---------------------------------------------------------------------------------------


def hash_of(token: str) -> str:
    """Return what is stored of an invitation's token; the token is random enough to need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(
    email: str,
    role: str,
    area: Area,
    *,
    by,
    full_name: str = "",
    function: str = "",
    message: str = "",
) -> Invitation:
    """Invite someone by letter to a role in an area; the link in it works for fourteen days.

    Raises RoleRefused when it is one's own address, the area has ended, the person has the role already,
    or such an invitation is under way.
    """
    address = email.strip().lower()
    if by is not None and by.email == address:
        raise RoleRefused(refusal("U kunt uzelf geen rol geven. Vraag het een andere beheerder."))
    if area.has_ended:
        raise RoleRefused(refusal("%(area)s bestaat niet meer. Kies een ander gebied.") % {"area": area})
    kept = function if role == BOARD_MEMBER else ""
    same = {"role": role, "area": area, "function": kept}
    token = secrets.token_urlsafe(32)
    with recorded(by=by, action="roles.invite"):
        # One at a time for an area, so that two administrators do not send the same letter twice.
        Area.objects.select_for_update(of=("self",)).get(pk=area.pk)
        lasting = RoleAssignment.objects.filter(person__email=address, valid_until=None, **same)
        if lasting.exists():
            raise RoleRefused(refusal("%(email)s heeft deze rol al.") % {"email": address})
        if Invitation.objects.filter(email=address, state="open", **same).exists():
            raise RoleRefused(
                refusal("%(email)s is al uitgenodigd voor deze rol. Stuur de uitnodiging opnieuw.")
                % {"email": address}
            )
        invitation = Invitation.objects.create(
            email=address,
            full_name=full_name.strip(),
            message=message.strip(),
            invited_by=by,
            expires_at=timezone.now() + INVITATION_LIFETIME,
            token_hash=hash_of(token),
            **same,
        )
        _send(invitation, token)
    return invitation


def resend_invitation(invitation: Invitation, *, by) -> Invitation:
    """Send an open invitation again with a new link and fourteen new days; the old link stops working."""
    token = secrets.token_urlsafe(32)
    with recorded(by=by, action="roles.resend_invitation"):
        locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        if locked.state != "open":
            raise RoleRefused(refusal("Deze uitnodiging is al aangenomen of ingetrokken."))
        locked.token_hash = hash_of(token)
        locked.invited_at = timezone.now()
        locked.expires_at = locked.invited_at + INVITATION_LIFETIME
        locked.save(update_fields=["token_hash", "invited_at", "expires_at"])
        _send(locked, token)
    return locked


def _send(invitation: Invitation, token: str) -> None:
    letter = letters.invitation_letter(invitation, token)
    send_letter(to=invitation.email, subject=letter.subject, body=letter.body)


def withdraw_invitation(invitation: Invitation, *, by, reason: str = "") -> Invitation:
    """Make the link of an invitation useless. Raises TransitionRefused when it was taken already."""
    return perform(invitation, "withdraw_invitation", by=by, reason=reason)


def accept_invitation(invitation: Invitation, *, full_name: str = "") -> Person:
    """Take an invitation for whoever holds its link: the account is made if needed, the role given.

    The link came by mail, so the address counts as verified. Raises TransitionRefused when it was taken or
    withdrawn in the meantime, RoleRefused when it has expired or the account is closed.
    """
    with recorded(by=None, action="roles.accept_invitation"):
        locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        if locked.is_expired:
            raise RoleRefused(refusal("Deze uitnodiging is verlopen. Vraag om een nieuwe."))
        person = people.add_person(
            locked.email, by=None, full_name=full_name or locked.full_name, verified=True
        )
        if not person.is_active:
            raise RoleRefused(refusal("Dit account is gesloten. Neem contact op met de beheerder."))
        perform(locked, "accept_invitation", by=person, then=lambda record: _take(record, person))
    return person


def _take(invitation: Invitation, person: Person) -> None:
    invitation.accepted_by, invitation.accepted_at = person, timezone.now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    held = RoleAssignment.objects.filter(
        person=person,
        role=invitation.role,
        area=invitation.area,
        function=invitation.function,
        valid_until=None,
    )
    if not held.exists():
        # Who invited gives the role; when that account is gone, the portal does.
        assign_role(
            person,
            invitation.role,
            invitation.area,
            by=invitation.invited_by,
            function=invitation.function,
            note=_("Uitnodiging aangenomen"),
        )


# --- Access review -------------------------------------------------------------------------------------


def start_review(kind: str, *, by) -> AccessReview:
    """Start a round of access review: every role that it looks at becomes a line to decide on."""
    with recorded(by=by, action="roles.start_review"):
        if AccessReview.objects.filter(kind=kind, state="open").exists():
            raise RoleRefused(refusal("Er loopt al een controle van deze soort."))
        review = AccessReview.objects.create(
            kind=kind, started_by=by, due_on=timezone.localdate() + REVIEW_TIME
        )
        ReviewItem.objects.bulk_create(
            ReviewItem(review=review, assignment=assignment) for assignment in assignments_to_review(kind)
        )
    return review


def confirm_item(item: ReviewItem, *, by, note: str = "") -> ReviewItem:
    """Say that a role is still needed. Raises RoleRefused for one's own, unless there is nobody else."""
    with recorded(by=by, action="roles.confirm_role", reason=note):
        locked = _open_item(item)
        own = locked.assignment.person_id == by.pk
        if own and administrators().exclude(person=by).exists():
            raise RoleRefused(refusal("Uw eigen rol bevestigt een andere beheerder."))
        return _decide(locked, CONFIRMED, by=by, note=note)


def end_item(item: ReviewItem, *, by, note: str = "") -> ReviewItem:
    """Say that a role is no longer needed, and end it today with a letter to the person."""
    with recorded(by=by, action="roles.end_reviewed_role", reason=note):
        locked = _open_item(item)
        end_role(locked.assignment, by=by, reason=note, tell=True)
        return _decide(locked, ENDED, by=by, note=note)


def _open_item(item: ReviewItem) -> ReviewItem:
    locked = (
        ReviewItem.objects.select_for_update(of=("self",))
        .select_related("review", "assignment__person", "assignment__area")
        .get(pk=item.pk)
    )
    if locked.review.state != "open":
        raise RoleRefused(refusal("Deze controle is al afgerond."))
    if locked.decision == ENDED:
        raise RoleRefused(refusal("Deze rol is al beëindigd."))
    return locked


def _decide(item: ReviewItem, decision: str, *, by, note: str) -> ReviewItem:
    item.decision, item.decided_by, item.decided_at, item.note = decision, by, timezone.now(), note[:200]
    item.save(update_fields=["decision", "decided_by", "decided_at", "note"])
    return item


def finish_review(review: AccessReview, *, by) -> AccessReview:
    """Close a round when every line is decided; roles that ended by themselves are marked as such."""

    def sign(record: AccessReview) -> None:
        record.finished_by, record.finished_at = by, timezone.now()
        record.save(update_fields=["finished_by", "finished_at"])

    with recorded(by=by, action="roles.finish_review"):
        today = timezone.localdate()
        ended = RoleAssignment.objects.filter(valid_until__lte=today)
        for item in ReviewItem.objects.filter(review=review, decision=OPEN, assignment__in=ended):
            _decide(item, LAPSED, by=by, note="")
        return perform(review, "finish_review", by=by, then=sign)
