"""Maps for print: GeoJSON (WGS84) in, SVG with vectors out. Pure Python on shapely: no tiles, no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from xml.sax.saxutils import escape

from shapely.affinity import affine_transform
from shapely.errors import GEOSException
from shapely.geometry import box, shape
from shapely.geometry.base import BaseGeometry

METRES_PER_DEGREE = 111_320
# What 0.15 mm on paper cannot show is left out: it makes the file small and the drawing quick.
TOLERANCE = 0.15
PIN_RADIUS = 3.1


@dataclass(frozen=True)
class Pin:
    """A number on the map. `place` is GeoJSON: a point, a line (a street) or an area."""

    label: str
    place: dict
    colour: str


@dataclass(frozen=True)
class Palette:
    """The colours of a map, as `#rrggbb`; `line` is drawn around the area."""

    ground: str
    neighbour: str
    neighbour_line: str
    area: str
    line: str
    text: str
    pin_line: str = "#ffffff"


@dataclass(frozen=True)
class Frame:
    """Where the area stands in the drawing, in millimetres: the paper and the part of it to fill."""

    width: float
    height: float
    left: float = 8
    top: float = 8
    right: float = 8
    bottom: float = 8


def read_shape(geometry: dict | None) -> BaseGeometry | None:
    """Return GeoJSON as a shape; None when there is none or it cannot be drawn."""
    if not geometry:
        return None
    try:
        found = shape(geometry.get("geometry", geometry) if geometry.get("type") == "Feature" else geometry)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, GEOSException):
        return None
    if found.is_empty:
        return None
    return found if found.is_valid else found.buffer(0) if "Polygon" in found.geom_type else found


class Projection:
    """Degrees to millimetres on paper: equirectangular about the area, true enough for a gemeente."""

    def __init__(self, area: BaseGeometry, frame: Frame) -> None:
        west, south, east, north = area.bounds
        self.stretch = cos(radians((south + north) / 2))
        across = max((east - west) * self.stretch, 1e-6)
        up = max(north - south, 1e-6)
        room = (frame.width - frame.left - frame.right, frame.height - frame.top - frame.bottom)
        self.scale = min(room[0] / across, room[1] / up)
        self.x = frame.left + (room[0] - across * self.scale) / 2 - west * self.stretch * self.scale
        self.y = frame.top + (room[1] - up * self.scale) / 2 + north * self.scale

    def on_paper(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a shape in millimetres from the top left of the drawing."""
        return affine_transform(geometry, [self.scale * self.stretch, 0, 0, -self.scale, self.x, self.y])

    @property
    def millimetres_per_metre(self) -> float:
        return self.scale / METRES_PER_DEGREE


def draw_map(
    border: dict | None,
    *,
    title: str,
    frame: Frame,
    palette: Palette,
    neighbours: Sequence[tuple[str, dict]] = (),
    pins: Sequence[Pin] = (),
    names: bool = True,
    scale_bar: bool = True,
) -> str:
    """Return an `<svg>` of an area among its neighbours, with numbered pins; "" when it has no border.

    `title` is the text alternative. Pins that would cover one another are moved apart, with a line to where
    they belong; streets and areas are drawn as such, with their number on them.
    """
    area = read_shape(border)
    if area is None:
        return ""
    projection = Projection(area, frame)
    paper = box(-5, -5, frame.width + 5, frame.height + 5)
    drawn = [
        f'<rect x="-5" y="-5" width="{frame.width + 10}" height="{frame.height + 10}" fill="{palette.ground}"/>'
    ]
    surroundings = []
    for name, geometry in neighbours:
        if found := read_shape(geometry):
            part = projection.on_paper(found).simplify(TOLERANCE).buffer(0).intersection(paper)
            if not part.is_empty:
                surroundings.append((name, part))
    for _name, part in surroundings:
        drawn.append(
            f'<path d="{path_of(part)}" fill="{palette.neighbour}" stroke="{palette.neighbour_line}" '
            'stroke-width="0.35" fill-rule="evenodd"/>'
        )
    own = projection.on_paper(area).simplify(TOLERANCE)
    drawn.append(
        f'<path d="{path_of(own)}" fill="{palette.area}" stroke="{palette.line}" stroke-width="0.9" '
        'stroke-linejoin="round" fill-rule="evenodd"/>'
    )
    if names:
        drawn += _names(surroundings, own, frame, palette)
    drawn += _pins(pins, projection, frame, palette)
    if scale_bar:
        drawn += _scale_bar(projection, frame, palette)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width:g} {frame.height:g}" '
        f'width="{frame.width:g}mm" height="{frame.height:g}mm"><title>{escape(title)}</title>'
        f"{''.join(drawn)}</svg>"
    )


def path_of(geometry: BaseGeometry) -> str:
    """Return the outlines of a shape as the `d` of an SVG path."""
    parts: list[str] = []
    for piece in getattr(geometry, "geoms", [geometry]):
        if piece.geom_type == "Polygon":
            parts += [_line(ring.coords) + "Z" for ring in (piece.exterior, *piece.interiors)]
        elif piece.geom_type in {"LineString", "LinearRing"}:
            parts.append(_line(piece.coords))
        elif hasattr(piece, "geoms"):
            parts.append(path_of(piece))
    return "".join(parts)


