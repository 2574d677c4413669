"""Speed of an edition: many areas of about 12 pages by warm workers, against rendering each from nothing in a loop.

Run `python -m benchmarks.edition_speed` on an idle machine; it needs no database. "From nothing" is one process that
unpacks the fonts, reads the stylesheets and lays out anew for every file, as a script would that knows no better. Both
make the screen and the print PDF of every area. They take turns, batch by batch, and the median of the ratios counts:
what else the machine does then hits both. Then one text changes, and only what changed is made again.

The processor seconds tell how much of the gain is less work, and how much is the second core.
"""

import argparse
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from dataclasses import astuple, dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.print_speed import set_up  # noqa: E402 - after the path

TARGET_TIMES, TARGET_SHARE = 2.0, 1 / 20
VARIANTS = ("screen", "print")
# Projects that give a brochure of about 12 pages.
PROJECTS = 9


def brochures(areas: int) -> list:
    """Return the made-up brochures of so many areas, each a little different."""
    from programmes.editions.brochure import Photo  # noqa: PLC0415
    from tests.factories.brochures import make_brochure  # noqa: PLC0415

    photo = Photo("portaal://media/photo.jpg", "Bewoners planten bomen")
    whole = make_brochure(PROJECTS, photo=photo)
    return [
        replace(whole, area_name=f"Wijk {number}", title=f"Wijkprogramma {number}") for number in range(areas)
    ]


def make_all(brochure) -> tuple[int, float]:
    """Make both variants of one area, from one layout; returns the pages and the processor seconds."""
    from programmes.editions.documents import print_variants  # noqa: PLC0415

    used = time.process_time()
    pages = sum(made.pages for made in print_variants(brochure, VARIANTS).values())
    return pages, time.process_time() - used


def from_nothing(brochure) -> tuple[int, float]:
    """Make both variants of one area, each as if it were the first of its process; returns the same."""
    from programmes.editions.documents import print_brochure  # noqa: PLC0415
    from wijkportaal.foundation.documents import rendering  # noqa: PLC0415

    pages, used = 0, time.process_time()
    for variant in VARIANTS:
        rendering._parsed.cache_clear()
        rendering._fonts.cache_clear()
        pages += print_brochure(brochure, variant=variant).pages
    return pages, time.process_time() - used


@dataclass(frozen=True)
class Measured:
    """How long one way took for a number of areas."""

    areas: int
    pages: int
    seconds: float
    processor: float

    @classmethod
    def of(cls, make, areas: list) -> "Measured":
        """Measure `make(areas)`, which gives pages and processor seconds for each area."""
        start = time.perf_counter()
        made = list(make(areas))
        seconds = time.perf_counter() - start
        return cls(
            len(areas), sum(pages for pages, _used in made), seconds, sum(used for _pages, used in made)
        )

    def __add__(self, other: "Measured") -> "Measured":
        return Measured(*(mine + its for mine, its in zip(astuple(self), astuple(other), strict=True)))

    def row(self, name: str) -> str:
        """Return this as a line of the table."""
        speed = self.pages / self.seconds
        return f"| {name} | {self.areas} | {self.pages} | {self.seconds:.1f} | {speed:.1f} | {self.processor:.1f} |"


def changed_since(known: dict[str, str], areas: list) -> list:
    """Return the areas that are not known by their fingerprint."""
    from programmes.editions.snapshots import fingerprint  # noqa: PLC0415

    return [area for area in areas if known.get(area.area_name) != fingerprint(area, "A4", VARIANTS)]


def main() -> int:
    """Measure and print; returns 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--areas", type=int, default=40)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--batches", type=int, default=5, help="turns that each way gets")
    options = parser.parse_args()
    loops, editions, rebuilds = [], [], []
    with tempfile.TemporaryDirectory() as media:
        set_up(media)
        from programmes.editions.snapshots import fingerprint  # noqa: PLC0415
        from wijkportaal.foundation.documents.rendering import warm_up  # noqa: PLC0415

        areas = brochures(options.areas)
        print(f"Load at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", file=sys.stderr)
        # Each worker has fonts of its own: those of this process are thrown away for every file from nothing.
        with multiprocessing.get_context("fork").Pool(options.workers, warm_up) as pool:
            # No way pays for the first import of the renderer.
            from_nothing(areas[0])
            pool.map(make_all, areas[: 2 * options.workers], chunksize=1)
            for number in range(options.batches):
                batch = areas[number :: options.batches]
                loops.append(Measured.of(lambda some: map(from_nothing, some), batch))
                editions.append(Measured.of(lambda some: pool.imap_unordered(make_all, some), batch))
                print(f"… batch {number + 1} of {options.batches}", file=sys.stderr, flush=True)
            known = {area.area_name: fingerprint(area, "A4", VARIANTS) for area in areas}
            for number in range(3):
                now = [*areas[:-1], replace(areas[-1], intro=f"Een andere inleiding, de {number + 1}e.")]
                rebuilds.append(
                    Measured.of(lambda some: pool.imap_unordered(make_all, changed_since(known, some)), now)
                )
    loop, edition = sum(loops[1:], loops[0]), sum(editions[1:], editions[0])
    times = statistics.median(one.seconds / other.seconds for one, other in zip(loops, editions, strict=True))
    rebuild = statistics.median(measured.seconds for measured in rebuilds)
    print("| what | areas | pages | seconds | pages/s | processor seconds |")
    print("|---|---:|---:|---:|---:|---:|")
    print(loop.row("each from nothing, one after another"))
    print(edition.row(f"{options.workers} warm workers"))
    print(f"| after one changed text | 1 | {rebuilds[0].pages} | {rebuild:.2f} | | |")
    print(
        f"\n{times:.1f} times as fast (target {TARGET_TIMES:.0f}), with {loop.processor / edition.processor:.1f} times "
        f"less work; a rebuild costs {rebuild / edition.seconds:.3f} of the whole (target under {TARGET_SHARE:.2f})."
    )
    return int(times < TARGET_TIMES or rebuild / edition.seconds >= TARGET_SHARE)


if __name__ == "__main__":
    sys.exit(main())
