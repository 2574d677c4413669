"""What pages show of staffels."""

from django import template

from areas.territory.models import Area
from budgets.staffels.calculations.scheme import kinds_in_words
from budgets.staffels.models import StaffelVersion
from budgets.staffels.queries import money_of, waiting_for

register = template.Library()


@register.inclusion_tag("staffels/_staffels_of.html")
def staffels_of(area: Area) -> dict:
    """What an area gets this year and why. One query, and two to four for each staffel in force."""
    return {"area": area, "found": money_of(area)}


@register.inclusion_tag("staffels/_waiting.html", takes_context=True)
def staffels_waiting(context) -> dict:
    """The proposals on which the person who signed in may decide; nothing when there are none. At most one query."""
    person = context["user"]
    return {"versions": waiting_for(person) if person.has_perm("staffels.see_workbench") else []}


@register.inclusion_tag("staffels/_rule.html")
def rule_of(version: StaffelVersion, with_parts: bool = True) -> dict:
    """What a version says, in words. No query."""
    return {"version": version, "kinds": kinds_in_words(version.scheme.kinds), "with_parts": with_parts}
