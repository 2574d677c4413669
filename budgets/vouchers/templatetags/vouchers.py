"""What pages show of vouchers: never a code, never who redeemed."""

from django import template

from areas.territory.models import Area
from budgets.vouchers.queries import SHORT, public_in

register = template.Library()


@register.inclusion_tag("vouchers/_of_area.html")
def vouchers_of(area: Area) -> dict:
    """The newest vouchers of an area: the idea, the value and whether it was used. One query."""
    return {"vouchers": list(public_in(area)[:SHORT])}
