"""A country full of buurten: 15,000 in under a minute, from a GeoPackage in the Dutch grid."""

import os
import time
from io import StringIO

import numpy as np
import pyogrio
import pytest
import shapely
from django.core.management import call_command

from areas.figures.models import Figure
from areas.territory.models import Area

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def write_country(path, *, buurten: int) -> None:
    """Write gemeenten of ten wijken of ten buurten, squares of 500 metres with 16 points a side."""
    layers = {"gemeenten": [], "wijken": [], "buurten": []}
    for number in range(buurten):
        gemeente, wijk, buurt = number // 100, number // 10 % 10, number % 10
        x, y = 20_000 + gemeente % 20 * 10_000, 320_000 + gemeente // 20 * 10_000
        outline = shapely.segmentize(
            shapely.box(x + buurt * 500, y + wijk * 500, x + buurt * 500 + 500, y + wijk * 500 + 500), 32
        )
        codes = (f"GM{gemeente:04}", f"WK{gemeente:04}{wijk:02}", f"BU{gemeente:04}{wijk:02}{buurt:02}")
        layers["buurten"].append((*codes, outline))
        if buurt == 0:
            layers["wijken"].append(
                (codes[0], codes[1], "", shapely.box(x, y + wijk * 500, x + 5000, y + wijk * 500 + 500))
            )
        if wijk == buurt == 0:
            layers["gemeenten"].append((codes[0], "", "", shapely.box(x, y, x + 5000, y + 5000)))
    for layer, rows in layers.items():
        level = list(layers).index(layer)
        names = ["gemeentecode", "wijkcode", "buurtcode"][: level + 1]
        columns = [np.array([row[i] for row in rows], dtype=object) for i in range(level + 1)]
        label = layer[:-2] if layer != "wijken" else "wijk"
        columns += [np.array([f"{label} {n}" for n in range(len(rows))], dtype=object)]
        columns += [
            np.full(len(rows), 1000 + level),
            np.full(len(rows), -99997),
            np.full(len(rows), "NEE", dtype=object),
        ]
        fields = [*names, {"gemeenten": "gemeentenaam", "wijken": "wijknaam", "buurten": "buurtnaam"}[layer]]
        pyogrio.raw.write(
            path,
            shapely.to_wkb(np.array([row[-1] for row in rows])),
            columns,
            [*fields, "aantal_inwoners", "aantal_huishoudens", "water"],
            layer=layer,
            geometry_type="Polygon",
            crs="EPSG:28992",
            append=path.exists(),
        )


def test_fifteen_thousand_buurten_in_under_a_minute(tmp_path):
    path = tmp_path / "wijkenbuurten_2024.gpkg"
    write_country(path, buurten=15_000)
    out = StringIO()
    start, cpu = time.monotonic(), time.process_time()
    call_command("import_areas", path, year=2024, stdout=out, stderr=out)
    took, own = time.monotonic() - start, time.process_time() - cpu
    crowd = max(1.0, os.getloadavg()[0] / os.cpu_count())
    print("\n", out.getvalue().splitlines()[-1], f"{took:.1f} s, own cpu {own:.1f} s, crowd {crowd:.1f}")  # noqa: T201
    assert Area.objects.filter(kind="buurt").count() == 15_000
    assert Figure.objects.filter(indicator="a_hh", value=None).count() == 16_650
    assert took < 60 * crowd  # a minute on a machine that has nothing else to do
    start = time.monotonic()
    call_command("import_areas", path, year=2024, stdout=out, stderr=out)
    print(out.getvalue().splitlines()[-1], f"{time.monotonic() - start:.1f} s")  # noqa: T201 - the measurement
    assert "nieuw 0, gewijzigd 0, niet in het bestand 0, gelijk 16650, cijfers 0, fout 0" in out.getvalue()
