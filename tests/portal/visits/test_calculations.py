from hypothesis import given, settings
from hypothesis import strategies as st

from wijkportaal.portal.visits.calculations import Item, choose, shorten


def items(kind: str, number: int) -> list[Item]:
    return [Item(kind, f"{kind}{place}", "", "/") for place in range(number)]


def test_of_every_kind_one_before_a_second():
    chosen = choose([items("a", 5), [], items("b", 1), items("c", 2)])
    assert [item.text for item in chosen] == ["a0", "b0", "c0"]
    assert [item.text for item in choose([items("a", 5), items("b", 1)])] == ["a0", "b0", "a1"]
    assert choose([[], []]) == []


@settings(max_examples=40)
@given(st.text(max_size=150), st.integers(2, 120))
def test_a_shortened_text_fits_and_says_that_it_is_cut(text, signs):
    short = shorten(text, signs)
    plain = " ".join(text.split())
    assert len(short) <= signs
    assert short == plain if len(plain) <= signs else short.endswith("…")
    assert plain.startswith(short.removesuffix("…"))


def test_a_text_is_cut_between_words():
    assert shorten("De gemeente zet twee bankjes in het park", 24) == "De gemeente zet twee…"
    assert shorten("De gemeente zet twee bankjes", 21) == "De gemeente zet twee…"
    assert shorten("W" * 60, 12) == "W" * 11 + "…"
