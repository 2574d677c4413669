"""The ideas of this room: what could be chosen in a vote. A plan of an initiative is that initiative, further on."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.ideas.registry import Idea, ideas_of
from participation.ideas.states import NO, OPEN, YES
from participation.voting.drawings import reason_of
from participation.voting.models import VotePlan, VotingRound
from participation.voting.states import PUBLIC, PUBLISHED, moment

PLAN, INITIATIVE = "stemplan", "initiative"


def _rounds(areas: Sequence[int]):
    return VotingRound.objects.filter(area__in=areas, state__in=PUBLIC)


def _years(areas: Sequence[int]) -> list[int]:
    return [day.year for day in _rounds(areas).datetimes("starts_at", "year")]


@ideas_of(PLAN, label=gettext_lazy("plan uit een stemming"), icon="checklist", position=20, years=_years)
def find_plans(areas: Sequence[int], year: int) -> list[Idea]:
    """The plans of public rounds, by their id; three queries."""
    rounds = (
        _rounds(areas)
        .filter(starts_at__year=year)
        .select_related("area")
        .prefetch_related("plans__set_aside", "plans__initiative", "results")
    )
    return [_idea(found, plan) for found in rounds for plan in found.plans.all()]


def _idea(found: VotingRound, plan: VotePlan) -> Idea:
    answer, why, who = _answer(found, plan)
    is_initiative = plan.initiative is not None and plan.initiative.is_public
    return Idea(
        kind=INITIATIVE if is_initiative else PLAN,
        ident=plan.initiative.public_id if is_initiative else str(plan.pk),
        title=plan.title,
        place=found.area_id,
        area=found.area.name,
        brought_on=timezone.localdate(found.starts_at),
        address=found.get_absolute_url(),
        work_address=reverse("initiatives:handle", args=[plan.initiative.public_id]) if is_initiative else "",
        answer=answer,
        why=why,
        who=who,
        waits_for="" if found.state == PUBLISHED else str(_waits_for(found)),
    )


def _waits_for(found: VotingRound) -> str:
    if found.ends_at <= timezone.now():
        return _("De stemmen worden geteld.")
    return _("Stemmen kan tot %(day)s.") % {"day": moment(found.ends_at)}


def _answer(found: VotingRound, plan: VotePlan) -> tuple[str, str, str]:
    """Return what the vote says of a plan: the answer, why, and who decided when that was not the vote."""
    results = list(found.results.all())
    if found.state != PUBLISHED or not results:
        return OPEN, "", ""
    aside = getattr(plan, "set_aside", None)
    if aside is not None:
        return NO, f"{aside.reason} ({aside.decided_by})", ""
    outcome = results[-1].outcome
    row = next(row for row in outcome["plans"] if row["number"] == plan.number)
    if row["is_chosen"]:
        return YES, str(_("Gekozen in de stemming “%(title)s”.") % {"title": found.title}), ""
    return NO, reason_of(row, outcome, plan, found), ""
