from datetime import date

from programmes.cycle.actions import plan_cycles
from programmes.cycle.models import Cycle, CycleStep

# A year far enough away that no step is due, whatever the day on which the tests run.
YEAR = 2030


def make_cycle(area, year: int = YEAR) -> Cycle:
    """Return the cycle of an area by the first calendar of a gemeente."""
    plan_cycles([area], year, by=None)
    return Cycle.objects.get(area=area, year=year)


def make_step(
    area, kind: str = "choice", *, year: int = YEAR, period: tuple[date, date] | None = None, **fields
):
    """Return one step of the cycle of an area, with other columns or another period where given."""
    cycle = Cycle.objects.filter(area=area, year=year).first() or make_cycle(area, year)
    if period:
        names = ("starts_on", "ends_on", "first_starts_on", "first_ends_on")
        fields |= dict(zip(names, period * 2, strict=True))
    if fields:
        CycleStep.objects.filter(cycle=cycle, kind=kind).update(**fields)
    return CycleStep.objects.select_related("cycle__area", "responsible").get(cycle=cycle, kind=kind, round=1)
