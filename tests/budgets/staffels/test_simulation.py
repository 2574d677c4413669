from decimal import Decimal

from budgets.staffels.calculations.parts import ByKind, Fixed, Rate
from budgets.staffels.calculations.scheme import Override, calculate
from budgets.staffels.calculations.simulation import (
    changed_by_amount,
    changed_by_percent,
    compare,
    curve,
    edges_of,
    knobs,
    probe,
    turned,
)
from budgets.staffels.calculations.steps import Index, Pot
from tests.budgets.staffels.making import area, bands, money, scheme

AREAS = [area("A", 100), area("B", 2000), area("C", 5000)]


def total(made):
    return calculate(made, AREAS, year=2026).total


def test_a_cut_and_an_indexation_are_parts_of_the_scheme():
    before = total(scheme())
    assert total(changed_by_amount(scheme(), money("-2500"))) == before - 2500
    assert total(changed_by_amount(scheme(), money(2500))) == before + 2500
    assert total(changed_by_percent(scheme(), money(2), year=2026, total=before)) == before * Decimal("1.02")
    assert total(changed_by_percent(scheme(), money(-2), year=2026, total=before)) == before * Decimal("0.98")
    assert changed_by_amount(scheme(), money(0)) == scheme()


def test_a_knob_turns_one_number():
    made = scheme(
        Fixed(amount=money(10)), bands((0, 9, 1), (10, None, 2)), ByKind(amounts={"dorp": money(3)}),
        Index(rates={2026: money(4)}), Rate(amount=None),
    )  # fmt: skip
    assert [(knob.key, knob.value) for knob in knobs(made)] == [
        ("0-amount", 10), ("1-bands-0", 1), ("1-bands-1", 2), ("2-amounts-dorp", 3), ("3-rates-2026", 4),
    ]  # fmt: skip
    values = {knob.key: knob.value + 1 for knob in knobs(made)} | {"9-amount": money(1), "0-only": money(1)}
    assert [knob.value for knob in knobs(turned(made, values))] == [11, 2, 3, 4, 5]
    assert turned(made, {}) == made


def test_winners_and_losers_are_counted_with_the_largest_loss_first():
    before = calculate(scheme(), [*AREAS, area("D", None)], year=2026)
    after = calculate(
        scheme(Fixed(amount=money(2000)), Rate(amount=money("1.05"))), [*AREAS, area("D", None)], year=2026
    )
    found = compare(before, after)
    assert [(row.name, row.change) for row in found.rows] == [("A", -475), ("B", 0), ("C", 750), ("D", None)]
    assert found.counts == {"more": 1, "less": 1, "same": 1, "unknown": 1}
    assert found.change == 275
    assert found.rows[2].per_inhabitant == money("1.45")


def test_areas_that_one_scheme_takes_together_are_compared_together():
    areas = [area("A", 100, board="Belang"), area("B", 200, board="Belang"), area("C", 300)]
    apart, joined = scheme(Fixed(amount=money(10))), scheme(Fixed(amount=money(15)), grouped=True)
    results = [calculate(made, areas, year=2026) for made in (apart, joined)]
    assert [(row.name, row.before, row.after) for row in compare(*results).rows] == [
        ("Belang", 20, 15),
        ("C", 10, 15),
    ]
    assert [(row.name, row.before, row.after) for row in compare(*results[::-1]).rows] == [
        ("C", 15, 10),
        ("Belang", 15, 20),
    ]


def test_the_curve_goes_through_the_dots_and_shows_both_sides_of_an_edge():
    made = scheme(
        bands((0, 999, 10), (1000, None, 5)),
        Rate(amount=money(1)),
        overrides=(Override("a", money(1), "r", "b"),),
    )
    result = calculate(made, AREAS, year=2026)
    points = dict(curve(probe(made, result, AREAS)))
    assert (points[999], points[1000], points[0]) == (1009, 1005, 10)
    assert max(points) == 5250


def test_the_curve_of_a_pot_keeps_what_one_inhabitant_gets():
    made = scheme(Pot(amount=money(7100)))
    result = calculate(made, AREAS, year=2026)
    points = dict(curve(probe(made, result, AREAS)))
    assert points[5250] == 5250
    assert edges_of(probe(made, result, AREAS)) == []


def test_an_unknown_rate_has_no_curve():
    made = scheme(Rate(amount=None))
    assert curve(probe(made, calculate(made, AREAS, year=2026), AREAS)) == []
