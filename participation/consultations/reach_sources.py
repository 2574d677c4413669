"""What rounds with questions ask of residents, in which streets, and how many answered."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count
from django.urls import reverse

from participation.asks.registry import Asked, asks
from participation.consultations.models import Consultation, Response
from participation.consultations.queries.rounds import public_rounds
from participation.consultations.states import OPEN
from participation.reach.registry import Registered, takes_part


@asks("consultations")
def rounds_walked(starts_on: date, ends_on: date) -> list[Asked]:
    """Return the rounds of a period with their streets, concepts too; two queries."""
    found = Consultation.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    return [
        Asked(
            key=each.public_id,
            name=each.title,
            kind="round",
            area=each.area,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            url=reverse("consultations:overview", args=[each.public_id]),
            streets=tuple(street.name for street in each.streets.all()),
        )
        for each in found.select_related("area").prefetch_related("streets")
    ]


@takes_part("consultations")
def rounds_to_answer(first: date | None, last: date | None, key: str) -> list[Registered]:
    """Return the rounds that anyone may know of, with how many answered by channel once they are closed; two queries."""
    rounds = public_rounds()
    rounds = list(rounds.filter(public_id=key[:12]) if key else rounds.filter(starts_on__range=(first, last)))
    people = _people_of(each for each in rounds if each.state != OPEN)
    return [
        Registered(
            each.public_id,
            each.title,
            "round",
            each.starts_on,
            each.area,
            each.get_absolute_url(),
            people.get(each.pk, {}),
        )
        for each in rounds
    ]


def _people_of(closed: Iterable[Consultation]) -> dict[int, Mapping[str, int]]:
    """Return how many forms count by channel; of what was told, as it was then: the forms go after their term."""
    found: dict[int, Mapping[str, int]] = {}
    to_count = []
    for each in closed:
        if each.figures:
            found[each.pk] = {
                channel: number for channel, number in each.figures["channels"].items() if number
            }
        else:
            to_count.append(each.pk)
    forms = Response.objects.filter(consultation__in=to_count, counts=True).order_by()
    counted: dict[int, dict[str, int]] = {}
    for pk, channel, number in forms.values_list("consultation", "channel").annotate(number=Count("pk")):
        counted.setdefault(pk, {})[channel] = number
    return found | counted
