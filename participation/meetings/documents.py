"""What leaves the room as a file: meetings for a calendar (iCalendar, RFC 5545), and the square for the door."""

from collections.abc import Iterable
from datetime import UTC

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from participation.meetings.models import Meeting, SignUp
from participation.meetings.states import CANCELLED


def calendar_of(meetings: Iterable[Meeting], *, title: str) -> bytes:
    """Return a calendar with these meetings."""
    calendar = Calendar()
    calendar.add("prodid", "-//Wijkportaal//bijeenkomsten//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for event in events_of(meetings):
        calendar.add_component(event)
    return calendar.to_ical()


def events_of(meetings: Iterable[Meeting]) -> list[Event]:
    """Return meetings as events; each keeps its id, so that a phone changes what moved and strikes what is off."""
    return [_event(meeting) for meeting in meetings]


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", f"meeting-{meeting.public_id}@{settings.PORTAL_URL.partition('://')[2]}")
    event.add("dtstamp", meeting.edited_at)
    # The version does not change with the state: a meeting that is off comes after all its versions.
    event.add("sequence", meeting.version + (1000 if meeting.state == CANCELLED else 0))
    event.add("summary", meeting.title)
    event.add("status", "CANCELLED" if meeting.state == CANCELLED else "CONFIRMED")
    # In UTC: the name of a time zone would need its rules in the file, and not every calendar knows it without.
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    if meeting.place:
        event.add("location", meeting.place)
    if description := meeting.state_reason if meeting.state == CANCELLED else meeting.intro:
        event.add("description", description)
    event.add("url", settings.PORTAL_URL + meeting.get_absolute_url())
    return event


def door_address(sign_up: SignUp) -> str:
    """Return where the square of a sign-up leads: to the door, for who stands there."""
    door = reverse("meetings:door", args=[sign_up.meeting.public_id])
    return f"{settings.PORTAL_URL}{door}?code={sign_up.code}"


def square_of(sign_up: SignUp) -> SafeString:
    """Draw the QR code that is scanned at the door."""
    drawing = segno.make(door_address(sign_up), error="m", micro=False)
    return mark_safe(  # noqa: S308 - drawn here, from our own address
        drawing.svg_inline(scale=1, border=2, omitsize=True, title=_("QR-code voor de deur"))
    )
