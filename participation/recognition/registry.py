"""Who gave account of their money, as rooms above know it. Filled by `@gives_account` in their account_sources.py."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class GivenAccount:
    """The account of a year that the members of an organisation (its key) approved; `url` is empty if not for everyone."""

    organisation: int
    year: int
    approved_on: date
    url: str = ""


# Gets the keys of organisations; returns what they gave account of, in a fixed number of queries.
Find = Callable[[Collection[int]], list[GivenAccount]]

SOURCES: dict[str, Find] = {}


def gives_account(room: str) -> Callable[[Find], Find]:
    """Register a function as the one that knows in a room who gave account."""

    def register(find: Find) -> Find:
        if room in SOURCES and SOURCES[room] is not find:
            raise ValueError(f"Two functions know who gave account in {room}")
        SOURCES[room] = find
        return find

    return register
