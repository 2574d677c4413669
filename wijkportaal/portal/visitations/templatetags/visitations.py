from django import template

from wijkportaal.portal.visitations.models import Recommendation, Visitation
from wijkportaal.portal.visitations.states import (
    BUSY,
    CLOSED,
    DONE,
    DROPPED,
    EVALUATING,
    OPEN,
    PUBLISHED,
    READY,
    VISITED,
)

register = template.Library()

LOOKS = {
    EVALUATING: ("info", "pencil"),
    READY: ("info", "calendar"),
    VISITED: ("info", "walk"),
    PUBLISHED: ("success", "world"),
    CLOSED: ("success", "circle-check"),
    OPEN: ("neutral", "circle-dashed"),
    BUSY: ("info", "progress"),
    DONE: ("success", "circle-check"),
    DROPPED: ("neutral", "x"),
}


@register.inclusion_tag("components/_badge.html")
def visitation_badge(record: Visitation | Recommendation) -> dict:
    """The state of a visitatie or a recommendation: a colour, an icon and a word."""
    kind, icon = LOOKS[record.state]
    return {"kind": kind, "icon": icon, "label": record.get_state_display()}
