"""Who comes: signing up and off, the line for a seat, invitations, and the door.

Every write locks the meeting first: the number of seats is kept under its lock, so that the last seat is given once.
"""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from areas.organisations.models import Organisation
from participation.meetings import letters
from participation.meetings.calculations import fits, moving_up
from participation.meetings.models import HeadCount, Meeting, SignUp
from participation.meetings.queries import may_write_to, persons, place_in_line, waiting_line
from participation.meetings.states import COMING, EXPECTED, INVITED, MOST_INVITED, OFF, WAITING
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.mail.actions import send_letter
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused


def sign_up(
    meeting: Meeting,
    *,
    email: str,
    name: str = "",
    number: int = 1,
    needs: str = "",
    organisation: Organisation | None = None,
    person=None,
) -> SignUp:
    """Sign somebody up: at once with an account, after a confirmation by mail without.

    What comes back says nothing about what was known of the address: the letter does. Raises TransitionRefused
    (Dutch) when nobody can sign up any more.
    """
    address = email.strip().lower()
    with recorded(by=person, action="meetings.sign_up"):
        locked = _locked(meeting)
        if not locked.takes_guests:
            raise TransitionRefused(refusal("Aanmelden kan niet meer."))
        known = locked.sign_ups.filter(email=address).first()
        if known and known.state in EXPECTED:
            _send(known, letters.again_letter(known))
            return known
        guest = known or SignUp(meeting=locked, email=address)
        guest.person, guest.name, guest.organisation = person, " ".join(name.split()), organisation
        guest.persons, guest.needs, guest.asked_at = number, needs.strip(), timezone.now()
        guest.save()
        if person is not None:
            return confirm(guest)
        _send(guest, letters.confirm_letter(guest))
    return guest


def confirm(guest: SignUp) -> SignUp:
    """Give who says that they come a seat, or a place in the line when there is none.

    A second time changes nothing. Raises TransitionRefused (Dutch) when it is too late.
    """
    with recorded(by=None, action="meetings.confirm"):
        meeting = _locked(guest.meeting)
        guest.refresh_from_db(fields=["state"])
        if guest.state in EXPECTED:
            return guest
        if not meeting.is_open:
            raise TransitionRefused(
                refusal("Aanmelden kan niet meer: de bijeenkomst is begonnen of gaat niet door.")
            )
        has_seat = fits(guest.persons, seats=meeting.seats, taken=meeting.coming, waiting=meeting.waiting)

        def then(locked: SignUp) -> None:
            locked.in_line_since = timezone.now()
            locked.save(update_fields=["in_line_since"])

        taken = perform(guest, "take_seat" if has_seat else "join_line", by=None, then=then)
        taken.meeting = meeting
        recount(meeting)
        letter = (
            letters.seat_letter(taken) if has_seat else letters.line_letter(taken, place=place_in_line(taken))
        )
        _send(taken, letter)
    return taken


def sign_off(guest: SignUp, *, by=None) -> SignUp:
    """Let somebody not come after all; the first in the line gets the seat. A second time changes nothing."""
    with recorded(by=by, action="meetings.sign_off"):
        meeting = _locked(guest.meeting)
        guest.refresh_from_db(fields=["state"])
        if guest.state == OFF:
            return guest

        def then(locked: SignUp) -> None:
            locked.in_line_since, locked.arrived_at, locked.needs = None, None, ""
            locked.save(update_fields=["in_line_since", "arrived_at", "needs"])

        off = perform(guest, "sign_off", by=by, then=then)
        recount(meeting)
        move_up(meeting)
    return off


def give_seat(guest: SignUp, *, by) -> SignUp:
    """Let somebody in past the line, or beyond the number of seats: the organiser knows what the room can take."""
    with recorded(by=by, action="meetings.give_seat"):
        meeting = _locked(guest.meeting)

        def then(locked: SignUp) -> None:
            locked.in_line_since = locked.in_line_since or timezone.now()
            locked.save(update_fields=["in_line_since"])
            locked.meeting = meeting
            _send(locked, letters.seat_letter(locked))

        seated = perform(guest, "take_seat", by=by, then=then)
        recount(meeting)
    return seated


