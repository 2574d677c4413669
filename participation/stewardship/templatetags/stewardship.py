"""What pages show of bodies in which residents govern."""

from django import template

from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.stewardship.models import Agreement, Stewardship
from participation.stewardship.queries import GROWN, SHORT, of_initiative, public_here
from participation.stewardship.states import (
    ACTIVE,
    ANSWERS,
    COMING,
    ENDED,
    EXPIRING,
    MARKS,
    NO,
    TERMS,
    UNKNOWN,
    YES,
)

register = template.Library()

TERM_LOOKS = {
    COMING: ("info", "calendar"),
    ACTIVE: ("success", "check"),
    EXPIRING: ("warning", "hourglass"),
    ENDED: ("neutral", "clock"),
}
MARK_LOOKS = {YES: ("success", "check"), NO: ("danger", "x"), UNKNOWN: ("neutral", "help-circle")}
# More seats than this are told in words alone.
DRAWN = 30


@register.inclusion_tag("stewardship/_of_area.html")
def stewardships_of(area: Area) -> dict:
    """What residents of an area govern themselves; four queries, or one when there is nothing."""
    found = list(public_here(area)[: SHORT + 1])
    return {"area": area, "bodies": found[:SHORT], "are_more": len(found) > SHORT}


@register.inclusion_tag("stewardship/_of_initiative.html", takes_context=True)
def stewardships_of_initiative(context, initiative: Initiative) -> dict:
    """What an initiative grew into, or for who registers bodies the step to one. One query once it was decided on."""
    may = initiative.state in GROWN and context["user"].has_perm("stewardship.register_from", initiative)
    return {
        "initiative": initiative,
        "bodies": [] if initiative.takes_support else list(of_initiative(initiative)),
        "may_register": may and initiative.is_public,
    }


@register.inclusion_tag("components/_badge.html")
def term_badge(agreement: Agreement) -> dict:
    """How an agreement stands: a colour, an icon and a word."""
    kind, icon = TERM_LOOKS[agreement.term]
    return {"kind": kind, "icon": icon, "label": TERMS[agreement.term]}


@register.inclusion_tag("components/_badge.html")
def mark_badge(stands: str) -> dict:
    """How a mark of a trust stands: a colour, an icon and a word."""
    kind, icon = MARK_LOOKS[stands]
    return {"kind": kind, "icon": icon, "label": MARKS[stands]}


@register.filter
def answered(stands: str) -> str:
    """Say yes, no or unknown."""
    return str(ANSWERS[stands])


@register.inclusion_tag("stewardship/_seats.html")
def seats_of(body: Stewardship) -> dict:
    """A small drawing of the seats: those of residents filled."""
    if body.other_seats is None or not body.seats or body.seats > DRAWN:
        return {}
    return {"residents": range(body.resident_seats), "others": range(body.other_seats)}
