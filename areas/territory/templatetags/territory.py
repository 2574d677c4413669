from datetime import date

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from areas.territory.models import Area
from areas.territory.queries import codes_of, history_of_area, map_of_area

register = template.Library()


@register.inclusion_tag("territory/_map.html")
def area_map(area: Area, on: date | None = None, height: str = "") -> dict:
    """The map of an area with its neighbours; a drawing first, alive with JavaScript."""
    asked = {"gebied": area.slug} | ({"op": on.isoformat()} if on else {})
    return {
        "area": area,
        "address": f"{reverse('territory:borders')}?{urlencode(asked)}",
        "height": height,
        "map": map_of_area(area, on=on),
    }


@register.inclusion_tag("territory/_history.html")
def area_history(area: Area) -> dict:
    """What happened to an area through time; nothing when nothing did."""
    return {"area": area, "moments": history_of_area(area), "codes": codes_of(area)}
