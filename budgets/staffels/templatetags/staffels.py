"""What pages show of staffels."""

from django import template

from areas.territory.models import Area
from budgets.staffels.calculations.scheme import kinds_in_words
from budgets.staffels.models import StaffelVersion
from budgets.staffels.queries import money_of

register = template.Library()


@register.inclusion_tag("staffels/_staffels_of.html")
def staffels_of(area: Area) -> dict:
    """What an area gets this year and why. One query, and two to four for each staffel in force."""
    return {"area": area, "found": money_of(area)}


@register.inclusion_tag("staffels/_rule.html")
def rule_of(version: StaffelVersion, with_parts: bool = True) -> dict:
    """What a version says, in words. No query."""
    return {"version": version, "kinds": kinds_in_words(version.scheme.kinds), "with_parts": with_parts}
