"""What a definition of a figure says, and how one gets from a figure to the list behind it. No database."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

Text = str | Promise

# What an address is filled in with: the slug or the name of the area, and the year or the one after it.
AREA, NAME, YEAR, NEXT_YEAR = "{area}", "{name}", "{year}", "{next}"
MORE, LESS = "more", "less"
NUMBER, PERCENT, EURO, DAYS, HOURS, STEP, OF_LIMIT = "number", "%", "€", "days", "hours", "step", "of_limit"
UNIT_LABELS: dict[str, Text] = {
    NUMBER: _("aantal"),
    PERCENT: _("procent"),
    EURO: _("euro"),
    DAYS: _("dagen"),
    HOURS: _("uur"),
    STEP: _("stap"),
    OF_LIMIT: _("aantal van de grens"),
}


@dataclass(frozen=True)
class ListDoor:
    """The list behind a figure: a door, what it is narrowed to, and the permission that opens it (empty: anyone).

    With `per_area` the door is that of one area, by its slug, and there is none for the whole gemeente.
    """

    name: str
    query: tuple[tuple[str, str], ...] = ()
    permission: str = ""
    per_area: bool = False

    @property
    def tells_of_years(self) -> bool:
        """Whether the list is of the year that is looked at; else it shows how things stand today."""
        return any(value in {YEAR, NEXT_YEAR} for _name, value in self.query)

    def addresses(self, year: int) -> Callable[[str, str], str]:
        """Return what gives the address for an area, by its slug and name (none: the whole gemeente), in a year.

        Worked out once for a table of hundreds of areas: what differs is put in its place.
        """
        marks = {AREA: "SLUG-OF-AREA", NAME: "NAME-OF-AREA", YEAR: str(year), NEXT_YEAR: str(year + 1)}
        path = reverse(self.name, args=[marks[AREA]] if self.per_area else [])
        fixed = {key: value for key, value in self.query if value and value not in {AREA, NAME}}
        whole = urlencode({key: marks.get(value, value) for key, value in fixed.items()})
        each = urlencode({key: marks.get(value, value) for key, value in self.query if value})

        def address(slug: str = "", name: str = "") -> str:
            if not slug:
                return "" if self.per_area else f"{path}?{whole}".rstrip("?")
            found = f"{path}?{each}".rstrip("?").replace(marks[AREA], quote(slug))
            return found.replace(marks[NAME], quote(name))

        return address


@dataclass(frozen=True)
class Definition:
    """What one figure is. `better` says which way is good, if one is; `now_only` that its past cannot be worked out;
    `has_total` that the gemeente as a whole has one too."""

    key: str
    part: str
    title: Text
    short: Text
    unit: str
    definition: Text
    source: Text
    how: Text
    limits: Text
    doors: tuple[ListDoor, ...]
    better: str = ""
    decimals: int = 0
    now_only: bool = False
    has_total: bool = True
    of_what: Text = ""

    def door_for(self, person, *, whole: bool = False) -> ListDoor | None:
        """Return the list that this person may open, of one area or (`whole`) of the gemeente."""
        doors = (door for door in self.doors if not (whole and door.per_area))
        return next((door for door in doors if not door.permission or person.has_perm(door.permission)), None)


CYCLE, PROMISES, PROJECTS, MONEY, SIGNALS, RESIDENTS, OPINION, WORK = (
    "cycle", "promises", "projects", "money", "signals", "residents", "opinion", "work",
)  # fmt: skip
PARTS: dict[str, Text] = {
    CYCLE: _("De cyclus"),
    PROMISES: _("Afspraken"),
    PROJECTS: _("Projecten"),
    MONEY: _("Geld"),
    SIGNALS: _("Signalen"),
    RESIDENTS: _("Bewoners doen mee"),
    OPINION: _("Wat bewoners vinden"),
    WORK: _("Hoe wij werken"),
}
