"""What pages show of initiatives."""

from django import template

from areas.territory.models import Area
from participation.initiatives.models import Initiative, Outcome
from participation.initiatives.queries import SHORT, public_here, waiting_for
from participation.initiatives.states import (
    ACCEPTED,
    CHECKING,
    DECLINED,
    DONE,
    DRAFT,
    OPEN,
    RUNNING,
    SUBMITTED,
    WITHDRAWN,
)

register = template.Library()

LOOKS = {
    DRAFT: ("neutral", "pencil"),
    SUBMITTED: ("info", "send"),
    OPEN: ("accent", "thumb-up"),
    CHECKING: ("info", "search"),
    ACCEPTED: ("success", "check"),
    RUNNING: ("accent", "progress"),
    DONE: ("success", "trophy"),
    DECLINED: ("danger", "circle-x"),
    WITHDRAWN: ("neutral", "ban"),
}
ANSWERS = {
    Outcome.NONE: ("neutral", "hourglass"),
    Outcome.YES: ("success", "check"),
    Outcome.IF: ("warning", "alert-triangle"),
    Outcome.NO: ("danger", "x"),
}


@register.inclusion_tag("initiatives/_initiatives_of.html")
def initiatives_of(area: Area) -> dict:
    """The newest initiatives of an area, or the first step to one. One or two queries."""
    found = list(public_here(area)[: SHORT + 1])
    return {"area": area, "initiatives": found[:SHORT], "are_more": len(found) > SHORT}


@register.inclusion_tag("initiatives/_waiting.html", takes_context=True)
def initiatives_waiting(context) -> dict:
    """What waits for who works on initiatives, in numbers; nothing when nothing does."""
    return {"waiting": waiting_for(context["user"])}


@register.inclusion_tag("components/_badge.html")
def initiative_badge(initiative: Initiative) -> dict:
    """The state of an initiative: a colour, an icon and a word."""
    kind, icon = LOOKS[initiative.state]
    return {"kind": kind, "icon": icon, "label": initiative.get_state_display()}


@register.inclusion_tag("components/_badge.html")
def check_badge(check) -> dict:
    """What a department said: a colour, an icon and a word."""
    kind, icon = ANSWERS[Outcome(check.outcome)]
    return {"kind": kind, "icon": icon, "label": check.get_outcome_display()}
