from celery import shared_task
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.voting.actions.counting import COUNT_JOB, keep_count
from participation.voting.actions.rounds import follow_clock
from participation.voting.models import VotingRound
from participation.voting.queries import count_of
from wijkportaal.foundation.jobs.actions import Work
from wijkportaal.foundation.jobs.registry import handles

# What a count begins, in its order; equal shares is by far the longest.
STAGES = {
    "tally": gettext_lazy("Stemmen optellen"),
    "equal_shares": gettext_lazy("Het budget eerlijk verdelen"),
    "completion": gettext_lazy("Verdelen wat over is"),
    "changes": gettext_lazy("Uitrekenen wat de uitslag had veranderd"),
}


@handles(COUNT_JOB)
def count_round(work: Work, *, voting_round: int) -> None:
    """Count a round and keep the result."""
    found = VotingRound.objects.select_related("area").get(pk=voting_round)

    def report(stage: str) -> None:
        work.report(done=list(STAGES).index(stage), total=len(STAGES), message=str(STAGES[stage]))

    outcome = count_of(found, report=report)
    with work.finishing(_("De stemmen zijn geteld.")):
        keep_count(found, outcome)


@shared_task(name="voting.follow_clock")
def follow_clock_task() -> None:
    """Open and close rounds at their time."""
    follow_clock()
