from hypothesis import given, settings
from hypothesis import strategies as st

from wijkportaal.portal.visitations.calculations import by_theme, compare
from wijkportaal.portal.visitations.states import THEMES

ROWS = st.lists(
    st.tuples(
        st.integers(2024, 2026), st.sampled_from(list(THEMES)), st.sampled_from("abcd"), st.integers(1, 4)
    ),
    unique_by=lambda row: (row[0], row[2]),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_years_are_compared_by_what_all_of_them_asked(rows):
    found = compare(rows)
    asked = {year: {code for each, _theme, code, _score in rows if each == year} for year in found.years}
    assert found.years == sorted(asked)
    assert found.shared == (len(set.intersection(*asked.values())) if asked else 0)
    for values in found.means.values():
        assert len(values) == len(found.years)
        assert all(value is None or 1 <= value <= 4 for value in values)


def test_a_statement_that_came_later_does_not_count_for_the_comparison():
    rows = [(2025, "focus", "a", 2), (2026, "focus", "a", 4), (2026, "focus", "new", 1)]
    found = compare(rows)
    assert (found.means["focus"], found.shared, found.asked, found.is_whole) == ([2.0, 4.0], 1, 2, False)
    assert by_theme([("focus", 1), ("focus", 2), ("economy", 4)]) == {
        "focus": 1.5,
        "execution": None,
        "residents": None,
        "economy": 4.0,
        "assurance": None,
    }
