from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.utils.formats import number_format

from areas.figures.models import Figure
from areas.figures.queries import populations_of
from areas.territory.models import Area

register = template.Library()


@register.simple_tag
def populations(areas: Iterable[Area]) -> dict[int, Figure]:
    """The newest known number of inhabitants of each area of a list, in one query; read it with `|of:area`."""
    return populations_of(areas)


@register.filter
def of(figures: dict[int, Figure], area: Area) -> Figure | None:
    return figures.get(area.pk)


@register.filter
def shown(figure: Figure | None) -> str:
    """The value of a figure as a Dutch reader writes it; nothing when it is unknown."""
    return shown_value(figure.value, figure.meaning.decimals) if figure else ""


def shown_value(value: Decimal | None, decimals: int) -> str:
    return (
        ""
        if value is None
        else number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)
    )
