from django import template

from areas.territory.models import Area
from wijkportaal.portal.visits.calculations import shorten

register = template.Library()

register.filter("shorten", shorten)


@register.inclusion_tag("visits/_link.html", takes_context=True)
def visit_link(context, area: Area) -> dict:
    """The way to the visit sheet of an area, for who may take it along. No query."""
    return {"area": area if context["user"].has_perm("visits.see_sheet", area) else None}
