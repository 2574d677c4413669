"""The ideas of this room: the wishes of rounds of which the result was told. What became an initiative is that one."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.consultations.models import Consultation, Wish
from participation.consultations.states import DECLINED, PROMISED, REPORTED, WISH_OPEN
from participation.ideas.registry import Idea, ideas_of
from participation.ideas.states import NO, OPEN, YES

WISH, INITIATIVE = "wens", "initiative"
ANSWERED = {PROMISED: YES, DECLINED: NO}


def _years(areas: Sequence[int]) -> list[int]:
    told = Consultation.objects.filter(area__in=areas, state=REPORTED)
    return [day.year for day in told.dates("ends_on", "year")]


@ideas_of(WISH, label=gettext_lazy("wens uit een vragenronde"), icon="heart", position=30, years=_years)
def find_wishes(areas: Sequence[int], year: int) -> list[Idea]:
    """The wishes that anyone reads, by their id; one query."""
    told = Wish.objects.filter(
        consultation__area__in=areas,
        consultation__state=REPORTED,
        consultation__ends_on__year=year,
        is_public=True,
        card_count__gt=0,
    ).exclude(state=WISH_OPEN)
    return [_idea(wish) for wish in told.select_related("consultation__area", "initiative", "signal")]


def _idea(wish: Wish) -> Idea:
    held = wish.consultation
    is_initiative = wish.initiative is not None and wish.initiative.is_public
    answer = ANSWERED.get(wish.state, OPEN)
    waits_for = (
        _("Wij kijken nog wat hiervan kan.") if wish.signal_id else _("Wij zoeken wie dit wil trekken.")
    )
    return Idea(
        kind=INITIATIVE if is_initiative else WISH,
        ident=wish.initiative.public_id if is_initiative else str(wish.pk),
        title=wish.title,
        place=held.area_id,
        area=held.area.name,
        brought_on=held.ends_on,
        address=held.get_absolute_url(),
        answer=answer,
        why=wish.reply,
        says_who=wish.state == PROMISED,
        waits_for="" if answer != OPEN else waits_for,
    )
