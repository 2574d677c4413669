"""What pages show of allocations."""

from django import template

from areas.territory.models import Area
from budgets.allocations.queries import accounts_to_settle, granted_to, waiting_for
from budgets.allocations.rows import lines_of

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


@register.inclusion_tag("allocations/_waiting.html", takes_context=True)
def allocations_waiting(context) -> dict:
    """The runs on which the person who signed in may decide, and the accounts to settle. At most three queries."""
    person = context["user"]
    if not person.has_perm("allocations.see_runs"):
        return {"runs": [], "accounts": []}
    return {"runs": waiting_for(person), "accounts": accounts_to_settle(person)}
