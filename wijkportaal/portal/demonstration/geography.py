"""The borders of Rietwolde, drawn by code.

The land lies in the middle of the IJsselmeer, where nobody lives: on the map of the country nothing real is
covered. Every border is drawn once and shared by both its sides, so the areas fit without gaps or overlaps.
"""

import math
import random
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pyproj import Transformer
from shapely import MultiPoint, Point, Polygon, set_precision, transform, unary_union
from shapely.geometry import LineString, MultiPolygon, mapping
from shapely.ops import linemerge, polygonize, voronoi_diagram

from wijkportaal.portal.demonstration.places import PLACES

# The town's heart in the Dutch grid (EPSG:28992).
HEART = (159_600.0, 529_300.0)
TURN = math.radians(18)
SEED = 1581
# Six decimals of a degree are about ten centimetres.
DECIMALS = 6


@dataclass(frozen=True)
class Borders:
    """All borders in WGS84: of the gemeente, of each place by key, and of the places that were."""

    gemeente: Polygon
    places: dict[str, Polygon]
    former: dict[str, Polygon]


def blob(radius: tuple[float, float], wobble: float, *, dice: random.Random, points: int = 96) -> Polygon:
    """Return a longish shape with a coast that bends."""
    waves = [(n, dice.uniform(-1, 1) / n, dice.uniform(0, math.tau)) for n in range(2, 9)]
    corners = []
    for step in range(points):
        angle = math.tau * step / points
        bend = sum(size * math.sin(n * angle + start) for n, size, start in waves)
        corners.append(
            (
                radius[0] * (1 + wobble * bend) * math.cos(angle),
                radius[1] * (1 + wobble * bend) * math.sin(angle),
            )
        )
    return Polygon(corners)


def cells(hearts: dict[str, tuple[float, float]], outline: Polygon) -> dict[str, Polygon]:
    """Divide `outline` among the hearts: each point goes to the heart that is nearest."""
    diagram = voronoi_diagram(MultiPoint(list(hearts.values())), envelope=outline.buffer(20_000))
    return {
        key: next(cell for cell in diagram.geoms if cell.contains(Point(heart))).intersection(outline)
        for key, heart in hearts.items()
    }


def roughened(line: LineString, dice: random.Random) -> LineString:
    """Give a straight border the bends of ditches and roads; its ends stay where they are."""
    corners = list(line.coords)
    for sharpness in (0.15, 0.12, 0.12, 0.1, 0.1):
        finer = [corners[0]]
        for (x1, y1), (x2, y2) in pairwise(corners):
            length = math.hypot(x2 - x1, y2 - y1)
            if length > 90:
                shift = dice.uniform(-1, 1) * sharpness
                middle = ((x1 + x2) / 2 - (y2 - y1) * shift, (y1 + y2) / 2 + (x2 - x1) * shift)
                finer.append(middle)
            finer.append((x2, y2))
        corners = finer
    return LineString(corners)


def drawn_together(shapes: dict[str, Polygon], dice: random.Random) -> dict[str, Polygon]:
    """Roughen each border of a division once and return the shapes between the borders."""
    lines = linemerge(unary_union([shape.boundary for shape in shapes.values()]))
    borders = sorted(lines.geoms, key=lambda line: line.coords[0])
    faces = list(polygonize(unary_union([roughened(line, dice) for line in borders])))
    found: dict[str, Polygon] = {}
    for face in faces:
        inside = face.representative_point()
        key = min(
            shapes,
            key=lambda key: (-shapes[key].intersection(face).area, shapes[key].distance(inside)),
        )
        found[key] = unary_union([found[key], face]) if key in found else face
    return found


def turned(x: float, y: float) -> tuple[float, float]:
    """Return the place of a local point in the Dutch grid."""
    return (
        HEART[0] + x * math.cos(TURN) - y * math.sin(TURN),
        HEART[1] + x * math.sin(TURN) + y * math.cos(TURN),
    )


@cache
def to_degrees() -> Transformer:
    return Transformer.from_crs(28992, 4326, always_xy=True)


def in_degrees(shape):
    """Return a local shape in WGS84, on a grid, so that shared corners stay shared."""
    degrees = transform(shape, lambda x, y: to_degrees().transform(*turned(x, y)), interleaved=False)
    return set_precision(degrees, 10**-DECIMALS, mode="pointwise")


@cache
def borders() -> Borders:
    """Draw the gemeente. The same every time."""
    dice = random.Random(SEED)  # noqa: S311 - a drawing, no secret
    land = blob((9_900, 8_300), 0.2, dice=dice)
    town = blob((3_150, 2_800), 0.2, dice=dice, points=48)
    hearts = {place.key: (place.x, place.y) for place in PLACES}
    wijken = cells({p.key: hearts[p.key] for p in PLACES if p.kind == "wijk"}, town)
    in_dorpen = {p.key: hearts[p.key] for p in PLACES if p.kind == "dorp"}
    # De Kluften is drawn as the two dorpen that it was, so that their neighbours share their corners too.
    del in_dorpen["kluften"]
    in_dorpen |= {"oosterkluft": (3_900, -4_250), "westerkluft": (2_200, -5_000)}
    dorpen = cells(in_dorpen, land)
    shapes = wijken | {key: shape.difference(town) for key, shape in dorpen.items()}
    local = drawn_together(shapes, dice)
    places = {key: in_degrees(shape) for key, shape in local.items()}
    former = {key: places.pop(key) for key in ("oosterkluft", "westerkluft")}
    places["kluften"] = unary_union(list(former.values()))
    former["waterkant"] = unary_union([places["havenrijk"], places["rietoever"]])
    return Borders(gemeente=unary_union(list(places.values())), places=places, former=former)


def geojson(shape: Polygon | MultiPolygon) -> dict:
    """Return a shape as a GeoJSON geometry with rounded numbers."""

    def rounded(value):
        if isinstance(value, (list, tuple)):
            return [rounded(part) for part in value]
        return round(value, DECIMALS)

    drawn = mapping(shape)
    return {"type": drawn["type"], "coordinates": rounded(drawn["coordinates"])}


def point_inside(shape: Polygon, dice: random.Random, nearness: float = 0.35) -> Point:
    """Return a point in a shape, mostly near its heart, where the houses stand."""
    heart = shape.representative_point()
    west, south, east, north = shape.bounds
    for _attempt in range(60):
        point = Point(
            heart.x + dice.gauss(0, nearness) * (east - west) / 2,
            heart.y + dice.gauss(0, nearness) * (north - south) / 2,
        )
        if shape.contains(point):
            return Point(round(point.x, DECIMALS), round(point.y, DECIMALS))
    return heart


def street_inside(shape: Polygon, dice: random.Random) -> LineString:
    """Return a street of a few hundred metres within a shape."""
    start = point_inside(shape, dice, 0.25)
    for reach in (0.006, 0.003, 0.001):
        angle = dice.uniform(0, math.tau)
        corners = [(start.x, start.y)]
        for _bend in range(3):
            angle += dice.uniform(-0.5, 0.5)
            x, y = corners[-1]
            corners.append(
                (
                    round(x + reach / 3 * math.cos(angle), DECIMALS),
                    round(y + reach / 5 * math.sin(angle), DECIMALS),
                )
            )
        street = LineString(corners)
        if shape.contains(street):
            return street
    return LineString([(start.x, start.y), (start.x + 2e-6, start.y)])
