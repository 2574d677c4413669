from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from participation.meetings.calculations import Load, Sitting, fits, load_of, moving_up

persons = st.integers(1, 8)


@given(seats=st.none() | st.integers(1, 40), taken=st.integers(0, 40), line=st.lists(persons, max_size=6))
def test_the_line_moves_in_order_and_never_beyond_the_seats(seats, taken, line):
    number = moving_up(seats, taken, line)
    inside = taken + sum(line[:number])
    if seats is None:
        assert number == len(line)
        return
    assert number == 0 or inside <= seats
    # Nobody who could have moved up was left waiting.
    assert number == len(line) or inside + line[number] > seats


def test_who_comes_later_passes_nobody_who_waits():
    assert fits(8, seats=None, taken=500, waiting=0)
    assert fits(2, seats=10, taken=8, waiting=0)
    assert not fits(3, seats=10, taken=8, waiting=0)
    # Two seats are free, but a family of four was earlier.
    assert not fits(1, seats=10, taken=8, waiting=4)


names = st.sampled_from(["Noord", "Zuid", "Oost"])
sittings = st.builds(
    Sitting,
    kind=st.sampled_from(["talk", "walk"]),
    areas=st.lists(names, min_size=1, max_size=3, unique=True).map(tuple),
    minutes=st.integers(1, 600),
    heads=st.dictionaries(st.sampled_from(["", "Panel", "Corporatie"]), st.integers(0, 60)).map(
        lambda heads: tuple(heads.items())
    ),
)


@given(st.lists(sittings, max_size=6))
def test_hours_times_people_add_up_whichever_way_they_are_cut(found):
    loads = load_of(found)
    exact = sum(Decimal(each.minutes * each.people) for each in found) / 60
    for part in (loads.areas, loads.organisations, loads.kinds):
        assert abs(sum(each.person_hours for each in part) - exact) <= Decimal("0.05") * max(1, len(part))
        assert [each.person_hours for each in part] == sorted(
            (each.person_hours for each in part), reverse=True
        )
    assert loads.total.meetings == len(found)
    assert loads.total.uncounted == sum(not each.heads for each in found)


def test_what_is_held_for_two_areas_is_shared():
    loads = load_of([Sitting("talk", ("Noord", "Zuid"), 90, (("Panel", 4), ("", 2)))])
    half = Decimal("0.8")
    assert loads.areas == [
        Load("Noord", 1, 0, 6, half, Decimal("4.5")),
        Load("Zuid", 1, 0, 6, half, Decimal("4.5")),
    ]
    assert [(each.name, each.person_hours) for each in loads.organisations] == [
        ("Panel", Decimal("6.0")),
        ("", Decimal("3.0")),
    ]
