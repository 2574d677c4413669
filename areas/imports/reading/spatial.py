"""Borders from GeoJSON and GeoPackage, in degrees or in the Dutch grid."""

import json
import re
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import numpy as np
import shapely
from django.utils.translation import gettext as _
from shapely.errors import GEOSException, ShapelyError
from shapely.geometry import shape

from areas.figures.catalogue import indicators_in
from areas.imports.reading.rows import (
    FRISIAN_COLUMNS,
    AreaRow,
    Fault,
    FoundAreas,
    UnreadableFile,
    check_frisian_name,
    double_codes,
    read_figures,
)
from areas.territory.calculations import RD, WGS84, BadGeometry, outline_of, polygons_of, reprojected
from areas.territory.models import AreaKind

MAX_BYTES = 400 * 1024 * 1024
MAX_JSON_BYTES = 100 * 1024 * 1024
MAX_FEATURES = 50_000
CODE = re.compile(r"(GM\d{4}|WK\d{6}|BU\d{8})")
KIND_OF = {"GM": AreaKind.GEMEENTE, "WK": AreaKind.WIJK, "BU": AreaKind.BUURT}
# The finest first: a row of buurten also names its wijk and gemeente.
CODE_COLUMNS = (
    "buurtcode", "bu_code", "wijkcode", "wk_code", "gemeentecode", "gm_code", "gwb_code_10", "gwb_code",
    "statcode", "code",
)  # fmt: skip
NAME_COLUMNS = (
    "buurtnaam",
    "bu_naam",
    "wijknaam",
    "wk_naam",
    "gemeentenaam",
    "gm_naam",
    "statnaam",
    "naam",
    "name",
)
PARENT_COLUMNS = {
    AreaKind.BUURT: ("wijkcode", "wk_code", "wijk"),
    AreaKind.WIJK: ("gemeentecode", "gm_code", "gemeente"),
}
LAYERS = ("gemeenten", "wijken", "buurten")
# Where the Netherlands lie, roomily, in both systems.
IN_DEGREES, IN_RD = (3.0, 50.5, 7.5, 53.8), (-10_000, 290_000, 310_000, 640_000)
# How much a repaired border may differ from what was drawn before it is no longer "harmless".
HARMLESS = 0.001
Progress = Callable[[int, int], None]


def read_areas(
    upload: BinaryIO, *, gemeente: str = "", kind: str = "", progress: Progress = lambda done, total: None
) -> FoundAreas:
    """Read areas with their borders and figures; the content decides which format it is.

    `gemeente` keeps only what belongs to that code, `kind` is for areas without a CBS code. Raises
    UnreadableFile when it is no such file; what is wrong with one area becomes a fault.
    """
    if gemeente and not re.fullmatch(r"GM\d{4}", gemeente):
        raise UnreadableFile(_("Een gemeentecode is GM met vier cijfers, zoals GM0080."))
    upload.seek(0)
    start = upload.read(64)
    upload.seek(0)
    if start.startswith(b"SQLite format 3\0"):
        return _read_geopackage(upload, gemeente, kind, progress)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _read_geojson(upload, gemeente, kind, progress)
    raise UnreadableFile(_("Dit is geen GeoJSON- of GeoPackage-bestand."))


