"""The ideas of the rooms below: initiatives, and the taakgroepen that carry them out."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.ideas.registry import Idea, TakenUp, ideas_of, taken_up
from participation.ideas.states import NO, OPEN, YES
from participation.initiatives.models import Initiative
from participation.initiatives.states import ACCEPTED, DECLINED, DONE, RUNNING, WITHDRAWN
from participation.taskgroups.models import TaskGroup
from participation.taskgroups.states import STOPPED

INITIATIVE = "initiative"
ANSWERED = {ACCEPTED: YES, RUNNING: YES, DONE: YES, DECLINED: NO, WITHDRAWN: NO}


def _years(areas: Sequence[int]) -> list[int]:
    shown = Initiative.objects.filter(area__in=areas, published_at__isnull=False)
    return [day.year for day in shown.datetimes("published_at", "year")]


@ideas_of(INITIATIVE, label=gettext_lazy("initiatief"), icon="plant-2", position=10, years=_years)
def find_initiatives(areas: Sequence[int], year: int) -> list[Idea]:
    """Public initiatives, by their public id; one query."""
    shown = Initiative.objects.filter(area__in=areas, published_at__year=year).select_related("area")
    return [_idea(each) for each in shown]


def _idea(initiative: Initiative) -> Idea:
    answer = ANSWERED.get(initiative.state, OPEN)
    why = initiative.state_reason if answer != OPEN else ""
    if initiative.state == WITHDRAWN:
        why = f"{_('De makers trokken het in.')} {why}".strip()
    return Idea(
        kind=INITIATIVE,
        ident=initiative.public_id,
        title=initiative.title,
        place=initiative.area_id,
        area=initiative.area.name,
        brought_on=timezone.localdate(initiative.published_at),
        address=initiative.get_absolute_url(),
        work_address=reverse("initiatives:handle", args=[initiative.public_id]),
        answer=answer,
        why=why,
        who=str(_("de makers")) if initiative.state in (RUNNING, DONE) else "",
        when=str(_("is klaar")) if initiative.state == DONE else "",
    )


@taken_up(INITIATIVE)
def find_groups(idents: Iterable[str]) -> dict[str, TakenUp]:
    """The taakgroepen that carry an initiative out; one query."""
    groups = TaskGroup.objects.filter(initiative__public_id__in=list(idents)).exclude(state=STOPPED)
    return {
        group.initiative.public_id: TakenUp(
            who=str(_("taakgroep %(name)s") % {"name": group.name}),
            when="",
            title=group.name,
            address=group.get_absolute_url(),
        )
        for group in groups.select_related("initiative").order_by("-pk")
    }
