from datetime import date

from django import template

from areas.organisations import queries
from areas.territory.models import Area

register = template.Library()


@register.inclusion_tag("organisations/_who_is_who.html")
def who_is_who(area: Area, on: date | None = None) -> dict:
    """The faces and numbers of an area: of the gemeente, the panel and the partners."""
    return {"contacts": queries.who_is_who(area, on=on), "area": area}


@register.inclusion_tag("organisations/_organisations_of.html")
def organisations_of(area: Area, on: date | None = None) -> dict:
    """The organisations that work in an area."""
    return {"organisations": queries.organisations_for(area, on=on), "area": area}


@register.inclusion_tag("organisations/_facilities_of.html")
def facilities_of(area: Area) -> dict:
    """The places in an area, on a map and in a list."""
    return {"facilities": queries.facilities_for(area), "area": area}
