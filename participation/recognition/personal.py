"""What recognition holds of people: who wants to join a panel, and what board and gemeente did in their work."""

from django.utils.translation import gettext_lazy as _

from participation.recognition.models import CriterionJudgement, Recognition, Recruitment, SignUp
from wijkportaal.foundation.privacy.registry import own, work

own(
    SignUp,
    address="contact",
    label=_("panels waarbij u zich aanmeldde"),
    shows=("organisation", "name", "contact", "words", "at"),
    goes=True,
)
work(CriterionJudgement, "by")
work(Recruitment, "edited_by")
for column in ("asked_by", "proposed_by", "decided_by", "doubted_by", "ended_by"):
    work(Recognition, column)
