"""How long it takes to simulate a scheme for a country full of buurten: 15,000 of them. Needs no services.

    python -m benchmarks.staffel_speed

Works out a scheme with every kind of part, the same after a cut, compares the two and draws the curve, as one look at
the simulator does. The target is under 10 seconds in all.
"""

import random
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import django
from django.conf import settings

from budgets.staffels.calculations.reading import read_text
from budgets.staffels.calculations.scheme import calculate
from budgets.staffels.calculations.simulation import changed_by_amount, compare, curve, edges_of, probe
from budgets.staffels.calculations.subjects import DWELLINGS, HOUSEHOLDS, INHABITANTS, Count, Subject

ROOT = Path(__file__).resolve().parent.parent
AREAS, TARGET = 15_000, 10


def main() -> int:
    settings.configure(USE_I18N=False)
    django.setup()
    dice, on = random.Random(1), date(2025, 12, 1)
    scheme = read_text((ROOT / "docs" / "staffels" / "alles.json").read_bytes())
    subjects = []
    for number in range(AREAS):
        people = int(dice.paretovariate(1.2) * 80)
        counts = {INHABITANTS: people, HOUSEHOLDS: people * 10 // 22, DWELLINGS: people * 10 // 23}
        subjects.append(
            Subject(
                f"BU{number:08}",
                f"Buurt {number}",
                "wijk" if number % 2 else "dorp",
                {measure: Count(count, on, "benchmark") for measure, count in counts.items()},
                board=f"Bestuur {number // 15}" if number % 5 == 0 else "",
            )
        )
    started = time.perf_counter()
    steps = []

    def took(what: str) -> None:
        steps.append((what, time.perf_counter() - started - sum(seconds for _what, seconds in steps)))

    before = calculate(scheme, subjects, year=2026)
    took("the scheme, with every explanation")
    after = calculate(changed_by_amount(scheme, Decimal(-25_000)), subjects, year=2026)
    took("the same with € 25,000 less")
    comparison = compare(before, after)
    took("winners and losers")
    asked = probe(scheme, before, subjects)
    curve(asked)
    edges = edges_of(asked)
    took("the curve and its edges")
    for what, seconds in steps:
        print(f"{seconds:7.2f} s  {what}")
    whole = time.perf_counter() - started
    print(f"{whole:7.2f} s  in all, for {AREAS:,} areas in {len(before.outcomes):,} units; target {TARGET} s")
    print(f"change {comparison.change}, {comparison.counts}, {len(edges)} edges")
    assert comparison.change == -25_000
    return 0 if whole < TARGET else 1


if __name__ == "__main__":
    raise SystemExit(main())
