"""What one job that waits is, and what a room in which something can wait."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

# So many lines of one room stand on the page; what is more is behind the link to its own list.
MOST = 6


@dataclass(frozen=True)
class Line:
    """One job that waits: what to do, where it is about, where it is done and by when (None: no day)."""

    text: str
    url: str
    where: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Source:
    """A room in which something can wait: for which roles, the lines, and where all of it stands."""

    label: str
    icon: str
    roles: tuple[str, ...]
    lines: Callable[[object], Iterable[Line]]
    door: str = ""
    permission: str = ""


def some(rows: QuerySet) -> Iterable:
    """The rows that a page shows, and one more to know that there are more."""
    return rows[: MOST + 1]
