"""How long it takes to read in a country full of buurten: 15,000 of them, from a GeoPackage in the Dutch grid.

    python -m benchmarks.import_speed

Starts PostgreSQL and Redis of its own. Reads the file twice: into an empty portal, and again, when nothing is
new. The target is the first under 60 seconds on a machine that has nothing else to do.
"""

import sys
import tempfile
import time
from io import StringIO
from pathlib import Path

import numpy as np
import pyogrio
import shapely

from benchmarks.services import measure_on_services

TARGET = 60


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


def measure() -> int:
    """Read in twice and print; returns 1 when the target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wijkenbuurten_2024.gpkg"
        write_country(path, buurten=15_000)
        first, second = read_in(path), read_in(path)
    print(
        "| reading 15,000 buurten, 1,500 wijken and 150 gemeenten | seconds | processor seconds of Python |"
    )
    print("|---|---:|---:|")
    print(f"| into an empty portal | {first[0]:.1f} | {first[1]:.1f} |")
    print(f"| again, with nothing new | {second[0]:.1f} | {second[1]:.1f} |")
    print(f"Target: under {TARGET} s.", "Met." if first[0] < TARGET else "MISSED")
    return int(first[0] >= TARGET)


def read_in(path: Path) -> tuple[float, float]:
    """Read the file in as the command does; return the seconds it took, and those of this processor."""
    from django.core.management import call_command  # noqa: PLC0415

    out, begun, used = StringIO(), time.monotonic(), time.process_time()
    call_command("import_areas", path, year=2024, stdout=out, stderr=out)
    took = time.monotonic() - begun, time.process_time() - used
    print(out.getvalue().splitlines()[-1], file=sys.stderr)
    return took


if __name__ == "__main__":
    sys.exit(measure_on_services(measure))
