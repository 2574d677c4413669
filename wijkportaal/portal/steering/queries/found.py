"""What was counted so far, by figure, area and year."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wijkportaal.portal.steering.calculations import Counted, exact


@dataclass
class Found:
    """The figures of areas as they are counted. An area has none of the years before it began."""

    areas: Mapping[int, int]
    figures: dict[tuple[str, int, int], Counted] = field(default_factory=dict)

    def put(self, key: str, area: int, year: int, counted: Counted) -> None:
        """Keep a figure; `areas` says from which year on an area has any."""
        if area in self.areas and year >= self.areas[area]:
            self.figures[key, area, year] = counted

    def number(self, key: str, area: int, year: int, number: int) -> None:
        """Keep how many there are of something."""
        self.put(key, area, year, Counted(exact(number)))
