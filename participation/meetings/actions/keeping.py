"""What the clock asks: end what is over, remind who comes tomorrow, and forget who came."""

from datetime import datetime, time, timedelta

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


def tidy(*, now: datetime | None = None) -> None:
    """Forget who never confirmed, what help somebody needed, and in the end who came; how many came stays."""
    now = now or timezone.now()
    with recorded(by=None, action="meetings.tidy"):
        unconfirmed = SignUp.objects.filter(state=ASKED, asked_at__lt=now - CONFIRM_WITHIN)
        unconfirmed.delete()
        SignUp.objects.filter(meeting__ends_at__lt=now - KEEP_NEEDS).exclude(needs="").update(needs="")
        old = Meeting.objects.filter(ends_at__lt=now - KEEP_GUESTS, sign_ups__isnull=False).distinct()
        for meeting in old.order_by("pk")[:AT_ONCE]:
            _forget_guests(meeting)


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