def _read_geojson(upload: BinaryIO, gemeente: str, kind: str, progress: Progress) -> FoundAreas:
    data = upload.read(MAX_JSON_BYTES + 1)
    if len(data) > MAX_JSON_BYTES:
        raise UnreadableFile(_("Dit bestand is te groot. Een GeoJSON-bestand mag hoogstens 100 MB zijn."))
    try:
        content = json.loads(_decoded(data), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(_("Dit GeoJSON-bestand is beschadigd of niet helemaal aangekomen.")) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        raise UnreadableFile(_("In dit bestand staan geen gebieden (een FeatureCollection met features)."))
    if len(features) > MAX_FEATURES:
        raise UnreadableFile(_("Dit bestand heeft meer dan 50.000 gebieden."))
    named = str(content.get("crs") or "")
    system = RD if "28992" in named else WGS84 if re.search(r"CRS84|4326", named) else ""
    if named and not system:
        raise UnreadableFile(_("Dit coördinatenstelsel kennen we niet. Gebruik WGS84 of RD (EPSG:28992)."))
    rows = []
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        rows.append((number, properties if isinstance(properties, dict) else {}, _shape_of(geometry)))
    found = _rows_of(rows, system, gemeente, kind, progress)
    words = re.sub(r"[^A-Za-zÀ-ÿ' -]+|\b(wijken|buurten|dorpen|grenzen|gemeente)\b", " ",
                   str(content.get("name") or "").replace("_", " "))  # fmt: skip
    found.gemeente_name = " ".join(words.split()).title()[:120]
    return found


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _shape_of(geometry: object):
    try:
        return shape(geometry) if isinstance(geometry, dict) else None
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return BadGeometry()


def _read_geopackage(upload: BinaryIO, gemeente: str, kind: str, progress: Progress) -> FoundAreas:
    import pyogrio  # noqa: PLC0415 - 28 MB of libraries, for who reads a GeoPackage

    with tempfile.NamedTemporaryFile(suffix=".gpkg") as copy:
        written = 0
        while chunk := upload.read(1 << 20):
            written += len(chunk)
            if written > MAX_BYTES:
                raise UnreadableFile(_("Dit bestand is te groot. Een GeoPackage mag hoogstens 400 MB zijn."))
            copy.write(chunk)
        copy.flush()
        path = Path(copy.name)
        _check_sqlite(path)
        try:
            layers = {name.lower(): name for name, type_ in pyogrio.list_layers(path) if type_}
        except pyogrio.errors.DataSourceError as error:
            raise UnreadableFile(
                _("Dit GeoPackage-bestand is beschadigd of niet helemaal aangekomen.")
            ) from error
        wanted = [layer for layer in LAYERS if layer in layers] or list(layers)[:1]
        if not wanted:
            raise UnreadableFile(_("In dit GeoPackage-bestand staan geen gebieden."))
        found = FoundAreas()
        for layer in wanted:
            part = _read_layer(path, layers[layer], gemeente, kind, progress)
            found.rows += part.rows
            found.faults += part.faults
            found.notes += part.notes
    found.faults += double_codes(found.rows)
    return found


def _check_sqlite(path: Path) -> None:
    """Look at the header page count before the library opens a cut-off file with a partial answer."""
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            (problem,) = database.execute("PRAGMA quick_check(1)").fetchone()
        database.close()
    except sqlite3.DatabaseError as error:
        problem = str(error)
    if problem != "ok":
        raise UnreadableFile(_("Dit GeoPackage-bestand is beschadigd of niet helemaal aangekomen."))


def _read_layer(path: Path, layer: str, gemeente: str, kind: str, progress: Progress) -> FoundAreas:
    import pyogrio  # noqa: PLC0415 - as above

    where = None
    try:
        info = pyogrio.read_info(path, layer=layer)
        if gemeente and "gemeentecode" in info["fields"]:
            where = f"gemeentecode = '{gemeente}'"
        meta, _ids, geometry, columns = pyogrio.raw.read(
            path, layer=layer, where=where, max_features=MAX_FEATURES + 1
        )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise UnreadableFile(
            _("Dit GeoPackage-bestand is beschadigd of niet helemaal aangekomen.")
        ) from error
    if geometry is None or len(geometry) > MAX_FEATURES:
        raise UnreadableFile(_("Deze laag heeft geen vlakken, of meer dan 50.000 gebieden."))
    crs = str(meta["crs"] or "")
    system = RD if "28992" in crs or "Amersfoort" in crs else WGS84 if "4326" in crs or "CRS84" in crs else ""
    if crs and not system:
        raise UnreadableFile(_("Dit coördinatenstelsel kennen we niet. Gebruik WGS84 of RD (EPSG:28992)."))
    shapes = shapely.from_wkb(geometry, on_invalid="ignore")
    names = list(meta["fields"])
    rows = []
    for number, (outline, *values) in enumerate(zip(shapes, *columns, strict=True), start=1):
        cells = {
            name: None if _is_nothing(value) else value for name, value in zip(names, values, strict=True)
        }
        if str(cells.get("water") or "NEE").upper() != "NEE":
            continue
        rows.append((number, cells, outline))
    return _rows_of(rows, system, gemeente, kind, progress, doubles=False)


def _is_nothing(value: object) -> bool:
    return value is None or (isinstance(value, float | np.floating) and np.isnan(value))


def _rows_of(
    rows, system: str, gemeente: str, kind: str, progress: Progress, *, doubles: bool = True
) -> FoundAreas:
    """Turn (number, cells, geometry) into AreaRows, with a fault for all that is wrong."""
    found = FoundAreas()
    columns = {name for _number, cells, _shape in rows[:200] for name in cells}
    indicators = indicators_in(sorted(columns))
    system = system or _guess_system(
        [outline for _n, _c, outline in rows if isinstance(outline, shapely.Geometry)]
    )
    step = max(1, len(rows) // 50)
    repaired = 0
    for done, (number, cells, outline) in enumerate(rows):
        if done % step == 0:
            progress(done, len(rows))
        lower = {name.strip().lower(): value for name, value in cells.items()}
        row = _row_of(number, lower, kind, found.faults)
        if row is None or (gemeente and not _lies_in(row, gemeente)):
            continue
        try:
            row.outline, was_repaired = _outline(outline, system)
            repaired += was_repaired
        except BadGeometry as problem:
            found.faults.append(Fault(number, _("grens"), row.code or row.name, str(problem)))
        row.figures = read_figures(number, cells, indicators, found.faults)
        found.rows.append(row)
    if repaired:
        found.notes.append(_("Grenzen die zichzelf net raakten en zijn hersteld: %(n)s.") % {"n": repaired})
    if doubles:
        found.faults += double_codes(found.rows)
    return found


def _row_of(number: int, cells: dict, kind: str, faults: list[Fault]) -> AreaRow | None:
    code = _first(cells, CODE_COLUMNS).upper()
    name = _first(cells, NAME_COLUMNS)
    if code and not CODE.fullmatch(code) and re.match(r"(GM|WK|BU)", code):
        faults.append(
            Fault(number, _("code"), code, _("Dit is geen code van het CBS (GM, WK of BU met cijfers)."))
        )
        return None
    kind = KIND_OF[code[:2]] if CODE.fullmatch(code) else kind
    if not name or len(name) > 120:
        message = _("De naam ontbreekt.") if not name else _("Deze naam is langer dan 120 tekens.")
        faults.append(Fault(number, _("naam"), name or code, message))
        return None
    if kind not in AreaKind.values:
        faults.append(
            Fault(number, _("code"), code, _("Zonder CBS-code moet u kiezen welke soort gebied dit is."))
        )
        return None
    parent = _first(cells, PARENT_COLUMNS.get(kind, ("gemeente", "gemeentecode"))).upper()
    if not CODE.fullmatch(parent):
        parent = {"BU": f"WK{code[2:8]}", "WK": f"GM{code[2:6]}"}.get(code[:2], "")
    row = AreaRow(number, code, name, kind, parent, frisian_name=_first(cells, FRISIAN_COLUMNS))
    check_frisian_name(row, _("Friese naam"), faults)
    return row


def _first(cells: dict, columns: tuple[str, ...]) -> str:
    return next((str(cells[column]).strip() for column in columns if cells.get(column) not in (None, "")), "")


def _lies_in(row: AreaRow, gemeente: str) -> bool:
    return row.code[2:6] == gemeente[2:6] if CODE.fullmatch(row.code) else row.parent_code == gemeente


def _guess_system(shapes: list) -> str:
    """Tell degrees from the Dutch grid by the range of the coordinates; neither is no usable file."""
    bounds = shapely.total_bounds([outline for outline in shapes if not outline.is_empty]) if shapes else None
    if bounds is None or np.isnan(bounds).any():
        return WGS84
    for system, (west, south, east, north) in ((WGS84, IN_DEGREES), (RD, IN_RD)):
        if west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north:
            return system
    raise UnreadableFile(
        _(
            "De coördinaten liggen niet in Nederland. Staan lengte en breedte omgewisseld, of is het een ander stelsel?"
        )
    )


def _outline(geometry: object, system: str):
    """Return (Outline or None, whether it was repaired); raises BadGeometry."""
    if isinstance(geometry, BadGeometry):
        raise BadGeometry(_("De grens is niet te lezen."))
    if geometry is None or geometry.geom_type == "Point":
        return None, False
    if geometry.is_empty or geometry.geom_type not in {"Polygon", "MultiPolygon"}:
        raise BadGeometry(_("De grens is geen vlak."))
    try:
        west, south, east, north = IN_RD if system == RD else IN_DEGREES
        bounds = geometry.bounds
        if not (west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north):
            raise BadGeometry(_("De coördinaten liggen niet in Nederland."))
        geometry = reprojected(shapely.force_2d(geometry), system, WGS84)
        if geometry.is_valid:
            return outline_of(geometry), False
        fixed = polygons_of(shapely.make_valid(geometry))
        hull = geometry.convex_hull.area
        if hull == 0 or abs(fixed.area - _drawn_area(geometry)) > HARMLESS * hull:
            raise BadGeometry(_("De grens snijdt zichzelf%(where)s.") % {"where": _spot(geometry)})
        return outline_of(fixed), True
    except (GEOSException, ValueError) as error:
        if isinstance(error, BadGeometry):
            raise
        raise BadGeometry(_("De grens is niet te lezen.")) from error


def _spot(geometry) -> str:
    """Return where a border goes wrong, in words, from what the library says of it in English."""
    found = re.search(r"\[(-?[\d.]+) (-?[\d.]+)\]", shapely.is_valid_reason(geometry))
    if not found:
        return ""
    east, north = (f"{float(degrees):.5f}".replace(".", ",") for degrees in found.groups())
    return _(", bij %(north)s NB, %(east)s OL") % {"north": north, "east": east}


def _drawn_area(geometry) -> float:
    """Area as the rings were drawn, which for a figure of eight differs from the area after repair."""
    return float(geometry.area)
