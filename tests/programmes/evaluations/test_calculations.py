from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.evaluations.calculations import MOST_WORDS, Balance, balance_of, words_of


@dataclass
class Judged:
    outcome: str = "done"
    planned_cost: Decimal | None = None
    cost: Decimal | None = None
    residents_mark: Decimal | None = None
    residents_asked: int | None = None


def test_a_balance_counts_money_and_marks_only_where_both_are_known():
    found = balance_of(
        [
            Judged("done", Decimal(100), Decimal(90), Decimal("8.0"), 10),
            Judged("partly", Decimal(500), None, Decimal("5.0"), 30),
            Judged("not", None, Decimal(7), Decimal("9.9"), None),
            Judged(""),
        ]
    )
    assert found == Balance(1, 1, 1, Decimal(100), Decimal(90), Decimal("5.8"), 40)
    assert balance_of([]) == Balance()


@given(st.lists(st.tuples(st.decimals(1, 10, places=1), st.integers(1, 500)), min_size=1, max_size=20))
def test_a_mark_lies_between_the_lowest_and_the_highest(given_marks):
    found = balance_of(Judged(residents_mark=mark, residents_asked=asked) for mark, asked in given_marks)
    marks = [mark for mark, _asked in given_marks]
    assert min(marks) <= found.mark <= max(marks)
    assert found.asked == sum(asked for _mark, asked in given_marks)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fietsen & 'lopen'", ["fietsen", "lopen"]),
        ("a:* | !b", ["a", "b"]),
        ("café één", ["café", "één"]),
        (" \x00 ", []),
        ("", []),
    ],
)
def test_words_of_a_search_mean_nothing_to_the_database(text, words):
    assert words_of(text) == words


@given(st.text(max_size=100))
def test_any_text_gives_a_few_plain_words(text):
    words = words_of(text)
    assert len(words) <= MOST_WORDS
    assert all(word.isalnum() for word in words)
