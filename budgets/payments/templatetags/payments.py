from django import template

from budgets.payments.models import BankLine
from budgets.payments.plans import amount_of
from budgets.payments.queries import payments_for

register = template.Library()


@register.filter
def went(line: BankLine) -> str:
    """Say how much came in or went out."""
    return amount_of(line)


@register.inclusion_tag("payments/_payments.html")
def payments_of(source_kind: str, source_id: int) -> dict:
    """What is to be paid for a record of a room above, and whether it was; one query. Names nobody."""
    return {"payments": payments_for(source_kind, source_id)}
