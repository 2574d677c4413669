"""The lists for the walk over all pages (tests/e2e/walk.py) name what there is."""

from tests.architecture.doors import doors
from tests.e2e.addresses import EXAMPLES, HALF_WAY, NO_PAGES, ONLY_FORMS, QUERIES


def test_the_lists_of_pages_name_doors_that_exist_once():
    known = {door.name for door in doors()}
    named = [*EXAMPLES, *QUERIES, *NO_PAGES, *ONLY_FORMS, *HALF_WAY]
    assert set(named) <= known, "These doors are no more; take them out of tests/e2e/addresses.py."
    lists = [*EXAMPLES, *NO_PAGES, *ONLY_FORMS, *HALF_WAY]
    assert len(lists) == len(set(lists))
