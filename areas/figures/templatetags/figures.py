from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.formats import number_format
from django.utils.text import capfirst

from areas.figures.catalogue import INDICATORS
from areas.figures.documents import charts_of
from areas.figures.models import Figure
from areas.figures.queries import Series, populations_of, series_for
from areas.territory.models import Area
from areas.territory.queries import root_area

register = template.Library()

# The figures that stand large on the page of an area, with their icons.
TILES = (
    ("a_inw", "users"),
    ("a_hh", "home"),
    ("a_woning", "building"),
    ("g_wozbag", "coins"),
    ("p_koopw", "key"),
    ("bev_dich", "map-2"),
    ("g_ink_pi", "coin"),
    ("a_opp_ha", "trees"),
)
# What is said to be unknown when no source has it; other tiles are left out.
ALWAYS = frozenset({"a_inw", "a_hh", "a_woning"})


@register.inclusion_tag("figures/_area.html")
def area_figures(area: Area, until: int | None = None) -> dict:
    """The key figures of an area, as tiles and as charts with their tables; two queries."""
    root = root_area()
    found = series_for([area, root] if root else [area], until=until)
    own, whole = found.get(area.pk, {}), found.get(root.pk, {}) if root else {}
    tiles = [tile(key, icon, own.get(key)) for key, icon in TILES if own.get(key) or key in ALWAYS]
    return {"area": area, "any": bool(own), "tiles": tiles, "charts": charts_of(area, own, whole, root)}


def tile(key: str, icon: str, series: Series | None) -> dict:
    """Return what one tile shows; an empty value is said to be unknown."""
    indicator, latest = INDICATORS[key], series.latest if series else None
    return {
        "label": capfirst(indicator.label),
        "icon": icon,
        "unit": indicator.unit if latest and latest.value is not None else "",
        "value": shown(latest),
        "year": str(latest.year) if latest and latest.value is not None else "",
        "estimated": bool(latest and latest.estimated),
        "source": latest.source if latest else "",
    }


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
    if value is None:
        return ""
    # Rounded here, because `number_format` cuts decimals off.
    value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)
