"""Arithmetic on outlines: pure functions between GeoJSON and shapely, in degrees unless the name says RD."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

RD, WGS84 = "EPSG:28992", "EPSG:4326"
# Six decimals of a degree is about ten centimetres: finer than RD to WGS84 without the correction grid.
GRID = 0.000001


class BadGeometry(ValueError):
    """An outline that cannot be used; the message says why, in Dutch."""


@dataclass(frozen=True)
class Outline:
    """What is kept of one outline: the geometry and the numbers that lists and maps need."""

    geometry: dict[str, Any]
    checksum: str
    west: float
    south: float
    east: float
    north: float
    longitude: float
    latitude: float
    hectares: Decimal


@lru_cache
def transformer(source: str, target: str) -> Any:
    """Return the (thread-safe to share) transformation between two coordinate systems, x before y."""
    # Only who reads a file in the Dutch grid needs it, and it takes nine megabytes of a process.
    import pyproj  # noqa: PLC0415

    return pyproj.Transformer.from_crs(source, target, always_xy=True)


def reprojected(geometry: BaseGeometry, source: str, target: str) -> BaseGeometry:
    """Move a geometry from one coordinate system to another."""
    if source == target:
        return geometry
    move = transformer(source, target)
    return shapely.transform(geometry, lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1])))


def polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a geometry as one (Multi)Polygon; lines and points that repair leaves fall away."""
    if geometry.geom_type in {"Polygon", "MultiPolygon"}:
        return geometry
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(geometry))
        if part.geom_type == "Polygon" and not part.is_empty
    ]
    return shapely.MultiPolygon(parts)


def outline_of(geometry: BaseGeometry | dict) -> Outline:
    """Return the Outline of a polygon in degrees.

    Raises BadGeometry for what is not a valid polygon. The checksum is the same for the same points, whatever
    file they came from.
    """
    polygon = shape(geometry) if isinstance(geometry, dict) else geometry
    if polygon.geom_type not in {"Polygon", "MultiPolygon"} or polygon.is_empty:
        raise BadGeometry("De grens is geen vlak.")
    snapped = shapely.transform(polygon, lambda xy: xy.round(6))
    if not snapped.is_valid:
        snapped = polygons_of(shapely.set_precision(polygon, GRID))
    if snapped.is_empty or not snapped.is_valid:
        raise BadGeometry("De grens snijdt zichzelf.")
    # One form for one border, whichever corner a file starts with; rings turn as RFC 7946 wants them.
    snapped = shapely.orient_polygons(shapely.normalize(snapped))
    west, south, east, north = snapped.bounds
    inside = snapped.representative_point()
    return Outline(
        geometry=json.loads(shapely.to_geojson(snapped)),
        checksum=hashlib.sha256(shapely.to_wkb(snapped)).hexdigest(),
        west=west,
        south=south,
        east=east,
        north=north,
        longitude=round(inside.x, 6),
        latitude=round(inside.y, 6),
        hectares=hectares_of(snapped),
    )


def hectares_of(polygon: BaseGeometry) -> Decimal:
    """Area in hectares of a polygon in degrees, measured in the Dutch grid."""
    return Decimal(str(round(reprojected(polygon, WGS84, RD).area / 10_000, 2)))


def union_of(geometries: Iterable[dict]) -> BaseGeometry:
    """Return the union of outlines; hairline gaps (under about two metres) between neighbours are closed."""
    shapes = [shape(geometry) for geometry in geometries]
    if not shapes:
        raise BadGeometry("Er zijn geen grenzen om samen te voegen.")
    try:
        whole = shapely.coverage_union_all(shapes)
    except shapely.errors.GEOSException:
        whole = None
    if whole is None or not whole.is_valid:
        whole = shapely.union_all(shapes)
    if not whole.is_valid:
        whole = shapely.make_valid(whole)
    return polygons_of(whole)


def simplified(geometries: list[BaseGeometry], *, metres: float) -> list[BaseGeometry]:
    """Simplify outlines together, so that shared borders stay shared; falls back to one by one.

    `metres` is the tolerance on the ground. Neighbours that do not fit exactly make coverage
    simplification impossible; then each is simplified alone.
    """
    tolerance = metres / 90_000  # a degree is 111 km to the north and 67 km to the east at our latitude
    if not geometries:
        return []
    if shapely.coverage_is_valid(geometries):
        return list(shapely.coverage_simplify(geometries, tolerance))
    return [polygon.simplify(tolerance) for polygon in geometries]


def compact_geometry(geometry: BaseGeometry) -> dict:
    """Return a geometry as GeoJSON with five decimals (about a metre): enough to look at, half the bytes."""
    return json.loads(shapely.to_geojson(shapely.transform(geometry, lambda xy: xy.round(5))))
