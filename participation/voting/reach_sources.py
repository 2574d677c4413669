"""What rounds of voting ask of residents, and how many voted."""

from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from participation.asks.registry import Asked, asks
from participation.reach.registry import Registered, takes_part
from participation.voting.models import VotingRound
from participation.voting.queries import public_rounds
from participation.voting.states import CLOSED, COUNTED, ONLINE, PAPER, PUBLISHED


@asks("voting")
def rounds_asked(starts_on: date, ends_on: date) -> list[Asked]:
    """Return the rounds of a period, concepts too."""
    found = VotingRound.objects.filter(starts_at__date__lte=ends_on, ends_at__date__gte=starts_on)
    return [
        Asked(
            key=each.public_id,
            name=each.title,
            kind="vote",
            area=each.area,
            starts_on=timezone.localdate(each.starts_at),
            ends_on=timezone.localdate(each.ends_at),
            url=reverse("voting:overview", args=[each.public_id]),
        )
        for each in found.select_related("area")
    ]


@takes_part("voting")
def rounds_to_take_part_in(first: date | None, last: date | None, key: str) -> list[Registered]:
    """Return the rounds that anyone may know of, with how many voted by channel once they are closed."""
    found = public_rounds()
    found = found.filter(public_id=key[:12]) if key else found.filter(starts_at__date__range=(first, last))
    counts: dict[int, dict[str, int]] = {}
    closed = found.filter(state__in=(CLOSED, COUNTED, PUBLISHED)).order_by()
    for pk, channel, number in closed.values_list("pk", "ballots__channel").annotate(number=Count("ballots")):
        if channel in {ONLINE, PAPER}:
            counts.setdefault(pk, {})[channel] = number
    return [
        Registered(
            each.public_id,
            each.title,
            "vote",
            timezone.localdate(each.starts_at),
            each.area,
            each.get_absolute_url(),
            counts.get(each.pk, {}),
        )
        for each in found
    ]
