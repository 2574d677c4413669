"""What initiatives hold of people: makers, who supports, who wrote below one, and who handled it."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from participation.initiatives.actions.making import drop_draft
from participation.initiatives.models import Comment, Initiative, Maker, Step, Support
from participation.initiatives.states import DRAFT, SHOWN
from wijkportaal.foundation.privacy.registry import own, when_leaving, work

own(
    Maker,
    "person",
    label=_("initiatieven die u maakt"),
    shows=("initiative", "is_first", "shows_name", "since"),
    fate=_("Uw initiatief blijft staan, zonder uw naam. Een klad dat alleen van u is, wordt weggehaald."),
)
own(
    Maker,
    address="email",
    label=_("initiatieven waarvoor u bent gevraagd"),
    shows=("initiative", "email", "since"),
    only=Q(person=None),
    goes=True,
)
own(
    Support,
    "person",
    label=_("initiatieven die u steunt"),
    shows=("initiative", "from_here", "at"),
    goes=True,
)
own(
    Comment,
    "person",
    label=_("reacties van u op de site"),
    shows=("initiative", "words", "shows_name", "is_question", "answer", "at"),
    only=Q(state=SHOWN),
)
own(
    Comment,
    "person",
    label=_("reacties van u die niet op de site staan"),
    shows=("initiative", "words", "state", "state_reason", "at"),
    only=~Q(state=SHOWN),
    goes=True,
)
work(Initiative, "edited_by")
work(Comment, "answered_by")
work(Step, "by")


@when_leaving
def drop_drafts(person, *, by) -> None:
    """A draft that nobody else makes is nobody's; others go on with theirs."""
    alone = Initiative.objects.annotate(makers_left=Count("makers", filter=Q(makers__person__is_active=True)))
    mine = alone.filter(state=DRAFT, makers__person=person, makers_left=1)
    for initiative in Initiative.objects.filter(pk__in=mine.values("pk")):
        drop_draft(initiative, by=by)
