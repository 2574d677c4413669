"""What the clock asks: end what is over, remind who comes tomorrow, and forget who came (docs/adr/0125)."""

from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from participation.meetings import letters
from participation.meetings.actions.guests import count_heads
from participation.meetings.actions.making import take_step
from participation.meetings.models import HeadCount, Meeting, SignUp
from participation.meetings.queries import due_by_clock, starting_between
from participation.meetings.states import ASKED, COMING, CONFIRM_WITHIN, KEEP_GUESTS, KEEP_NEEDS
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.mail.actions import send_letter

# Nobody is woken by a reminder.
REMIND_FROM = time(9)
AT_ONCE = 200


def follow_clock() -> None:
    """Set what is over to held; safe to call often."""
    for meeting in due_by_clock():
        take_step(meeting, "hold", by=None)


def remind_guests(*, now: datetime | None = None) -> None:
    """Write to who comes tomorrow; once for each time that the meeting has. Safe to call often."""
    now = timezone.localtime(now)
    if now.time() < REMIND_FROM:
        return
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = starting_between(today + timedelta(days=1), today + timedelta(days=2))
    # Who signed up today had a letter today.
    coming = SignUp.objects.filter(meeting__in=tomorrow, state=COMING, in_line_since__lt=today)
    for guest in coming.select_related("meeting__facility").iterator(chunk_size=500):
        letter = letters.reminder_letter(guest)
        key = f"meetings.remind:{guest.pk}:{guest.meeting.starts_at:%Y%m%d%H%M}"
        send_letter(to=guest.email, subject=letter.subject, body=letter.body, key=key)


def unconfirmed_past(term: timedelta = CONFIRM_WITHIN, *, now: datetime | None = None) -> QuerySet[SignUp]:
    """Return who signed up and did not confirm within `term`."""
    return SignUp.objects.filter(state=ASKED, asked_at__lt=(now or timezone.now()) - term)


def forget_unconfirmed(term: timedelta = CONFIRM_WITHIN, *, now: datetime | None = None) -> int:
    """Forget who signed up and never confirmed; returns how many."""
    with recorded(by=None, action="meetings.forget_unconfirmed"):
        return unconfirmed_past(term, now=now).delete()[0]


def needs_past(term: timedelta = KEEP_NEEDS, *, now: datetime | None = None) -> QuerySet[SignUp]:
    """Return who needed help at a meeting that is over for longer than `term`."""
    return SignUp.objects.filter(meeting__ends_at__lt=(now or timezone.now()) - term).exclude(needs="")


def forget_needs(term: timedelta = KEEP_NEEDS, *, now: datetime | None = None) -> int:
    """Forget what help somebody needed at a meeting that is over; returns of how many."""
    with recorded(by=None, action="meetings.forget_needs"):
        return needs_past(term, now=now).update(needs="")


def guests_past(term: timedelta = KEEP_GUESTS, *, now: datetime | None = None) -> QuerySet[Meeting]:
    """Return the meetings that are over for longer than `term`, and of which it still says who came."""
    before = (now or timezone.now()) - term
    return Meeting.objects.filter(ends_at__lt=before, sign_ups__isnull=False).distinct()


def forget_guests(term: timedelta = KEEP_GUESTS, *, now: datetime | None = None) -> int:
    """Forget who came to meetings of a while ago, and keep how many; returns of how many meetings."""
    with recorded(by=None, action="meetings.forget_guests"):
        found = list(guests_past(term, now=now).order_by("pk")[:AT_ONCE])
        for meeting in found:
            _forget_guests(meeting)
    return len(found)


def _forget_guests(meeting: Meeting) -> None:
    arrived = meeting.sign_ups.exclude(arrived_at=None)
    if not meeting.counts.exists():
        numbers: dict[int | None, int] = {}
        for organisation, number in arrived.values_list("organisation", "persons"):
            numbers[organisation] = numbers.get(organisation, 0) + number
        for organisation, number in numbers.items():
            HeadCount.objects.create(meeting=meeting, organisation_id=organisation, number=number)
    meeting.sign_ups.all().delete()
    # How many said that they would come stays too.
    count_heads(meeting)
