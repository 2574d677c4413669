"""What pages show of allocations."""

from decimal import Decimal

from django import template

from areas.territory.models import Area
from budgets.allocations.letters import where_it_goes
from budgets.allocations.models import AccountSettlement
from budgets.allocations.queries import granted_to, to_correct_after
from budgets.allocations.rows import lines_of, settlement_rows
from budgets.allocations.states import SETTLED
from budgets.objections.models import Objection
from budgets.objections.states import FOUNDED

register = template.Library()


@register.inclusion_tag("allocations/_allocations_of.html")
def allocations_of_area(area: Area) -> dict:
    """What an area was granted in its newest year and why, and in the years before. One query."""
    rows = granted_to(area)
    newest = rows[0].run.year if rows else None
    return {
        "area": area,
        "now": [(row, lines_of(row)) for row in rows if row.run.year == newest],
        "before": [row for row in rows if row.run.year != newest],
    }


@register.inclusion_tag("allocations/_to_correct.html")
def correction_after(objection: Objection) -> dict:
    """That money must be corrected because an objection was right, until it is. At most two queries."""
    return {"row": to_correct_after(objection.decision) if objection.result == FOUNDED else None}


@register.inclusion_tag("allocations/_settlement.html")
def settlement_table(settlement: AccountSettlement) -> dict:
    """What a board spent of each purpose, what is left and where that goes: as settled, or as it would be."""
    if settlement.state == SETTLED:
        rows = settlement.remainders.all()
    else:
        rows = [row for row, _stock in settlement_rows(settlement)]
    return {
        "rows": [
            {
                "row": row,
                "spent": Decimal(settlement.spent.get(str(row.purpose.purpose_id), 0)),
                "where": where_it_goes(row),
            }
            for row in rows
        ]
    }
