from decimal import Decimal

from django import template

from wijkportaal.foundation.money.calculations import euros

register = template.Library()


@register.filter
def euro(amount: Decimal | None) -> str:
    """Write an amount as `€ 12.500` or `€ 12.500,50`; empty when it is not known."""
    return "" if amount is None else euros(amount)
