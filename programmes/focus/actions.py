"""Every write on the focus of areas and on limits."""

from collections.abc import Iterable

from areas.territory.models import Area
from programmes.focus.calculations import FEW_GOALS
from programmes.focus.models import Focus, FocusGoal, RunLimit
from programmes.visions.models import Goal
from wijkportaal.foundation.audit.actions import recorded


def choose_focus(
    area: Area, goals: Iterable[Goal], *, first_year: int, last_year: int, why: str = "", by
) -> Focus:
    """Choose the goals of an area from a year on; choosing again from the same year replaces the choice.

    Raises ValueError for none or more than a few goals; the form says so before.
    """
    chosen = list(goals)
    if not 1 <= len(chosen) <= FEW_GOALS:
        raise ValueError(f"Choose one to {FEW_GOALS} goals.")
    with recorded(by=by, action="focus.choose_focus"):
        focus, _made = Focus.objects.update_or_create(
            area=area,
            first_year=first_year,
            defaults={"last_year": last_year, "why": why.strip(), "edited_by": by},
        )
        FocusGoal.objects.filter(focus=focus).exclude(goal__in=chosen).delete()
        present = set(FocusGoal.objects.filter(focus=focus).values_list("goal_id", flat=True))
        FocusGoal.objects.bulk_create(
            FocusGoal(focus=focus, goal=goal) for goal in chosen if goal.pk not in present
        )
    return focus


def set_limit(*, kind: str, area=None, organisation=None, at_most: int, by) -> RunLimit:
    """Say how many projects may run at once; a limit that exists gets the new number."""
    with recorded(by=by, action="focus.set_limit"):
        limit, _made = RunLimit.objects.update_or_create(
            kind=kind, area=area, organisation=organisation, defaults={"at_most": at_most}
        )
    return limit


def remove_limit(limit: RunLimit, *, by) -> None:
    """Take a limit away."""
    with recorded(by=by, action="focus.remove_limit"):
        limit.delete()
