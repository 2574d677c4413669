"""What can be taken part in, as rooms above tell of it. Filled by `@takes_part` in their reach_sources.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from areas.territory.models import Area


@dataclass(frozen=True)
class Registered:
    """Something to take part in; `key` is its own within the room, `people` how many took part by channel."""

    key: str
    name: str
    kind: str
    held_on: date
    area: Area
    url: str
    people: Mapping[str, int] = field(default_factory=dict)


# Gets the first and last day of a period, or the key of one; returns what it has of it, in a fixed number of queries.
Find = Callable[[date | None, date | None, str], list[Registered]]

SOURCES: dict[str, Find] = {}


def takes_part(room: str) -> Callable[[Find], Find]:
    """Register a function as the one that knows what can be taken part in in a room (of lower-case letters)."""

    def register(find: Find) -> Find:
        if room in SOURCES and SOURCES[room] is not find:
            raise ValueError(f"Two functions know who takes part in {room}")
        SOURCES[room] = find
        return find

    return register
