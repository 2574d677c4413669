"""What voting; ballots know nobody hold of people: who did something in their work."""

from participation.voting.models import CodeBatch, PaperEntry, PlanSetAside, VotingRound
from wijkportaal.foundation.privacy.registry import work

work(CodeBatch, "made_by")
work(PaperEntry, "by")
work(PlanSetAside, "noted_by")
work(VotingRound, "edited_by")
