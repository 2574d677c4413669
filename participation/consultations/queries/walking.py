"""What a walker sees of a walking list: the doors of their streets, and how it stands at each."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet

from participation.consultations.calculations import outcome_of
from participation.consultations.models import Visit, WalkAddress, Walker
from participation.consultations.states import COME_BACK, DRAFT, NOT_HOME, OUTCOMES

# Where one rings again once all doors were visited.
AGAIN = (COME_BACK, NOT_HOME)


def find_walker_of(person) -> QuerySet[Walker]:
    """Return the walking lists that are somebody's own, of rounds that were opened."""
    return (
        Walker.objects.filter(email=person.email.lower())
        .exclude(consultation__state=DRAFT)
        .select_related("consultation__area", "consultation__question_set")
    )


def doors_of(walker: Walker) -> list[WalkAddress]:
    """Return the doors of a list in the order of walking, each with `outcome`, `outcome_label` and `note`; two queries."""
    doors = list(
        WalkAddress.objects.filter(street__walkers=walker)
        .select_related("street")
        .order_by("street__name", "street", "position")
    )
    visits: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Visit.objects.filter(address__street__walkers=walker).order_by("at", "pk")
    for address, outcome, note in rows.values_list("address", "outcome", "note"):
        visits[address].append((outcome, note))
    for door in doors:
        seen = visits[door.pk]
        door.outcome = outcome_of(outcome for outcome, _note in seen)
        door.outcome_label = OUTCOMES.get(door.outcome, "")
        door.note = seen[-1][1] if seen else ""
    return doors


def next_door(doors: Sequence[WalkAddress], asked: int | str) -> WalkAddress | None:
    """Return the door that was asked for, else the first that nobody was at, else the first to ring at again."""
    by_key = {str(door.pk): door for door in doors}
    if str(asked) in by_key:
        return by_key[str(asked)]
    fresh = (door for door in doors if not door.outcome)
    again = (door for door in doors if door.outcome in AGAIN)
    return next(fresh, None) or next(again, None)
