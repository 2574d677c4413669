"""What rooms above ask of residents. Filled by `@asks` in their reach_sources.py: a survey, a round of voting."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from areas.territory.models import Area


@dataclass(frozen=True)
class Asked:
    """One ask, as its room tells of it; `key` is its own within the room."""

    key: str
    name: str
    kind: str
    area: Area
    starts_on: date
    ends_on: date
    url: str
    streets: tuple[str, ...] = ()
    addresses: int | None = None
    by: str = ""


Find = Callable[[date, date], list[Asked]]

SOURCES: dict[str, Find] = {}


def asks(room: str) -> Callable[[Find], Find]:
    """Register a function as the one that knows what a room asks.

    It gets the first and last day of a period and returns what is asked on any day of it, in one query.
    """

    def register(find: Find) -> Find:
        if room in SOURCES and SOURCES[room] is not find:
            raise ValueError(f"Two functions know what {room} asks")
        SOURCES[room] = find
        return find

    return register
