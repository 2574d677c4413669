"""What people want: the wishes of a round, their cards, and which look alike."""

from dataclasses import dataclass

from django.db.models import QuerySet

from areas.roles.queries import where_held
from participation.consultations.calculations import alike_to, pairs_alike
from participation.consultations.models import Consultation, Wish, WishCard
from participation.consultations.queries.rounds import WORKERS
from participation.consultations.states import WISH_OPEN

# As many are compared with each other for who looks at the list.
COMPARED = 600


def wishes_of(consultation: Consultation) -> QuerySet[Wish]:
    """Return the wishes of a round, what most people said first."""
    return (
        consultation.wishes.filter(card_count__gt=0)
        .select_related("theme", "initiative", "signal")
        .order_by("-card_count", "pk")
    )


def visible_wishes(person) -> QuerySet[Wish]:
    """Return the wishes of rounds of where someone works."""
    here = where_held(person, *WORKERS, area="consultation__area")
    return Wish.objects.filter(here).select_related(
        "consultation__area", "consultation__question_set", "theme", "initiative", "signal"
    )


def cards_of(wish: Wish) -> QuerySet[WishCard]:
    """Return the cards of a wish, with how they were said and whether somebody wants to hear of it."""
    return wish.cards.select_related(
        "answer__response__street", "answer__response__respondent", "answer__question"
    ).order_by("pk")


@dataclass(frozen=True)
class Alike:
    """Two wishes that may be the same, with how much they look alike from 0 to 100."""

    score: int
    one: Wish
    other: Wish


def suggestions_for(consultation: Consultation) -> list[Alike]:
    """Return open wishes of a round that may be the same; two queries."""
    open_wishes = wishes_of(consultation).filter(state=WISH_OPEN).order_by("-pk")
    pairs = pairs_alike(list(open_wishes.values_list("pk", "words")[:COMPARED]))
    found = Wish.objects.in_bulk({key for _score, *keys in pairs for key in keys})
    # What more people said comes first: it keeps its title.
    return [
        Alike(score, *sorted((found[one], found[other]), key=lambda wish: (-wish.card_count, wish.pk)))
        for score, one, other in pairs
    ]


def wishes_like(wish: Wish) -> list[tuple[int, Wish]]:
    """Return the wishes of the same round that look like one, the most alike first; two queries."""
    others = wishes_of(wish.consultation).exclude(pk=wish.pk)
    best = alike_to(wish.words, list(others.values_list("pk", "words")[:COMPARED]))
    found = Wish.objects.in_bulk([key for _score, key in best])
    return [(score, found[key]) for score, key in best]


def told_wishes(consultation: Consultation) -> list[Wish]:
    """Return what anyone reads of the wishes once the result was told; one query."""
    return list(wishes_of(consultation).filter(is_public=True).exclude(state=WISH_OPEN))
