"""What pages show of the cycle."""

from django import template

from areas.territory.models import Area
from programmes.cycle.calculations import STANDING_ICONS, STANDING_LABELS, Standing
from programmes.cycle.queries import public_cycles

register = template.Library()

SHOWN_CYCLES = 2


@register.inclusion_tag("cycle/_cycle_of.html")
def cycle_of(area: Area) -> dict:
    """Where an area stands: what is going on now and the seven steps of the newest cycle. Four or five queries."""
    cycles = public_cycles(area)
    return {"area": area, "cycle": next(iter(cycles), None), "running": cycles[:SHOWN_CYCLES]}


@register.filter
def standing_icon(standing: str) -> str:
    """Name the icon of how a step stands."""
    return STANDING_ICONS[Standing(standing)]


@register.filter
def standing_label(standing: str) -> str:
    """Say how a step stands."""
    return str(STANDING_LABELS[Standing(standing)])
