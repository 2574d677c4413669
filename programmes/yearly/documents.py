"""The agenda as a calendar file (iCalendar, RFC 5545)."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from participation.meetings.documents import events_of
from participation.meetings.models import Meeting
from programmes.yearly.models import AgendaItem

# “19.30”, “19:30 uur”, “19.30–21.00”, “van 10.00 tot 12.00 uur”.
HOURS = re.compile(r"(\d{1,2})[:.](\d{2})(?:\s*(?:uur)?\s*(?:-|–|tot|t/m)\s*(\d{1,2})[:.](\d{2}))?")
USUAL = timedelta(hours=2)


def calendar_of(items: Iterable[AgendaItem], *, title: str, meetings: Iterable[Meeting] = ()) -> bytes:
    """Return a calendar with these items and meetings; each keeps its id, so that a phone that subscribes changes what moved."""
    host = settings.PORTAL_URL.partition("://")[2]
    calendar = Calendar()
    calendar.add("prodid", "-//Wijkportaal//agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for item in items:
        event = Event()
        event.add("uid", f"agenda-{item.pk}@{host}")
        event.add("dtstamp", item.edited_at)
        event.add("sequence", item.version)
        event.add("summary", item.title)
        if item.place:
            event.add("location", item.place)
        event.add("url", f"{settings.PORTAL_URL}{item.programme.get_absolute_url()}#agenda")
        begin, end = hours_of(item.time)
        if begin is None:
            event.add("dtstart", item.date)
            event.add("dtend", item.date + timedelta(days=1))
            if item.time:
                event.add("description", item.time)
        else:
            starts = _at(item, begin)
            ends = _at(item, end) if end else starts + USUAL
            # In UTC, as meetings.documents has it.
            event.add("dtstart", starts.astimezone(UTC))
            event.add("dtend", (ends if ends > starts else ends + timedelta(days=1)).astimezone(UTC))
        calendar.add_component(event)
    for event in events_of(meetings):
        calendar.add_component(event)
    return calendar.to_ical()


def hours_of(text: str) -> tuple[time | None, time | None]:
    """Return from when till when something is, as far as a text in free words says so."""
    found = HOURS.search(text)
    if not found:
        return None, None
    return _time(found[1], found[2]), _time(found[3], found[4])


def _time(hours: str | None, minutes: str | None) -> time | None:
    valid = hours and minutes and int(hours) < 24 and int(minutes) < 60
    return time(int(hours), int(minutes)) if valid else None


def _at(item: AgendaItem, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(item.date, moment))
