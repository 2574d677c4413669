import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.editions.calculations import divide, fillers_needed, quarters_in, with_headings
from programmes.projects.calculations import Quarter

amounts = st.decimals(0, 10_000_000, places=2)


@given(st.integers(1, 500))
def test_fillers_make_whole_sheets(pages):
    assert (pages + fillers_needed(pages)) % 4 == 0
    assert 0 <= fillers_needed(pages) < 4


@pytest.mark.parametrize(
    ("start", "end", "quarters"),
    [
        (None, None, ()),
        (Quarter(2026, 2), Quarter(2026, 3), (2, 3)),
        (Quarter(2025, 4), Quarter(2026, 1), (1,)),
        (Quarter(2026, 3), None, (3, 4)),
        (Quarter(2025, 1), None, (1, 2, 3, 4)),
        (Quarter(2027, 1), None, ()),
        (None, Quarter(2026, 2), (2,)),
        (Quarter(2024, 1), Quarter(2025, 4), ()),
    ],
)
def test_quarters_in_a_year(start, end, quarters):
    assert quarters_in(2026, start, end) == quarters


def test_with_headings_gives_all_headings_one_level():
    assert with_headings("<h3>a</h3><p>b</p><H4>c</H4>", 5) == "<h5>a</h5><p>b</p><h5>c</h5>"


@given(st.lists(st.floats(0.5, 30), max_size=60), st.integers(1, 5))
def test_divide_keeps_all_blocks_in_so_many_columns(heights, columns):
    counts = divide(heights, columns)
    assert sum(counts) == len(heights)
    assert len(counts) <= columns
    assert all(counts) or not heights


def test_divide_makes_the_highest_column_as_low_as_can_be():
    assert divide([3, 3, 3, 3, 3, 3], 3) == [2, 2, 2]
    assert divide([9, 1, 1, 1], 2) == [1, 3]
