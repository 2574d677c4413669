"""Every public scheme that we know, with its quirks. What a regulation does not publish stays unknown."""

from datetime import date

import pytest

from budgets.staffels.calculations.exchange import as_text
from budgets.staffels.calculations.reading import read_text
from budgets.staffels.calculations.scheme import calculate
from budgets.staffels.calculations.simulation import edges_of, probe
from tests.budgets.staffels.making import EXAMPLES, area, example, money


def amounts(scheme, *areas, year=None):
    result = calculate(scheme, areas, year=year or scheme.first_year)
    return {outcome.name: outcome.amount for outcome in result.outcomes}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_an_example_comes_back_from_its_file_unchanged(path):
    found = read_text(path.read_bytes())
    assert read_text(as_text(found)) == found
    assert as_text(read_text(as_text(found))) == as_text(found)


def test_opsterland_gives_a_fixed_part_and_eighty_cents_for_each():
    outcome = calculate(example("opsterland"), [area("Dorp", 2020)], year=2026).outcomes[0]
    assert outcome.amount == money("4116.00")
    assert (
        outcome.sentence
        == "€\u00a02.500 vast + 2.020 inwoners op 1 januari 2026 × €\u00a00,80 = €\u00a04.116"
    )
    assert outcome.sources == ["BRP"]


def test_westerkwartier_falls_off_a_cliff_at_five_thousand():
    scheme, on = example("westerkwartier-2022"), date(2022, 1, 1)
    areas = [
        area("Onder", 4999, on=on),
        area("Boven", 5000, on=on),
        area("Klein", 499, on=on),
        area("Wijk", 10, kind="wijk"),
    ]
    assert amounts(scheme, *areas) == {"Onder": 7499, "Boven": 6000, "Klein": 2499}
    result = calculate(scheme, areas, year=2022)
    cliff, step = edges_of(probe(scheme, result, areas))
    assert (cliff.is_cliff, cliff.at, cliff.before, cliff.after) == (True, 5000, 7499, 6000)
    assert cliff.near == ("Boven (5.000)", "Onder (4.999)")
    assert cliff.words() == (
        "Met 4.999 inwoners krijgt een gebied €\u00a07.499, met 5.000 nog maar €\u00a06.000. Eén inwoner meer geeft "
        "€\u00a01.499 minder. Dicht bij deze grens: Boven (5.000), Onder (4.999)."
    )
    assert (step.is_cliff, step.at, step.before, step.after) == (False, 500, 2499, 3000)


def test_waadhoeke_sums_the_villages_of_a_board_before_it_looks_up_the_band():
    scheme = example("waadhoeke")
    apart = amounts(
        scheme,
        area("A", 180),
        area("B", 140),
        area("C", 300),
        area("D", 301),
        area("E", 1000),
        area("F", 1001),
    )
    assert apart == {"A": 1000, "B": 1000, "C": 1000, "D": 1250, "E": 1500, "F": 1750}
    result = calculate(scheme, [area("A", 180, board="Belang"), area("B", 140, board="Belang")], year=2026)
    (together,) = result.outcomes
    assert (together.name, together.amount) == ("Belang", 1250)
    assert "320 inwoners op 1 januari 2026 (A 180 + B 140)" in together.sentence
    assert result.by_area["a"] is result.by_area["b"] is together
    (unknown,) = calculate(
        scheme, [area("A", 180, board="Belang"), area("B", None, board="Belang")], year=2026
    ).outcomes
    assert (unknown.amount, unknown.lacks) == (None, ("Het aantal inwoners van B is niet bekend.",))


def test_leeuwarden_is_known_only_where_it_was_decided_or_is_public():
    scheme, on = example("leeuwarden-2014"), date(2014, 1, 1)
    people = {"Warten": 932, "Reduzum": 1085, "Grou": 5748, "Warstiens": 39, "Friens": 83}
    result = calculate(scheme, [area(name, number, on=on) for name, number in people.items()], year=2014)
    found = {outcome.name: outcome for outcome in result.outcomes}
    assert {name: outcome.amount for name, outcome in found.items()} == {
        "Warten": None, "Reduzum": None, "Grou": None, "Warstiens": 1000, "Friens": 2500,
    }  # fmt: skip
    assert found["Grou"].sentence == (
        "€\u00a06.000 vast; 5.748 inwoners op 1 januari 2014 × een bedrag dat niet openbaar is; "
        "Ten minste €\u00a01.000; Ten hoogste €\u00a043.000 = onbekend"
    )
    assert found["Friens"].is_decided
    assert "Het gemeentebestuur besloot anders: €\u00a02.500" in found["Friens"].lines[-1].text
    assert "niet openbaar" in scheme.remarks()[0]
