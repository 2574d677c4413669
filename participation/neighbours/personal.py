"""What neighbours hold of people: what they asked and offered, and what they wrote to each other. All of it goes with them."""

from django.utils.translation import gettext_lazy as _

from participation.neighbours.models import Block, Line, Notice, Talk
from wijkportaal.foundation.privacy.registry import own

own(
    Notice,
    "person",
    label=_("oproepen die u plaatste"),
    shows=("kind", "category", "title", "text", "place", "slots", "state", "made_at", "expires_on"),
    goes=True,
)
own(Talk, "person", label=_("oproepen waarop u reageerde"), shows=("notice", "begun_at"), goes=True)
own(Line, "person", label=_("berichten aan buren"), shows=("words", "at"), goes=True)
own(Block, "by", label=_("buren met wie u geen contact wilt"), shows=(), goes=True)
own(Block, "whom", label=_("buren die geen contact met u willen"), shows=(), goes=True)
