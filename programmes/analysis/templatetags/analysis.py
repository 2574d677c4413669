"""What pages of other floors show of buurtanalyses."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from areas.figures.catalogue import Indicator
from areas.figures.templatetags.figures import shown_value
from areas.territory.models import Area
from programmes.analysis.queries import analyses_here

register = template.Library()


@register.inclusion_tag("analysis/_analysis_of.html")
def analysis_of(area: Area) -> dict:
    """The way to the newest buurtanalyse of an area, with its story in short. One or two queries."""
    return {"area": area, "analysis": analyses_here(area).first()}


@register.filter
def number_on(counts: dict[int, int], score: int) -> int:
    """How many judgements have a score."""
    return counts.get(score, 0)


@register.filter
def word_on(scale: dict[int, str], score: int) -> str:
    """The word of a score on the scale."""
    return scale.get(score, "")


@register.filter
def as_figure(value: Decimal | None, indicator: Indicator) -> str:
    """A figure as a Dutch reader writes it; one that nobody knows is said to be unknown."""
    return shown_value(value, indicator.decimals) or _("onbekend")
