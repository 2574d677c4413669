"""What rounds with questions ask of residents, and in which streets."""

from datetime import date

from django.urls import reverse

from participation.asks.registry import Asked, asks
from participation.consultations.models import Consultation


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
