"""Speed and memory of print: pages per second of a brochure of about 8 and about 64 pages, warm.

Run `python benchmarks/print_speed.py` on an idle machine; it needs no database. Each worker is a process that has
made one brochure before it is timed. "Per worker" is what one of them does; with two of them on two cores it should
stay about the same. Pages per processor second tell how fast it would be on a core that nothing else uses.
"""

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TARGET_SPEED, TARGET_MEMORY = 20, 250
# Projects that give a brochure of about so many pages.
SIZES = {8: 2, 64: 103}


def set_up(media: str):
    """Start Django without services, with one photograph in its media."""
    os.environ |= {
        "PORTAAL_SECRET_KEY": "benchmark",
        "PORTAAL_DATABASE_URL": "postgresql://nobody@/none?host=/nowhere",
        "PORTAAL_REDIS_URL": "unix:///nowhere?db=0",
        "PORTAAL_MEDIA_ROOT": media,
        "DJANGO_SETTINGS_MODULE": "wijkportaal.settings",
    }
    import django  # noqa: PLC0415 - after the environment

    django.setup()
    from PIL import Image  # noqa: PLC0415

    photo = Path(media) / "photo.jpg"
    if not photo.exists():
        Image.effect_noise((1280, 800), 60).convert("RGB").save(photo, quality=80)


def brochure_of(pages: int):
    """Return a made-up brochure of about so many pages, with a photograph at every project."""
    from programmes.editions.brochure import Photo  # noqa: PLC0415
    from tests.factories.brochures import make_brochure  # noqa: PLC0415

    return make_brochure(SIZES[pages], photo=Photo("portaal://media/photo.jpg", "Bewoners planten bomen"))


def work(media: str, pages: int, rounds: int, start, results) -> None:
    """Be one warm worker: print once unmeasured, wait for the others, then print `rounds` times."""
    set_up(media)
    from programmes.editions.documents import print_brochure  # noqa: PLC0415

    brochure = brochure_of(pages)
    print_brochure(brochure_of(8))
    start.wait()
    speeds, processor, made = [], [], 0
    for _round in range(rounds):
        wall, used = time.perf_counter(), time.process_time()
        made = print_brochure(brochure).pages
        speeds.append(made / (time.perf_counter() - wall))
        processor.append(made / (time.process_time() - used))
    results.put((made, statistics.median(speeds), statistics.median(processor)))


def measure(media: str, pages: int, workers: int, rounds: int) -> dict:
    """Return the median speed of each of so many workers at once."""
    context = multiprocessing.get_context("spawn")
    start, results = context.Barrier(workers), context.Queue()
    started = [
        context.Process(target=work, args=(media, pages, rounds, start, results))
        for _worker in range(workers)
    ]
    for process in started:
        process.start()
    found = [results.get(timeout=600) for _worker in range(workers)]
    for process in started:
        process.join()
    return {
        "pages": found[0][0],
        "workers": workers,
        "per_worker": min(speed for _pages, speed, _processor in found),
        "together": sum(speed for _pages, speed, _processor in found),
        "per_processor_second": min(processor for _pages, _speed, processor in found),
    }


def memory_of(media: str, pages: int) -> None:
    """Print three times in a child of a process with Django, as a worker does, and tell of memory in MB:
    of that process, the most that the child had, and the most of it with what it shares counted by halves."""
    set_up(media)
    from programmes.editions.documents import print_brochure  # noqa: PLC0415

    brochure, context = brochure_of(pages), multiprocessing.get_context("fork")
    results = context.Queue()

    def print_thrice() -> None:
        made = [print_brochure(brochure).pages for _round in range(3)]
        results.put((made[-1], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = context.Process(target=print_thrice)
    child.start()
    shares = []
    while child.is_alive() and results.empty():
        shares.append(share_of(child.pid))
        time.sleep(0.05)
    made, most = results.get(timeout=60)
    child.join()
    print(json.dumps({"pages": made, "before": before, "most": most, "share": max(shares)}))


def share_of(process: int) -> float:
    """Return the memory of a process in MB, with what it shares with others divided over them."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory-of", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--media", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory_of:
        memory_of(options.media, options.memory_of)
        return
    with tempfile.TemporaryDirectory() as media:
        print(f"Load at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        print("| pages | workers | pages/s per worker | pages/s together | pages per processor second |")
        print("|---|---|---|---|---|")
        for pages in SIZES:
            for workers in (1, 2):
                row = measure(media, pages, workers, options.rounds)
                print(
                    f"| {row['pages']} | {row['workers']} | {row['per_worker']:.1f} | {row['together']:.1f} "
                    f"| {row['per_processor_second']:.1f} |",
                    flush=True,
                )
        command = [sys.executable, __file__, "--memory-of", "64", "--media", media]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        memory = json.loads(told.splitlines()[-1])
        print(
            f"\nMost memory of a worker for {memory['pages']} pages, three times over: {memory['most']:.0f} MB, "
            f"or {memory['share']:.0f} MB with what it shares with its parent ({memory['before']:.0f} MB) by halves."
        )
    print(f"Targets: {TARGET_SPEED} pages/s per worker on an idle core, less than {TARGET_MEMORY} MB.")


if __name__ == "__main__":
    main()