def invite(meeting: Meeting, addresses: Iterable[str], *, by) -> int:
    """Invite people by e-mail; who is known already gets no second letter. Returns how many were invited."""
    with recorded(by=by, action="meetings.invite"):
        locked = _locked(meeting)
        if not locked.is_open:
            raise TransitionRefused(
                refusal("Kondig de bijeenkomst eerst aan. Daarna kunt u mensen uitnodigen.")
            )
        known = set(locked.sign_ups.values_list("email", flat=True))
        new = [
            each for each in dict.fromkeys(each.strip().lower() for each in addresses) if each not in known
        ]
        if locked.sign_ups.filter(state=INVITED).count() + len(new) > MOST_INVITED:
            raise TransitionRefused(
                refusal("U kunt hooguit %(most)d mensen uitnodigen.") % {"most": MOST_INVITED}
            )
        for address in new:
            guest = SignUp.objects.create(meeting=locked, email=address, state=INVITED)
            letter = letters.invitation_letter(guest)
            send_letter(to=address, subject=letter.subject, body=letter.body)
    return len(new)


def move_up(meeting: Meeting) -> int:
    """Give free seats to who waits, strictly in order; returns how many sign-ups moved up."""
    with recorded(by=None, action="meetings.move_up"):
        locked = _locked(meeting)
        if not locked.is_open:
            return 0
        line = list(waiting_line(locked))
        number = moving_up(locked.seats, locked.coming, [each.persons for each in line])
        for guest in line[:number]:
            seated = perform(guest, "take_seat", by=None)
            seated.meeting = locked
            _send(seated, letters.seat_letter(seated, moved_up=True))
        recount(locked)
    meeting.coming, meeting.waiting = locked.coming, locked.waiting
    return number


def arrive(guest: SignUp, *, by, is_here: bool = True) -> SignUp:
    """Tick somebody off at the door, or undo that. Who was only invited, or waits, has a seat now that they are here."""
    with recorded(by=by, action="meetings.arrive"):
        meeting = _locked(guest.meeting)
        if not meeting.door_is_open:
            raise TransitionRefused(refusal("De deur is nog niet open, of de bijeenkomst is afgesloten."))
        guest.refresh_from_db(fields=["state", "arrived_at"])
        if is_here and guest.state != COMING:
            guest = perform(guest, "take_seat", by=by)
        if is_here != (guest.arrived_at is not None):
            guest.arrived_at = timezone.now() if is_here else None
            guest.save(update_fields=["arrived_at"])
        recount(meeting)
    return guest


def save_counts(meeting: Meeting, numbers: Mapping[int | None, int | None], *, by) -> Meeting:
    """Keep how many people came, by organisation (None: for none); an empty number is not counted."""
    with recorded(by=by, action="meetings.save_counts"):
        locked = _locked(meeting)
        if not locked.door_is_open:
            raise TransitionRefused(refusal("De deur is nog niet open, of de bijeenkomst is afgesloten."))
        for organisation, number in numbers.items():
            known = locked.counts.filter(organisation=organisation).first()
            if number is None:
                if known:
                    known.delete()
                continue
            known = known or HeadCount(meeting=locked, organisation_id=organisation)
            if known.number != number:
                known.number = number
                known.save()
        count_heads(locked)
    return locked


def recount(meeting: Meeting) -> None:
    """Keep the counters with the rows that they follow from, under the lock of the meeting."""
    meeting.coming = persons(meeting.sign_ups.filter(state=COMING))
    meeting.waiting = persons(meeting.sign_ups.filter(state=WAITING))
    meeting.save(update_fields=["coming", "waiting"])
    count_heads(meeting)


def count_heads(meeting: Meeting) -> None:
    """Keep how many came. What was counted by head goes before who was ticked off: not everyone signed up."""
    counted = list(meeting.counts.values_list("number", flat=True))
    meeting.attended = sum(counted) if counted else persons(meeting.sign_ups.exclude(arrived_at=None)) or None
    meeting.save(update_fields=["attended"])


def _locked(meeting: Meeting) -> Meeting:
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("area", "facility").get(pk=meeting.pk)
    )


def _send(guest: SignUp, letter: letters.Letter) -> None:
    """Write to somebody, unless their address had a few letters about meetings today: nobody fills a mailbox."""
    if may_write_to(guest.email):
        send_letter(to=guest.email, subject=letter.subject, body=letter.body)
