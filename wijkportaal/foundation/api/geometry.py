"""Coordinates in two systems: CRS84 (degrees, longitude first), and RD (EPSG:28992) for who asks."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from django.utils.translation import gettext as _
from rest_framework.request import Request
from shapely.geometry import mapping, shape

from wijkportaal.foundation.api.problems import HEADER, QUERY, NotInThisForm, Wrong

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
NAMES = {"crs84": CRS84, "ogc:crs84": CRS84, CRS84.lower(): CRS84, "epsg:28992": RD, RD.lower(): RD}
DECIMALS = {CRS84: 6, RD: 2}
Box = tuple[float, float, float, float]


@cache
def _transformer(source: str, target: str):
    # Only who asks for RD needs it, and it takes nine megabytes of a process.
    import pyproj  # noqa: PLC0415

    codes = {CRS84: 4326, RD: 28992}
    return pyproj.Transformer.from_crs(codes[source], codes[target], always_xy=True)


@dataclass(frozen=True)
class Frame:
    """The system in which coordinates are written."""

    crs: str = CRS84

    @property
    def header(self) -> str:
        """What the header `Content-Crs` says."""
        return f"<{self.crs}>"

    def point(self, longitude, latitude) -> dict | None:
        """Return a point in degrees as GeoJSON in this system; None without one."""
        if longitude is None or latitude is None:
            return None
        at = (float(longitude), float(latitude))
        if self.crs != CRS84:
            at = _transformer(CRS84, self.crs).transform(*at)
        return {"type": "Point", "coordinates": [round(part, DECIMALS[self.crs]) for part in at]}

    def geometry(self, geometry: dict | None) -> dict | None:
        """Return a GeoJSON geometry in degrees in this system."""
        if geometry is None or self.crs == CRS84:
            return geometry
        move = _transformer(CRS84, self.crs)
        moved = shapely.transform(
            shape(geometry),
            lambda xy: np.round(np.column_stack(move.transform(xy[:, 0], xy[:, 1])), DECIMALS[self.crs]),
        )
        return mapping(moved)

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Return a point in this system as longitude and latitude."""
        return (x, y) if self.crs == CRS84 else _transformer(self.crs, CRS84).transform(x, y)


def frame_of(request: Request) -> Frame:
    """Return in which system to answer: the header `Accept-Crs`, or the query `crs`. Raises Wrong, NotInThisForm."""
    if typed := request.query_params.get("crs"):
        return Frame(_known(typed, "crs"))
    asked = [
        part.partition(";")[0] for part in request.headers.get("Accept-Crs", "").split(",") if part.strip()
    ]
    if not asked or "*" in map(str.strip, asked):
        return Frame()
    for each in asked:
        if crs := NAMES.get(each.strip(" <>").lower()):
            return Frame(crs)
    raise NotInThisForm(_("Wij kennen CRS84 en RD (EPSG:28992)."))


def frame_of_content(request: Request) -> Frame:
    """Return in which system coordinates were sent: the header `Content-Crs`, else degrees. Raises Wrong."""
    typed = request.headers.get("Content-Crs", "")
    return Frame(_known(typed, "Content-Crs", HEADER)) if typed else Frame()


def box_of(request: Request) -> Box | None:
    """Return the box that was asked for, in degrees: `bbox=west,south,east,north` in `bboxCrs`. Raises Wrong."""
    typed, typed_crs = request.query_params.get("bbox"), request.query_params.get("bboxCrs", "")
    frame = Frame(_known(typed_crs, "bboxCrs")) if typed_crs else Frame()
    if typed is None:
        return None
    try:
        west, south, east, north = (float(part) for part in typed.split(","))
    except ValueError:
        west = math.nan
    if math.isnan(west) or not (west <= east and south <= north):
        raise Wrong(QUERY, {"bbox": [_("Geef vier getallen: west,zuid,oost,noord.")]})
    corners = [frame.degrees(x, y) for x in (west, east) for y in (south, north)]
    box = (
        min(x for x, _y in corners),
        min(y for _x, y in corners),
        max(x for x, _y in corners),
        max(y for _x, y in corners),
    )
    if not all(map(math.isfinite, box)) or not (
        abs(box[0]) <= 180 >= abs(box[2]) and abs(box[1]) <= 90 >= abs(box[3])
    ):
        raise Wrong(QUERY, {"bbox": [_("Deze getallen zijn geen plek op aarde.")]})
    return box


def _known(typed: str, name: str, place: str = QUERY) -> str:
    crs = NAMES.get(typed.strip(" <>").lower())
    if crs is None:
        raise Wrong(place, {name: [_("Wij kennen CRS84 en RD (EPSG:28992).")]})
    return crs
