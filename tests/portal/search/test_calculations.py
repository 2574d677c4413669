import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkportaal.portal.search.calculations import (
    LONGEST_QUERY,
    Wanted,
    closest_to,
    excerpt_of,
    highlighted,
    keys_of,
    query_text,
    terms_of,
    vector_of,
)

WORDS = [
    "speeltuin",
    "speeltuinvereniging",
    "lantaarn",
    "groenstrook",
    "fietspad",
    "buurthuis",
    "riool",
    "bankje",
]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("Speeltuin  aan de Dorpsstraat", ["speeltuin", "dorpsstraat"]),
        ("café Één", ["cafe"]),
        ("de het een", ["de", "het", "een"]),
        ("fiets & !pad | (x) <-> :* '", ["fiets", "pad"]),
        ("a ? 🌳 \x00", []),
        ("\u202eniut", ["niut"]),
        ("straat straat 12b", ["straat", "12b"]),
        ("x" * 500, ["x" * 40]),
    ],
)
def test_terms_are_plain_words(typed, terms):
    assert terms_of(typed) == terms


@given(st.text(max_size=3 * LONGEST_QUERY))
def test_any_text_becomes_a_query_of_words(typed):
    wanted = Wanted(terms_of(typed))
    assert len(query_text(typed)) <= LONGEST_QUERY
    assert all(term.isalnum() or "_" in term for term in wanted.terms)
    assert "".join(text for text, _is_hit in highlighted(typed, wanted)) == typed
    excerpt_of(typed, wanted)
    vector_of(typed, typed)


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("speeltiun", ["speeltuin", "speeltuinvereniging"]),
        ("spelctuin", ["speeltuin", "speeltuinvereniging"]),
        ("lantarn", ["lantaarn"]),
        ("lantraan", ["lantaarn"]),
        ("groenstrok", ["groenstrook"]),
        ("fietspda", ["fietspad"]),
        ("riol", ["riool"]),
        ("bnakje", ["bankje"]),
        ("xyz", []),
        ("zwembad", []),
    ],
)
def test_mistyped_words_share_a_key_with_what_was_meant(mistyped, meant):
    keys = set(keys_of(mistyped))
    assert closest_to(mistyped, [word for word in WORDS if keys.intersection(keys_of(word))]) == meant


def test_a_text_is_shown_around_what_was_looked_for():
    text = (
        "Vooraf staat hier veel. " * 20
        + "De oude fietsen staan bij <b>de</b> speeltuin."
        + " Daarna nog meer." * 20
    )
    pieces = excerpt_of(text, Wanted(["fiets", "speel"]), length=90)
    assert [text for text, is_hit in pieces if is_hit] == ["fietsen", "speeltuin"]
    assert (pieces[0][0], pieces[-1][0]) == ("… ", " …")
    assert highlighted("Café Vermeer", Wanted(["cafe"])) == [("Café", True), (" Vermeer", False)]
    assert highlighted("Lantaarn", Wanted(["lantarn"], {"lantarn": ["lantaarn"]})) == [("Lantaarn", True)]
