import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.printruns.calculations import (
    copies_needed,
    grams_of,
    is_harder_than_b1,
    reading_ease,
    syllables_in,
)

EASY = (
    "Wij planten dit jaar tien bomen in de straat. U mag zelf een boom kiezen. Kom naar de bijeenkomst op 3 maart. "
    "Daar ziet u ook het plan. Heeft u een vraag? Bel dan met Sanne. Zij komt graag bij u langs. Samen kiezen wij "
    "de beste plek voor elke boom."
)
HARD = (
    "Overeenkomstig de vastgestelde beleidsuitgangspunten zal de gemeentelijke organisatie, in samenspraak met de "
    "betrokken maatschappelijke partners, een integrale gebiedsgerichte ontwikkelingsstrategie implementeren waarbij "
    "de leefbaarheidsproblematiek multidisciplinair benaderd wordt en de verantwoordelijkheden ten aanzien van de "
    "uitvoeringsorganisatie ondubbelzinnig worden vastgelegd in samenwerkingsovereenkomsten."
)


@pytest.mark.parametrize(
    ("addresses", "percentage", "copies"),
    [(1000, 8, 1080), (1, 5, 2), (0, 10, 0), (333, 5, 350), (200, 0, 200)],
)
def test_copies_needed(addresses, percentage, copies):
    assert copies_needed(addresses, percentage) == copies


@given(st.integers(0, 10**6), st.integers(0, 100))
def test_copies_needed_are_enough_and_no_more(addresses, percentage):
    copies = copies_needed(addresses, percentage)
    assert copies * 100 >= addresses * (100 + percentage) > (copies - 1) * 100


@pytest.mark.parametrize(
    ("pages", "paper", "weight", "grams"),
    [(12, "A4", 100, 37), (8, "A5", 90, 11), (0, "A4", 100, 0), (3, "A4", 80, 10)],
)
def test_grams_of(pages, paper, weight, grams):
    assert grams_of(pages, paper=paper, weight=weight) == grams


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("boom", 1),
        ("bomen", 2),
        ("gemeente", 3),
        ("verantwoordelijkheid", 6),
        ("Wijk", 1),
        ("hm", 1),
        ("straat", 1),
    ],
)
def test_syllables_in_dutch_words(word, number):
    assert syllables_in(word) == number


def test_reading_ease_tells_an_easy_text_from_a_hard_one():
    assert reading_ease(EASY) > 80
    assert reading_ease(HARD) < 20
    assert not is_harder_than_b1(EASY)
    assert is_harder_than_b1(HARD)


def test_reading_ease_judges_no_short_text_and_no_text_without_words():
    assert reading_ease("Een bankje.") is None
    assert reading_ease("123 456 … !") is None
    assert not is_harder_than_b1("")


@given(st.text(max_size=400))
def test_reading_ease_takes_any_text(text):
    assert reading_ease(text) is None or reading_ease(text) <= 206.84
