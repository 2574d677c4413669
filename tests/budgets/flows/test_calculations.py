from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budgets.flows.calculations import MOST_SOURCES, Amount, per_inhabitant, streams_of, worth

D = Decimal
CERTAINTIES = ["booked", "budgeted", "estimated"]


@given(
    st.lists(
        st.tuples(st.integers(0, 14), st.integers(0, 3), st.sampled_from(CERTAINTIES), st.integers(1, 10**8)),
        max_size=25,
    )
)
def test_every_cent_is_in_the_drawing_once(rows):
    amounts = [
        Amount("Noord", 2026, f"bron {source}", f"doel {goal}", certainty, D(cents) / 100)
        for source, goal, certainty, cents in rows
    ]
    columns, streams = streams_of(amounts, certainties=CERTAINTIES, rest="andere")
    total = sum(each.amount for each in amounts)
    assert sum(each.value for each in streams if each.source in columns[0]) == total
    assert sum(each.value for each in streams if each.target == "Noord") == total
    for goal in columns[1]:
        got = sum(each.value for each in streams if each.target == goal)
        assert got == sum(each.value for each in streams if each.source == goal)
    assert len(columns[0]) <= MOST_SOURCES
    assert columns[0].index("andere") == len(columns[0]) - 1 if "andere" in columns[0] else True


def test_what_nobody_knows_is_not_zero():
    assert per_inhabitant(D("1000"), None) is None
    assert per_inhabitant(D("1000"), 0) is None
    assert per_inhabitant(D("1000"), D(3)) == D("333.33")
    assert worth(D("10.5"), D("14.43")) == D("151.52")
