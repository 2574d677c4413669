"""What surveys ask of residents, and how many answered."""

from datetime import date

from django.db.models import Count
from django.urls import reverse

from participation.asks.registry import Asked, asks
from participation.reach.registry import Registered, takes_part
from participation.surveys.models import Survey
from participation.surveys.queries import public_surveys


@asks("surveys")
def surveys_asked(starts_on: date, ends_on: date) -> list[Asked]:
    """Return the surveys of a period, those that are still a concept too: that is what a calendar is for."""
    found = Survey.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).select_related("area")
    return [
        Asked(
            key=survey.public_id,
            name=survey.title,
            kind="survey",
            area=survey.area,
            starts_on=survey.starts_on,
            ends_on=survey.ends_on,
            url=reverse("surveys:overview", args=[survey.public_id]),
            addresses=survey.addresses,
        )
        for survey in found
    ]


@takes_part("surveys")
def surveys_to_take_part_in(first: date | None, last: date | None, key: str) -> list[Registered]:
    """Return the surveys that could be answered, with how many did by channel once they are closed."""
    found = public_surveys()
    found = found.filter(public_id=key[:12]) if key else found.filter(starts_on__range=(first, last))
    counts: dict[int, dict[str, int]] = {}
    closed = found.exclude(state="open").order_by()
    for pk, channel, number in closed.values_list("pk", "answers__channel").annotate(number=Count("answers")):
        if channel:
            counts.setdefault(pk, {})[channel] = number
    return [
        Registered(
            survey.public_id,
            survey.title,
            "survey",
            survey.starts_on,
            survey.area,
            survey.get_absolute_url(),
            counts.get(survey.pk, {}),
        )
        for survey in found
    ]
