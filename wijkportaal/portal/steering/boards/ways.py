"""The way from a figure to the list behind it, as somebody may open it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from areas.territory.models import Area
from wijkportaal.portal.steering.definitions import Definition


@dataclass
class Ways:
    """The addresses of lists for somebody; `newest` is the year of which figures show how things stand today."""

    person: object
    newest: int
    known: dict[tuple[str, bool, int], Callable[[str, str], str] | None] = field(default_factory=dict)

    def to(self, meaning: Definition, area: Area, year: int) -> str:
        """Return where the list behind a figure of an area in a year is; "" when there is none.

        A list of how things stand today is no list behind a figure of a year that is over.
        """
        key = (meaning.key, area.is_root, year)
        if key not in self.known:
            door = meaning.door_for(self.person, whole=area.is_root)
            tells = door and (year == self.newest or door.tells_of_years)
            self.known[key] = door.addresses(year) if tells else None
        address = self.known[key]
        if address is None:
            return ""
        return address() if area.is_root else address(area.slug, area.name)
