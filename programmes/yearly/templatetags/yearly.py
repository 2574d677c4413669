"""What pages of other floors show of programmes."""

from django import template

from areas.organisations.queries import Contact, who_is_who
from areas.territory.models import Area
from areas.territory.queries import successors_of
from programmes.yearly.queries import entries_for_list, programmes_here

register = template.Library()

SHORT = 6


@register.simple_tag
def people_of(area: Area) -> list[Contact]:
    """Who is who in an area."""
    return who_is_who(area)


@register.inclusion_tag("yearly/_ended_area.html")
def ended_area(area: Area) -> dict:
    """Say that the area of a programme ended in a herindeling, and what took its place; nothing while it exists."""
    return {"area": area, "successors": successors_of(area) if area.has_ended else []}


@register.inclusion_tag("yearly/_programme_of.html")
def programme_of(area: Area) -> dict:
    """The newest published programme of an area, in short: some projects and the way to the whole. Two or three queries."""
    programme = programmes_here(area).select_related("area").order_by("-year", "pk").first()
    if programme is None:
        return {"area": area}
    entries = list(entries_for_list(programme)[: SHORT + 1])
    return {"area": area, "programme": programme, "entries": entries[:SHORT], "more": len(entries) > SHORT}
