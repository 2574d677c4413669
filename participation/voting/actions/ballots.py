"""Casting a vote: one statement, so that it holds whatever happens at the same time."""

import json

from django.db import connection
from django.utils import timezone

from participation.voting.calculations.ballots import Points
from participation.voting.calculations.secrecy import mark_of_ballot, mark_of_code
from participation.voting.models import Ballot, VotingRound
from participation.voting.states import ONLINE, PAPER, VotingRefused
from wijkportaal.foundation.languages.speaking import refusal

# Locks the round as readers of it may all do at once, while who closes it waits: a vote is in before, or refused. The
# key is the primary key, so that two votes with one code at the same moment are one row. No line in the history and no
# renewed pages: both would say when somebody voted.
CAST = """
INSERT INTO voting_ballot (key, voting_round_id, area_id, channel, choices)
SELECT %(key)s, voting_round.id, code.area_id, %(channel)s, %(choices)s::jsonb
FROM voting_votinground voting_round
JOIN voting_votingcode code ON code.voting_round_id = voting_round.id AND code.mark = %(mark)s
WHERE voting_round.id = %(round)s AND voting_round.state = 'open'
  AND voting_round.starts_at <= %(now)s AND voting_round.ends_at > %(now)s
FOR SHARE OF voting_round
ON CONFLICT (key) DO UPDATE SET choices = excluded.choices WHERE voting_ballot.channel = excluded.channel
"""


def cast_vote(voting_round: VotingRound, code: str, points: Points) -> None:
    """Cast the vote of a code, or change it. Raises VotingRefused (Dutch) when the round takes no votes any more,
    the code is none, or a ballot on paper was entered with it.
    """
    if not voting_round.pepper:
        raise VotingRefused(refusal("Deze stemronde is gesloten. Uw stem is niet meer geteld."))
    key = mark_of_ballot(voting_round.pepper, code)
    with connection.cursor() as cursor:
        cursor.execute(
            CAST,
            {
                "key": key,
                "mark": mark_of_code(voting_round.pepper, code),
                "round": voting_round.pk,
                "channel": ONLINE,
                "choices": json.dumps(sorted(points.items())),
                "now": timezone.now(),
            },
        )
        if cursor.rowcount == 1:
            return
    if not VotingRound.objects.get(pk=voting_round.pk).takes_votes:
        raise VotingRefused(
            refusal("Deze stemronde is gesloten. U kunt niet meer stemmen of uw stem veranderen.")
        )
    if Ballot.objects.filter(pk=key, channel=PAPER).exists():
        raise VotingRefused(refusal("Met deze code is al op papier gestemd. Die stem telt."))
    raise VotingRefused(refusal("Deze code is niet geldig voor deze stemronde."))
