"""What pages show of meetings."""

from django import template

from areas.territory.models import Area
from participation.meetings.letters import moments_of
from participation.meetings.models import Meeting, SignUp
from participation.meetings.queries import SHORT, shown_in, to_come
from participation.meetings.states import (
    ADOPTED,
    ANNOUNCED,
    ASKED,
    CANCELLED,
    COMING,
    DRAFT,
    HELD,
    INVITED,
    OFF,
    WAITING,
)

register = template.Library()

LOOKS = {
    DRAFT: ("neutral", "pencil"),
    ANNOUNCED: ("info", "calendar-event"),
    HELD: ("accent", "users"),
    ADOPTED: ("success", "check"),
    CANCELLED: ("danger", "ban"),
}
GUESTS = {
    ASKED: ("neutral", "hourglass"),
    INVITED: ("info", "mail"),
    COMING: ("success", "check"),
    WAITING: ("warning", "clock"),
    OFF: ("neutral", "x"),
}


@register.inclusion_tag("meetings/_meetings_of.html")
def meetings_of(area: Area) -> dict:
    """The next meetings of an area. One query, and those of its past."""
    return {"area": area, "meetings": list(to_come(shown_in(area))[:SHORT])}


@register.inclusion_tag("components/_badge.html")
def meeting_badge(meeting: Meeting) -> dict:
    """The state of a meeting: a colour, an icon and a word."""
    kind, icon = LOOKS[meeting.state]
    return {"kind": kind, "icon": icon, "label": meeting.get_state_display()}


@register.inclusion_tag("components/_badge.html")
def guest_badge(guest: SignUp) -> dict:
    """The state of a sign-up: a colour, an icon and a word."""
    kind, icon = GUESTS[guest.state]
    return {"kind": kind, "icon": icon, "label": guest.get_state_display()}


@register.filter
def moments(meeting: Meeting) -> str:
    """From when till when a meeting is, in words."""
    return moments_of(meeting)
