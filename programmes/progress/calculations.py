"""What a report on a project says. No database."""

from dataclasses import dataclass
from typing import Any

from programmes.projects.calculations import Period, quarters_later

# Periods can be chosen from the year before this one, up to so many years after it.
YEARS_AHEAD = 5


@dataclass(frozen=True)
class Report:
    """How a project stands, as its carrier tells: a step in its life or none, its period, words, a photo."""

    period: Period
    step: str = ""
    note: str = ""
    photo: Any = None
    alt: str = ""

    def needs_words(self, before: Period, *, step_needs_reason: bool, is_public: bool) -> bool:
        """Whether residents are owed a reason: a step that asks for one, or a later period than they know."""
        return step_needs_reason or (is_public and quarters_later(before, self.period) > 0)
