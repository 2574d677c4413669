from hypothesis import given
from hypothesis import strategies as st

from programmes.editions.filling import HIGHEST, LOWEST, WIDEST, Block, Size, sizes_of

mm = st.floats(0, 120).map(lambda value: round(value, 1))
blocks = st.builds(Block, st.just(0), st.floats(5, 23), mm, mm, st.booleans(), st.booleans())


def test_as_many_projects_as_can_be_go_on_a_page_and_their_photos_fill_it():
    with_photo = [Block(number, 22, 60, 50, has_photo=True) for number in (1, 2, 3)]
    # Two with the lowest photo leave 59 of 251 mm: the photos grow, and the third begins a page.
    assert sizes_of(with_photo, title=0) == {1: Size(48, 2), 2: Size(48, 2), 3: Size(34, 0)}


def test_a_hole_that_no_photo_fills_is_where_the_next_project_begins():
    without_photo = [Block(number, 6, 84, 50) for number in (1, 2, 3, 4)]
    # Two leave 71 mm: the third begins there, and the fourth stands below what is left of it.
    assert sizes_of(without_photo, title=0) == {
        1: Size(48),
        2: Size(48),
        3: Size(24, breaks=True),
        4: Size(34),
    }
    # Where its facts are too high for the hole, it stays whole, and what stands there gets more room.
    high = [Block(number, 6, 84, 80) for number in (1, 2, 3)]
    assert sizes_of(high, title=0) == {1: Size(48, 18), 2: Size(48, 18), 3: Size(34)}


@given(st.lists(blocks, max_size=30))
def test_sizes_are_within_bounds(many):
    sizes = sizes_of(Block(**vars(block) | {"number": number}) for number, block in enumerate(many))
    assert list(sizes) == list(range(len(many)))
    assert all(LOWEST <= size.photo <= HIGHEST and 0 <= size.below <= WIDEST for size in sizes.values())
