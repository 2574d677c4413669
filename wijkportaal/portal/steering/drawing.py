"""A map of which each area has the shade and the number of its class. Borders in, SVG out; the same in print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from shapely.geometry import shape

from areas.territory.models import Area
from areas.territory.queries import CACHED_FOR, atlas_mark, map_features
from wijkportaal.foundation.branding.calculations import WHITE, mix, readable_on
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.components.drawing import Projection, rings_of

# How much of the colour of the gemeente each class has, from the lowest.
SHARES = (0.12, 0.34, 0.62, 1.0)
UNKNOWN_SHADE, LINE = "#f4f1ea", "#5a625f"


@dataclass(frozen=True)
class Swatch:
    """A line of the legend: the number of a class with its shade, what falls in it and how many areas do."""

    mark: str
    shade: str
    ink: str
    words: str
    areas: int


@dataclass(frozen=True)
class ColouredMap:
    """The drawing with its legend."""

    svg: SafeString
    legend: list[Swatch]


@dataclass(frozen=True)
class Outline:
    """An area as it is drawn: its path, and where its number stands."""

    path: str
    x: float
    y: float


def colour_map(
    areas: Sequence[Area],
    levels: Mapping[int, int | None],
    *,
    label: str,
    legend: Sequence[tuple[int | None, str, int]],
) -> ColouredMap | None:
    """Draw areas in the shade of their class; None when none of them has a border."""
    outlines, width, height = _outlines(sorted({area.kind for area in areas}))
    drawn = [area for area in areas if area.pk in outlines]
    if not drawn:
        return None
    shades = _shades(max((level for level in levels.values() if level is not None), default=0) + 1)
    shapes = format_html_join(
        "", "{}", ((_drawn(area, outlines[area.pk], levels, shades),) for area in drawn)
    )
    svg = format_html(
        '<svg class="st-map" viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid meet"><title>{}</title>{}</svg>',
        width,
        height,
        label,
        shapes,
    )
    return ColouredMap(
        svg, [Swatch(_mark(level), *shades[level], words, number) for level, words, number in legend]
    )


def _mark(level: int | None) -> str:
    return "?" if level is None else str(level + 1)


def _shades(number: int) -> dict[int | None, tuple[str, str]]:
    """Return the shade and the ink of each class; with fewer classes the lightest and the darkest stay."""
    colour = gemeente().primary_colour
    last = len(SHARES) - 1
    chosen = [SHARES[round(level * last / max(1, number - 1))] for level in range(number)]
    found: dict[int | None, tuple[str, str]] = {None: (UNKNOWN_SHADE, readable_on(UNKNOWN_SHADE))}
    for level, share in enumerate(chosen):
        shade = mix(colour, WHITE, share)
        found[level] = (shade, readable_on(shade))
    return found


def _drawn(area: Area, outline: Outline, levels: Mapping[int, int | None], shades) -> SafeString:
    level = levels.get(area.pk)
    shade, ink = shades[level]
    return format_html(
        '<a href="#gebied-{}" aria-label="{}"><path d="{}" fill="{}" fill-rule="evenodd" stroke="{}" '
        'stroke-width="1.5"{}><title>{}</title></path><text x="{}" y="{}" fill="{}" font-size="15" font-weight="700" '
        'text-anchor="middle" aria-hidden="true">{}</text></a>',
        str(area.pk),
        area.name,
        outline.path,
        shade,
        LINE,
        SafeString(' stroke-dasharray="4 3"') if level is None else "",
        area.name,
        outline.x,
        outline.y,
        ink,
        _mark(level),
    )


def _outlines(kinds: list[str]) -> tuple[dict[int, Outline], int, int]:
    """Return how the areas of some kinds are drawn, with the size of the drawing; kept until the borders change."""
    key = f"steering:outlines:{atlas_mark()}:{','.join(kinds)}"
    known = cache.get(key)
    if known is None:
        known = _project(map_features(kinds=kinds, metres=40) if kinds else [])
        cache.set(key, known, CACHED_FOR)
    return known


def _project(features: list[dict]) -> tuple[dict[int, Outline], int, int]:
    rings = {feature["id"]: rings_of(feature["geometry"]) for feature in features}
    places = [place for own in rings.values() for ring in own for place in ring]
    if not places:
        return {}, 0, 0
    projection = Projection(places)
    outlines = {}
    for feature in features:
        inside = shape(feature["geometry"]).representative_point()
        x, y = projection.place((inside.x, inside.y))
        outlines[feature["id"]] = Outline(projection.path(rings[feature["id"]]), x, y + 5)
    return outlines, projection.width, projection.height
