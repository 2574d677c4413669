"""Meetings, by the steps that they take in life."""

from datetime import timedelta

from django.utils import timezone

from participation.meetings.actions.guests import confirm, sign_up
from participation.meetings.actions.making import make_meeting, take_step
from participation.meetings.actions.outcomes import add_decision, add_promise, save_minutes
from participation.meetings.models import Meeting, SignUp
from tests.factories.territory import AreaFactory


def make(*, area=None, days: int = 7, hours: int = 2, announced: bool = True, **fields) -> Meeting:
    """A meeting at seven in the evening, some days from now, that is announced."""
    starts = timezone.localtime().replace(hour=19, minute=0, second=0, microsecond=0) + timedelta(days=days)
    values = {
        "kind": "choosing",
        "title": "Kies mee voor het plein",
        "place_note": "de Schakel",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=hours),
    }
    made = make_meeting(area or AreaFactory(), by=None, **values | fields)
    if announced and days > 0:
        take_step(made, "announce", by=None)
    return Meeting.objects.select_related("area").get(pk=made.pk)


def guest(meeting: Meeting, email: str, *, number: int = 1, **fields) -> SignUp:
    """Somebody who signed up and confirmed."""
    return confirm(sign_up(meeting, email=email, name=email.partition("@")[0], number=number, **fields))


def begin(meeting: Meeting, *, hours_ago: int = 3) -> Meeting:
    """Let the time of a meeting come."""
    starts = timezone.now() - timedelta(hours=hours_ago)
    lasts = meeting.ends_at - meeting.starts_at
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts, ends_at=starts + lasts)
    meeting.refresh_from_db()
    return meeting


def settled(**fields) -> Meeting:
    """A meeting that was held, with minutes, a decision and a promise, all settled."""
    meeting = begin(make(**fields))
    take_step(meeting, "hold", by=None)
    save_minutes(meeting.minutes, {"text": "<p>Er waren veel ideeën.</p>"}, version=1, by=None)
    add_decision(meeting, text="Het plein wordt groen", who="alle aanwezigen", by=None)
    add_promise(
        meeting, text="Een tekening maken", who="de ontwerper", organisation=None, due_on=None, by=None
    )
    take_step(meeting, "adopt_minutes", by=None)
    meeting.refresh_from_db()
    return meeting
