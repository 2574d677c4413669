import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.addresses.calculations import TypedPostcode, best_names, plain, read_postcode

NAMES = {
    1: plain("Camminghaburen"),
    2: plain("Wijk Oud-Oost"),
    3: plain("Bilgaard"),
    4: plain("Jirnsum"),
    5: "oost",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8911 AA", TypedPostcode("8911AA", None)),
        ("8911aa 12", TypedPostcode("8911AA", 12)),
        (" 8911 aa, 12b", TypedPostcode("8911AA", 12)),
        ("Oost 12", None),
        ("0911 AA", None),
        ("8911", None),
    ],
)
def test_read_postcode(text, found):
    assert read_postcode(text) == found


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("camminghaburen", [1]),
        ("Cammin", [1]),
        ("Caminghaburen", [1]),
        ("oost", [5]),
        ("wijk oud oost", [2]),
        ("Bilgard", [3]),
        ("Jirnsúm", [4]),
        ("xyz", []),
        ("--", []),
        ("q", []),
    ],
)
def test_best_names_forgives_typing_errors(text, keys):
    assert best_names(text, NAMES) == keys


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(text):
    read_postcode(text)
    assert set(best_names(text, NAMES)) <= set(NAMES)
