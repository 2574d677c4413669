import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.neighbours.calculations import (
    Wish,
    fit_of,
    fits_of,
    health_word_in,
    plain,
    tells_how_to_reach,
)
from participation.neighbours.states import SLOTS


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Wie doet boodschappen? Ik ben ziek.", "ziek"),
        ("Maatje voor mijn dementerende moeder", "dementerende"),
        ("Ik zit in een Rolstoel en zoek hulp", "Rolstoel"),
        ("Na mijn heupoperatie kan ik niet tillen", ""),
        ("Na een operatie kan ik niet tillen", "operatie"),
        ("Wie hangt een lamp op?", ""),
        ("Blinde muur verven", ""),
        ("Partytent en servies te leen", ""),
    ],
)
def test_words_that_point_to_health_are_found(text, word):
    assert health_word_in(text) == word


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        ("Bel 06 12 34 56 78", True),
        ("mail jo@buurt.example", True),
        ("kijk op www.koop.example", True),
        ("Kamer van 12 bij 4 meter, 2 uur op 14 mei", False),
    ],
)
def test_ways_around_the_portal_are_found(text, reaches):
    assert tells_how_to_reach(text) is reaches


def wish(key, **changes):
    return Wish(
        **{"key": key, "kind": "ask", "category": "tools", "area": 1, "place": "Dorpsstraat"} | changes
    )


def test_what_fits_comes_nearest_first_with_why():
    own = wish(1, slots=frozenset({"evening", "saturday"}), near=frozenset({2}))
    found = fits_of(
        own,
        [
            wish(2, kind="offer", area=2, place="Elders", slots=frozenset({"saturday"})),
            wish(3, kind="offer", place="DORPSSTRAAT 12a"),
            wish(4, kind="offer", place="Elders", slots=frozenset({"evening", "saturday"})),
            wish(5, kind="offer", slots=frozenset({"sunday"})),
            wish(6, kind="offer", area=3),
            wish(7, kind="offer", category="garden"),
            wish(8),
        ],
    )
    assert [(fit.key, fit.reasons) for fit in found] == [
        (3, ("biedt dit aan", "bij u in de straat of postcode")),
        (
            4,
            (
                "biedt dit aan",
                "in dezelfde wijk of hetzelfde dorp",
                "kan ook doordeweeks ’s avonds en zaterdag",
            ),
        ),
        (2, ("biedt dit aan", "in een gebied naast het uwe", "kan ook zaterdag")),
    ]


wishes = st.builds(
    Wish,
    key=st.integers(1, 5),
    kind=st.sampled_from(["ask", "offer"]),
    category=st.sampled_from(["tools", "garden"]),
    area=st.integers(1, 3),
    place=st.sampled_from(["Kade", "kade 4", "8911"]),
    slots=st.frozensets(st.sampled_from(sorted(SLOTS))),
    near=st.frozensets(st.integers(1, 3)),
)


@given(wishes, wishes)
def test_fitting_is_mutual_and_never_with_oneself(one, other):
    there, back = fit_of(one, other), fit_of(other, one)
    assert (there is None) == (back is None)
    if there:
        assert one.key != other.key
        assert one.kind != other.kind
        assert there.score == back.score
        assert plain(plain(one.place)) == plain(one.place)
