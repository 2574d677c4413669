"""What meetings ask of residents, and how many came."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from participation.asks.registry import Asked, asks
from participation.meetings.models import Meeting
from participation.meetings.queries import shown
from participation.meetings.states import CANCELLED
from participation.reach.registry import Registered, takes_part


@asks("meetings")
def meetings_asked(starts_on: date, ends_on: date) -> list[Asked]:
    """Return the meetings of a period to which everyone is asked, concepts too."""
    found = Meeting.objects.filter(is_public=True, starts_at__date__range=(starts_on, ends_on))
    return [
        Asked(
            key=each.public_id,
            name=each.title,
            kind="meeting",
            area=each.area,
            starts_on=timezone.localdate(each.starts_at),
            ends_on=timezone.localdate(each.ends_at),
            url=reverse("meetings:overview", args=[each.public_id]),
            by=each.host,
        )
        for each in found.exclude(state=CANCELLED).select_related("area", "organiser")
    ]


@takes_part("meetings")
def meetings_to_take_part_in(first: date | None, last: date | None, key: str) -> list[Registered]:
    """Return the meetings that anyone may know of, with how many came."""
    found = shown().exclude(state=CANCELLED)
    found = found.filter(public_id=key[:12]) if key else found.filter(starts_at__date__range=(first, last))
    return [
        Registered(
            each.public_id,
            each.title,
            "meeting",
            timezone.localdate(each.starts_at),
            each.area,
            each.get_absolute_url(),
            {} if each.attended is None else {"place": each.attended},
        )
        for each in found
    ]