def _line(coordinates: Iterable) -> str:
    return "M" + "L".join(f"{point[0]:.2f} {point[1]:.2f}" for point in coordinates)


def _names(surroundings, own: BaseGeometry, frame: Frame, palette: Palette) -> list[str]:
    sheet = box(2, 2, frame.width - 2, frame.height - 2)
    drawn = []
    taken: list[BaseGeometry] = []
    for name, part in sorted(surroundings, key=lambda pair: -pair[1].area):
        visible = part.intersection(sheet)
        if visible.is_empty:
            continue
        half = 0.75 * len(name) + 1
        room = visible.buffer(-2)
        if room.is_empty:
            continue
        point = room.representative_point()
        label = box(point.x - half, point.y - 2.6, point.x + half, point.y + 1.4)
        if not sheet.contains(label) or label.intersects(own) or any(label.intersects(t) for t in taken):
            continue
        taken.append(label)
        drawn.append(
            f'<text x="{point.x:.1f}" y="{point.y:.1f}" text-anchor="middle" font-size="2.7" '
            f'font-family="Source Sans 3" fill="{palette.text}">{escape(name)}</text>'
        )
    return drawn


def _pins(pins: Sequence[Pin], projection: Projection, frame: Frame, palette: Palette) -> list[str]:
    drawn, spots = [], []
    for pin in pins:
        found = read_shape(pin.place)
        if found is None:
            continue
        place = projection.on_paper(found)
        if place.geom_type not in {"Point", "MultiPoint"}:
            fill = pin.colour if "Polygon" in place.geom_type else "none"
            drawn.append(
                f'<path d="{path_of(place.simplify(TOLERANCE))}" fill="{fill}" fill-opacity="0.25" '
                f'stroke="{pin.colour}" stroke-width="1.1" stroke-linecap="round" stroke-linejoin="round"/>'
            )
        centre = (
            place.interpolate(0.5, normalized=True)
            if place.geom_type == "LineString"
            else place.representative_point()
        )
        spots.append((pin, (centre.x, centre.y)))
    places = spread([spot for _pin, spot in spots], frame)
    for (pin, (x, y)), (moved_x, moved_y) in zip(spots, places, strict=True):
        if hypot(moved_x - x, moved_y - y) > 0.8:
            drawn.append(
                f'<path d="M{x:.2f} {y:.2f}L{moved_x:.2f} {moved_y:.2f}" stroke="{pin.colour}" stroke-width="0.5"/>'
                f'<circle cx="{x:.2f}" cy="{y:.2f}" r="0.8" fill="{pin.colour}"/>'
            )
    for (pin, _spot), (x, y) in zip(spots, places, strict=True):
        size = 3.7 if len(pin.label) < 3 else 2.9
        drawn.append(
            f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{PIN_RADIUS}" fill="{pin.colour}" '
            f'stroke="{palette.pin_line}" stroke-width="0.5"/>'
            f'<text x="{x:.2f}" y="{y + size * 0.35:.2f}" text-anchor="middle" font-size="{size}" '
            f'font-weight="700" font-family="Bricolage Grotesque" fill="#ffffff">{escape(pin.label)}</text>'
        )
    return drawn


def spread(spots: Sequence[tuple[float, float]], frame: Frame) -> list[tuple[float, float]]:
    """Return places (mm) near the spots at which no two pins cover one another and all are on the paper.

    The same spots give the same places. When there is no room for all of them the last ones still overlap.
    """
    gap = 2 * PIN_RADIUS + 0.6
    places = [list(spot) for spot in spots]
    for _round in range(120):
        calm = True
        for i in range(len(places)):
            for j in range(i + 1, len(places)):
                across, down = places[j][0] - places[i][0], places[j][1] - places[i][1]
                distance = hypot(across, down)
                if distance >= gap:
                    continue
                calm = False
                if distance < 1e-6:  # two projects on one spot: part them in a direction of their own
                    across, down, distance = cos(i + 2.1 * j), cos(i + 2.1 * j + 1.57), 1.0
                push = (gap - min(distance, gap) + 0.05) / 2
                for place, way in ((places[i], -1), (places[j], 1)):
                    place[0] += way * across / distance * push
                    place[1] += way * down / distance * push
        for place in places:
            place[0] = min(max(place[0], PIN_RADIUS + 1), frame.width - PIN_RADIUS - 1)
            place[1] = min(max(place[1], PIN_RADIUS + 1), frame.height - PIN_RADIUS - 1)
        if calm:
            break
    return [(x, y) for x, y in places]


def _scale_bar(projection: Projection, frame: Frame, palette: Palette) -> list[str]:
    lengths = [50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000]
    metres = max((m for m in lengths if m * projection.millimetres_per_metre <= 32), default=lengths[0])
    width = metres * projection.millimetres_per_metre
    right, bottom = frame.width - 5, frame.height - 5
    label = f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"
    return [
        f'<path d="M{right - width:.2f} {bottom - 1.4}V{bottom}H{right}V{bottom - 1.4}" fill="none" '
        f'stroke="{palette.text}" stroke-width="0.35"/>'
        f'<text x="{right - width / 2:.2f}" y="{bottom - 1.2}" text-anchor="middle" font-size="2.5" '
        f'font-family="Source Sans 3" fill="{palette.text}">{label}</text>'
    ]
