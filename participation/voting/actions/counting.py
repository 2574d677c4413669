"""Counting, and setting a winner aside. A result is written once; another count makes another result."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from participation.voting.models import PlanSetAside, VotePlan, VotingResult, VotingRound
from participation.voting.queries import last_result
from participation.voting.states import CLOSED, COUNTED, LIFE_CYCLE, PUBLISHED, RUN, VotingRefused
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.registry import JobFailed
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused

COUNT_JOB = "voting.count_round"


def request_count(voting_round: VotingRound, *, by) -> Job:
    """Ask a worker to count a closed round. Raises TransitionRefused (Dutch) when it cannot be counted yet."""
    if not by.has_perm(RUN, voting_round):
        raise PermissionDenied
    step = LIFE_CYCLE.check("count", voting_round.state)
    if lacking := step.lacking(voting_round):
        raise TransitionRefused(" ".join(lacking))
    return _ask(voting_round, by=by)


def job_key(voting_round: VotingRound) -> str:
    return f"{COUNT_JOB}:{voting_round.pk}"


def _ask(voting_round: VotingRound, *, by) -> Job:
    return request_job(
        COUNT_JOB,
        subject=_("Stemmen tellen: %(title)s") % {"title": voting_round.title},
        by=by,
        arguments={"voting_round": voting_round.pk},
        key=job_key(voting_round),
    )


def keep_count(voting_round: VotingRound, outcome: dict) -> VotingResult:
    """Keep what a worker counted. With the first count the secret of the round is thrown away, for good.

    Raises JobFailed (Dutch) when ballots came in while it counted.
    """
    with recorded(by=None, action="voting.keep_count"):
        locked = VotingRound.objects.select_for_update(of=("self",)).get(pk=voting_round.pk)
        if locked.ballots.count() != outcome["ballots"]:
            raise JobFailed(refusal("Tijdens het tellen kwamen er stemmen op papier bij. Tel opnieuw."))
        if locked.state == CLOSED:
            perform(locked, "count", by=None, then=_forget_secret)
        before = last_result(locked)
        return VotingResult.objects.create(
            voting_round=locked, number=before.number + 1 if before else 1, outcome=outcome
        )


def _forget_secret(voting_round: VotingRound) -> None:
    voting_round.secret = ""
    voting_round.save(update_fields=["secret"])


def set_aside(plan: VotePlan, *, reason: str, decided_by: str, decided_on, by) -> PlanSetAside:
    """Set a winner aside, with the reason that everyone reads; the others are counted anew without it.

    Raises VotingRefused (Dutch) when it did not win.
    """
    with recorded(by=by, action="voting.set_aside", reason=reason):
        locked = VotingRound.objects.select_for_update(of=("self",)).get(pk=plan.voting_round_id)
        result = last_result(locked)
        if (
            locked.state not in {COUNTED, PUBLISHED}
            or result is None
            or plan.number not in result.outcome["order"]
        ):
            raise VotingRefused(refusal("Alleen een plan dat is gekozen, kan terzijde worden gelegd."))
        made = PlanSetAside.objects.create(
            plan=plan,
            reason=reason.strip(),
            decided_by=decided_by.strip(),
            decided_on=decided_on,
            noted_by=by,
        )
        _ask(locked, by=by)
    return made
