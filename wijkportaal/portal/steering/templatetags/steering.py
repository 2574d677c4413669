"""What other pages show of steering."""

from django import template

from areas.roles.queries import role_areas
from wijkportaal.portal.steering.queries.reading import STEERERS

register = template.Library()


@register.inclusion_tag("steering/_first_page.html", takes_context=True)
def steering_door(context) -> dict:
    """The way to the boards on the first page of work, for who steers the whole gemeente; asks no query."""
    held = role_areas(context["user"])
    return {"steers": any(area.is_root for role in STEERERS for area in held.get(role, ()))}
