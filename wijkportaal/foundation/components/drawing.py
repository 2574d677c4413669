"""Borders as a drawing: GeoJSON -> SVG, for before and without JavaScript."""

from math import cos, radians

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SIZE = 640
MARGIN = 14


def rings_of(geometry: dict) -> list[list]:
    """Return the rings of a GeoJSON geometry, outlines and holes alike; none of a point or a line."""
    match geometry.get("type"):
        case "Polygon":
            return list(geometry["coordinates"])
        case "MultiPolygon":
            return [ring for polygon in geometry["coordinates"] for ring in polygon]
        case "GeometryCollection":
            return [ring for part in geometry["geometries"] for ring in rings_of(part)]
        case _:
            return []


class Projection:
    """Longitude and latitude -> places on the drawing, true to shape around its middle."""

    def __init__(self, places: list):
        longitudes = [place[0] for place in places]
        latitudes = [place[1] for place in places]
        self.west, self.north = min(longitudes), max(latitudes)
        # A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
        self.narrowing = cos(radians((max(latitudes) + min(latitudes)) / 2))
        wide = (max(longitudes) - self.west) * self.narrowing or 1e-6
        high = (self.north - min(latitudes)) or 1e-6
        self.scale = (SIZE - 2 * MARGIN) / max(wide, high)
        self.width = round(wide * self.scale + 2 * MARGIN)
        self.height = round(high * self.scale + 2 * MARGIN)

    def place(self, coordinate) -> tuple[float, float]:
        return (
            round((coordinate[0] - self.west) * self.narrowing * self.scale + MARGIN, 1),
            round((self.north - coordinate[1]) * self.scale + MARGIN, 1),
        )

    def path(self, rings: list[list]) -> str:
        drawn = []
        for ring in rings:
            steps, last = [], None
            for coordinate in ring:
                step = self.place(coordinate)
                if step != last:
                    steps.append(f"{step[0]:g} {step[1]:g}")
                    last = step
            drawn.append("M" + "L".join(steps) + "Z")
        return "".join(drawn)


def _shape(feature: dict, projection: Projection) -> SafeString:
    properties = feature.get("properties") or {}
    kind = " wp-area-shape--current" if properties.get("current") else ""
    kind = kind or (" wp-area-shape--other" if properties.get("other") else "")
    name = properties.get("name") or ""
    drawn = format_html(
        '<path class="wp-area-shape{}" fill-rule="evenodd" d="{}"><title>{}</title></path>',
        kind,
        projection.path(rings_of(feature["geometry"])),
        name,
    )
    if properties.get("url") and name:
        return format_html('<a href="{}" aria-label="{}">{}</a>', properties["url"], name, drawn)
    return drawn


def _point(feature: dict, projection: Projection) -> SafeString:
    x, y = projection.place(feature["geometry"]["coordinates"])
    name = (feature.get("properties") or {}).get("name") or ""
    return format_html(
        '<circle class="wp-point-shape" cx="{}" cy="{}" r="9"><title>{}</title></circle>', x, y, name
    )


def draw_borders(collection: dict | None, *, label: str) -> SafeString:
    """The features of a GeoJSON FeatureCollection (WGS84) as one SVG; empty if there is nothing to draw.

    Looks at `name`, `url`, `current` and `other` in the properties, as the map in the browser does.
    """
    features = [feature for feature in (collection or {}).get("features", []) if feature.get("geometry")]
    shapes = [feature for feature in features if rings_of(feature["geometry"])]
    points = [feature for feature in features if feature["geometry"].get("type") == "Point"]
    places = [place for feature in shapes for ring in rings_of(feature["geometry"]) for place in ring]
    places += [feature["geometry"]["coordinates"] for feature in points]
    if not places:
        return SafeString("")
    projection = Projection(places)
    # The area that the page is about lies on top, so that its border is whole.
    shapes.sort(key=lambda feature: bool((feature.get("properties") or {}).get("current")))
    drawn = [_shape(feature, projection) for feature in shapes]
    drawn += [_point(feature, projection) for feature in points]
    has_links = any((feature.get("properties") or {}).get("url") for feature in shapes)
    return format_html(
        '<svg class="wp-borders" viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid meet"{}>'
        "<title>{}</title>{}</svg>",
        projection.width,
        projection.height,
        # As an image, a drawing would hide the links in it from a screen reader.
        "" if has_links else mark_safe(' role="img"'),
        label,
        format_html_join("", "{}", ((shape,) for shape in drawn)),
    )
