from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.signals.calculations import (
    days_of,
    fingerprint_of,
    likeness,
    link_count,
    metres_between,
    plain_words,
    route_for,
    search_terms,
    shown_name,
    spread_of,
    title_of,
)
from wijkportaal.foundation.workdays.calculations import (
    after_working_days,
    is_working_day,
    workdays_between,
)

DAYS = st.dates(date(2015, 1, 1), date(2035, 1, 1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fietsen", "fiets"),
        ("bomen", "boom"),
        ("huizen", "huis"),
        ("takken", "tak"),
        ("straten", "straat"),
        ("wensen", "wens"),
        ("lantaarns", "Lantaarn"),
        ("Brandnetéls", "brandnetel"),
    ],
)
def test_one_and_many_are_compared_as_the_same_word(one, other):
    assert plain_words(one) == plain_words(other)


def test_a_text_is_compared_without_what_says_nothing():
    assert plain_words("De lantaarn bij het Kerkpad is al een week stuk!") == [
        "lantaarn",
        "kerkpad",
        "wek",
        "stuk",
    ]
    assert fingerprint_of(plain_words("LANTAARN, kerkpad: week stuk")) == fingerprint_of(
        plain_words("De lantaarn bij het Kerkpad is al een week stuk!")
    )
    assert (fingerprint_of([]), plain_words("🚲 😀"), search_terms(["a_b", "xy", "wek"])) == ("", [], ["wek"])


@given(st.text(max_size=400))
def test_any_text_has_a_title_and_words_that_fit(text):
    title = title_of(text)
    assert len(title) <= 90
    assert all(word.isalnum() and word for word in search_terms(plain_words(text)))


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60), st.floats(0, 5000))
def test_likeness_is_a_percentage_that_falls_with_distance(one, other, metres):
    one, other = " ".join(plain_words(one)), " ".join(plain_words(other))
    near, far = likeness(one, other, metres), likeness(one, other, metres + 500)
    assert 0 <= far <= near <= 100


def test_what_is_near_and_says_the_same_is_most_alike():
    here, street = (53.2, 5.8), (53.2005, 5.8005)
    words = [
        " ".join(plain_words(text))
        for text in ("Lantaarn Kerkpad stuk", "De lantaarns van het Kerkpad zijn stuk")
    ]
    assert likeness(*words, metres_between(here, street)) > 85
    assert likeness(words[0], "hond trapveld", 0) < 50
    assert 60 < metres_between(here, street) < 70


def test_names_stay_on_one_line_and_turn_nothing_around():
    assert shown_name("Ali\u202eben\nhttp") == "Ali ben http"
    assert shown_name("علي 👩‍🌾") == "علي 👩‍🌾"
    assert [link_count(text) for text in ("geen", "www.a.nl en https://b.nl [url=c]")] == [0, 3]


def test_the_matrix_of_the_four_routes():
    found = [route_for(is_compound=c, is_outside=o).number for c in (False, True) for o in (False, True)]
    assert found == ["I", "II", "III", "IV"]


@given(st.lists(st.integers(0, 900), max_size=60))
def test_nine_of_ten_took_no_longer_than_where_the_slowest_begin(days):
    spread = spread_of(days)
    if not days:
        assert (spread.number, spread.median, spread.slowest) == (0, None, None)
        return
    assert min(days) <= spread.median <= spread.slowest <= max(days)
    assert sum(day <= spread.slowest for day in days) >= 0.9 * len(days)


@given(DAYS, st.integers(0, 300))
def test_working_days_forth_and_back(day, number):
    end = after_working_days(day, number)
    assert workdays_between(day, end) == number == -workdays_between(end, day)
    assert number == 0 or is_working_day(end)


@given(DAYS, st.integers(0, 900))
def test_counting_weeks_at_once_is_counting_days(day, length):
    end = day + timedelta(days=length)
    assert workdays_between(day, end) == sum(
        is_working_day(day + timedelta(days=n)) for n in range(1, length + 1)
    )
    assert days_of(day, end) == (length, workdays_between(day, end))
