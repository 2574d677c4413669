"""Terms of the Awb in days: working days without Dutch holidays, pauses, and how long is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkportaal.foundation.workdays.calculations import is_working_day, next_working_day, workdays_between

WEEKS, WORKDAYS = "weeks", "workdays"
DAY = timedelta(days=1)
# Art. 4:13 Awb: eight weeks is reasonable when no rule says another term.
USUAL_WEEKS = 8


@dataclass(frozen=True)
class Pause:
    """Days on which a term stands still: from the day of the question until that of the answer (art. 4:15 Awb)."""

    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        return self.starts_on <= day < self.ends_on


@dataclass(frozen=True)
class Term:
    """So many weeks or working days, that begin on the day after something happened."""

    length: int
    unit: str = WEEKS

    def end(self, start: date, pauses: Iterable[Pause] = ()) -> date:
        """Return the last day; days of a pause do not count."""
        stops = sorted(pauses, key=lambda pause: pause.starts_on)
        if self.unit == WEEKS:
            still = {
                pause.starts_on + DAY * n
                for pause in stops
                for n in range((pause.ends_on - pause.starts_on).days)
            }
            return next_working_day(start + timedelta(weeks=self.length) + DAY * len(still))
        day, left = start, self.length
        while left:
            day += DAY
            if is_working_day(day) and not any(pause.holds(day) for pause in stops):
                left -= 1
        return day

    def words(self) -> str:
        """`10 werkdagen`, `8 weken`."""
        if self.unit == WEEKS:
            return ngettext("%(n)d week", "%(n)d weken", self.length) % {"n": self.length}
        return ngettext("%(n)d werkdag", "%(n)d werkdagen", self.length) % {"n": self.length}


def time_left(today: date, end: date, unit: str) -> str:
    """Say how long is left: `nog 6 werkdagen`, `vandaag is de laatste dag`, `3 dagen te laat`."""
    if today == end:
        return _("vandaag is de laatste dag")
    if unit == WORKDAYS and (days := workdays_between(today, end)):
        if days > 0:
            return ngettext("nog %(n)d werkdag", "nog %(n)d werkdagen", days) % {"n": days}
        return ngettext("%(n)d werkdag te laat", "%(n)d werkdagen te laat", -days) % {"n": -days}
    days = (end - today).days
    if days > 0:
        return ngettext("nog %(n)d dag", "nog %(n)d dagen", days) % {"n": days}
    return ngettext("%(n)d dag te laat", "%(n)d dagen te laat", -days) % {"n": -days}
