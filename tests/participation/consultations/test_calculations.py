from hypothesis import given
from hypothesis import strategies as st

from participation.consultations.calculations import (
    alike_to,
    outcome_of,
    pairs_alike,
    protected,
    read_streets,
)
from participation.reach.calculations.small import SMALL, TOGETHER
from participation.signals.queries.likeness import words_of


def test_streets_are_read_as_people_type_them():
    streets, faults = read_streets(
        "Lindestraat: 1-7 oneven, 2–4 even, 27 A\nKerkpad\t3; 3a\n\nKade\nLindestraat: 9, 1"
    )
    assert faults == []
    assert [(each.name, each.numbers) for each in streets] == [
        ("Lindestraat", ("1", "3", "5", "7", "2", "4", "27a", "9")),
        ("Kerkpad", ("3", "3a")),
        ("Kade", ()),
    ]
    wrong = "Lindestraat 12\nKade: 9-1\nKade: boot\n: 4\nDijk: 1-9999"
    streets, faults = read_streets(wrong)
    assert streets == []
    assert len(faults) == 5
    assert "9-1" in faults[1]
    assert read_streets("\n".join(f"Straat {chr(97 + n)}: 1-500" for n in range(7)))[1] != []
    read_streets("a" * 200_000)


def test_who_answered_has_answered_and_else_the_last_visit_counts():
    assert outcome_of([]) == ""
    assert outcome_of(["not_home", "answered", "refused"]) == "answered"
    assert outcome_of(["refused", "not_home"]) == "not_home"


tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=5
    )
)


@given(tables)
def test_small_numbers_stay_hidden_and_cannot_be_worked_out(table):
    shown = protected(table)
    for row, counts in zip(shown, table, strict=True):
        for cell, count in zip(row, counts, strict=True):
            assert cell in (None, count)
            assert cell is None or not 0 < cell < SMALL
    lines = [*zip(shown, table, strict=True)] if len(table[0]) > 1 else []
    if len(table) > 1:
        lines += zip(zip(*shown, strict=True), zip(*table, strict=True), strict=True)
    for cells, counts in lines:
        hidden = [count for cell, count in zip(cells, counts, strict=True) if cell is None]
        assert not hidden or len(hidden) == len(counts) or (len(hidden) > 1 and sum(hidden) >= TOGETHER)


def test_wishes_that_say_the_same_are_found():
    said = {
        1: "Meer bankjes langs de vaart",
        2: "Kunnen er meer bankjes bij de vaart komen?",
        3: "Een speeltuin voor de kleintjes",
        4: "Bankje langs de vaart graag",
        5: "",
    }
    wishes = [(key, words_of(text)) for key, text in said.items()]
    assert {(one, other) for _score, one, other in pairs_alike(wishes)} == {(1, 2), (1, 4), (2, 4)}
    assert [key for _score, key in alike_to(wishes[0][1], wishes[1:])] == [4, 2]
    assert pairs_alike([(key, "bankje") for key in range(200)]) == []
