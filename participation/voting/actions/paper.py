"""Ballots on paper: two people enter each of them, and it counts when they read the same.

When they do not and one of them is away, a third decides it: who reads the same as one of the two replaces the other.
"""

from areas.territory.models import Area
from participation.voting.calculations.ballots import Points
from participation.voting.calculations.secrecy import mark_of_ballot
from participation.voting.models import Ballot, PaperBallot, PaperEntry, VotingRound
from participation.voting.queries import code_known
from participation.voting.states import (
    AGREED,
    BY_CODE,
    DIFFERENT,
    DOUBLE,
    PAPER,
    WAITING,
    VotingRefused,
)
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.languages.speaking import refusal
from wijkportaal.foundation.people.codes import new_secret

TWO = 2


def enter_paper(
    voting_round: VotingRound,
    number: int,
    *,
    points: Points | None,
    code: str = "",
    area: Area | None = None,
    by,
) -> PaperBallot:
    """Enter what is on the paper ballot with a number; without `points` it is invalid. Again: mend one's own entry.

    `code` is what stands on it, where codes are used; it is not kept. Raises VotingRefused (Dutch) when the round takes
    no paper now, the code is none, it was settled, or a third person reads what neither of two others did.
    """
    with recorded(by=by, action="voting.enter_paper"):
        locked = VotingRound.objects.select_for_update(of=("self",)).get(pk=voting_round.pk)
        if not locked.takes_paper:
            raise VotingRefused(refusal("Papieren stemmen voert u in tussen het openen en het tellen."))
        known = code_known(locked, code)
        if locked.check_by == BY_CODE and known is None:
            raise VotingRefused(refusal("Deze code klopt niet. Kijk nog eens goed op het stembiljet."))
        paper, _made = PaperBallot.objects.get_or_create(voting_round=locked, number=number)
        if paper.state in {AGREED, DOUBLE}:
            raise VotingRefused(refusal("Dit stembiljet is al twee keer gelijk ingevoerd."))
        read = {
            "choices": sorted([number, given] for number, given in (points or {}).items()),
            "is_invalid": points is None,
            "key": mark_of_ballot(locked.pepper, code) if known else "",
            "area": known.area if known else area,
        }
        others = list(paper.entries.exclude(by=by))
        if len(others) >= TWO:
            others = [_who_read_the_same(PaperEntry(**read), others)]
            paper.entries.exclude(pk=others[0].pk).delete()
        mine, _made = PaperEntry.objects.update_or_create(paper=paper, by=by, defaults=read)
        paper.state = _settle(locked, mine, others[0]) if others else WAITING
        paper.save(update_fields=["state"])
    return paper


def _who_read_the_same(mine: PaperEntry, others: list[PaperEntry]) -> PaperEntry:
    for other in others:
        if mine.says_the_same_as(other):
            return other
    raise VotingRefused(
        refusal("U leest iets anders dan de twee die dit biljet al invoerden. Kijk samen naar het biljet.")
    )


def _settle(voting_round: VotingRound, mine: PaperEntry, other: PaperEntry) -> str:
    """Return how it stands with two entries; when they say the same the ballot is counted."""
    if not mine.says_the_same_as(other):
        return DIFFERENT
    if mine.is_invalid:
        return AGREED
    _ballot, is_new = Ballot.objects.get_or_create(
        key=mine.key or new_secret(),
        defaults={
            "voting_round": voting_round,
            "area": mine.area,
            "channel": PAPER,
            "choices": mine.choices,
        },
    )
    return AGREED if is_new else DOUBLE
