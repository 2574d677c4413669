from django import template

from areas.figures.queries import populations_of
from areas.territory.models import Area
from budgets.flows.calculations import per_inhabitant, summed
from budgets.flows.queries import amounts, calls_in, certainty_words, public_years

register = template.Library()


@register.inclusion_tag("flows/_area.html")
def flows_of(area: Area) -> dict:
    """What goes into an area in the last public year, and the calls that are open; at most six queries."""
    years = public_years()
    found = amounts(area=area, year=years[0]) if years else []
    total = sum(each.amount for each in found)
    people = populations_of([area]).get(area.pk)
    by_certainty = summed(found, "certainty")
    return {
        "area": area,
        "year": years[0] if years else None,
        "total": total,
        "each": per_inhabitant(total, people.value if people else None),
        "sure": [(words, by_certainty[key,]) for key, words in certainty_words() if (key,) in by_certainty],
        "sources": len({each.source for each in found}),
        "calls": [call for call in calls_in(area) if not call.found],
    }
