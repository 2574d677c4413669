"""Speed of an edition: many areas of about 12 pages by warm workers, against rendering each from nothing in a loop.

Run `python -m benchmarks.edition_speed` on an idle machine; it needs no database. "From nothing" is one process that
unpacks the fonts, reads the stylesheets and lays out anew for every file, as a script would that knows no better. Both
make the screen and the print PDF of every area. Then one text changes, and only what changed is made again.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from dataclasses import replace
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


def make_all(brochure) -> int:
    """Make both variants of one area, from one layout; returns the pages."""
    from programmes.editions.documents import print_variants  # noqa: PLC0415

    return sum(made.pages for made in print_variants(brochure, VARIANTS).values())


def from_nothing(brochure) -> int:
    """Make both variants of one area, each as if it were the first of its process; returns the pages."""
    from programmes.editions.documents import print_brochure  # noqa: PLC0415
    from wijkportaal.foundation.documents import rendering  # noqa: PLC0415

    pages = 0
    for variant in VARIANTS:
        rendering._parsed.cache_clear()
        rendering._fonts.cache_clear()
        pages += print_brochure(brochure, variant=variant).pages
    return pages


def rebuild(known: dict[str, str], areas: list, pool) -> tuple[int, int]:
    """Make only what is not known by its fingerprint; returns how many areas were made, and their pages."""
    from programmes.editions.snapshots import fingerprint  # noqa: PLC0415

    changed = [area for area in areas if known.get(area.area_name) != fingerprint(area, "A4", VARIANTS)]
    return len(changed), sum(pool.imap_unordered(make_all, changed))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--areas", type=int, default=40)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as media:
        set_up(media)
        from programmes.editions.snapshots import fingerprint  # noqa: PLC0415
        from wijkportaal.foundation.documents.rendering import warm_up  # noqa: PLC0415

        areas = brochures(options.areas)
        print(f"Load at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        # Neither way pays for the first import of the renderer.
        make_all(areas[0])
        start = time.perf_counter()
        pages = sum(from_nothing(area) for area in areas)
        loop = time.perf_counter() - start
        warm_up()
        with multiprocessing.get_context("fork").Pool(options.workers) as pool:
            start = time.perf_counter()
            made = sum(pool.imap_unordered(make_all, areas))
            edition = time.perf_counter() - start
            known = {area.area_name: fingerprint(area, "A4", VARIANTS) for area in areas}
            areas[-1] = replace(areas[-1], intro="Een andere inleiding.")
            start = time.perf_counter()
            again, _pages = rebuild(known, areas, pool)
            rebuilding = time.perf_counter() - start
    print("| what | areas | pages | seconds | pages/s |")
    print("|---|---|---|---|---|")
    print(
        f"| each from nothing, one after another | {len(areas)} | {pages} | {loop:.1f} | {pages / loop:.1f} |"
    )
    print(
        f"| {options.workers} warm workers | {len(areas)} | {made} | {edition:.1f} | {made / edition:.1f} |"
    )
    print(f"| after one changed text | {again} | | {rebuilding:.2f} | |")
    print(f"\n{loop / edition:.1f} times as fast (target {TARGET_TIMES:.0f}); a rebuild costs "
          f"{rebuilding / edition:.3f} of the whole (target under {TARGET_SHARE:.2f}).")  # fmt: skip


if __name__ == "__main__":
    main()
