"""What moderation holds of people: who wrote or reported something, and who judged it."""

from django.utils.translation import gettext_lazy as _

from participation.moderation.models import Case, Report
from wijkportaal.foundation.privacy.registry import own, work

own(
    Case,
    "writer",
    address="address",
    label=_("oordelen over wat u schreef"),
    shows=("kind", "state", "reason", "appeal", "second_reason", "opened_at"),
    wipes=("address", "appeal"),
)
own(Report, "person", label=_("klachten die u deed"), shows=("reason", "words", "at"), goes=True)
work(Case, "judged_by", "second_by")
