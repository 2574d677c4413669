"""What pages of other floors show of visies."""

from django import template

from areas.territory.models import Area
from programmes.visions.models import Goal
from programmes.visions.queries import visions_here
from programmes.visions.states import ADOPTED

register = template.Library()

SHORT = 6


@register.inclusion_tag("visions/_vision_of.html")
def vision_of(area: Area) -> dict:
    """The visie of an area in short: its core, some goals and the way to the whole. Two or three queries."""
    vision = visions_here(area).filter(state=ADOPTED).first()
    if vision is None:
        return {"area": area}
    goals = list(
        Goal.objects.filter(chapter__vision=vision)
        .select_related("chapter__theme")
        .order_by("chapter__theme__position", "position", "pk")[: SHORT + 1]
    )
    return {"area": area, "vision": vision, "goals": goals[:SHORT], "more": len(goals) > SHORT}
