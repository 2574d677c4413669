"""What pages show of neighbours."""

from django import template

from areas.territory.models import Area
from participation.neighbours.models import Notice, Talk
from participation.neighbours.queries import SHORT, public_here, services_for, waiting_for
from participation.neighbours.states import (
    CATEGORIES,
    DONE,
    ENDED,
    EXPIRED,
    HELP,
    KNOWN,
    OPEN,
    REFUSED,
    REMOVED,
    ROOM,
    TALKING,
    THING,
    WAITING,
    WITHDRAWN,
)

register = template.Library()

LOOKS = {
    WAITING: ("info", "hourglass"),
    OPEN: ("success", "check"),
    DONE: ("success", "trophy"),
    EXPIRED: ("neutral", "clock"),
    WITHDRAWN: ("neutral", "x"),
    REFUSED: ("warning", "ban"),
    REMOVED: ("warning", "eye-off"),
}
TALKS = {TALKING: ("info", "message"), KNOWN: ("success", "users"), ENDED: ("neutral", "x")}
ICONS = {HELP: "heart-handshake", THING: "tool", ROOM: "door"}


@register.inclusion_tag("neighbours/_of_area.html")
def neighbours_of(area: Area) -> dict:
    """What neighbours ask and offer in an area, and who helps there as a profession. Three or four queries."""
    found = list(public_here(area)[: SHORT + 1])
    return {
        "area": area,
        "notices": found[:SHORT],
        "are_more": len(found) > SHORT,
        "services": services_for(area),
    }


@register.inclusion_tag("neighbours/_waiting.html", takes_context=True)
def notices_waiting(context) -> dict:
    """How many notices wait to be read by who moderates; nothing when none does. One query."""
    return {"number": waiting_for(context["user"])}


@register.filter
def notice_icon(notice: Notice) -> str:
    """The icon of what a notice is about: help, a thing or a room."""
    return ICONS[CATEGORIES[notice.category].subject]


@register.inclusion_tag("components/_badge.html")
def notice_badge(notice: Notice) -> dict:
    """The state of a notice: a colour, an icon and a word."""
    kind, icon = LOOKS[notice.state]
    return {"kind": kind, "icon": icon, "label": notice.get_state_display()}


@register.inclusion_tag("components/_badge.html")
def talk_badge(talk: Talk) -> dict:
    """The state of a talk: a colour, an icon and a word."""
    kind, icon = TALKS[talk.state]
    return {"kind": kind, "icon": icon, "label": talk.get_state_display()}
