"""Who takes part in initiatives: those who support one from its area."""

from datetime import date

from django.utils import timezone

from participation.initiatives.models import Initiative
from participation.initiatives.states import PUBLIC
from participation.reach.registry import Registered, takes_part


@takes_part("initiatives")
def initiatives_to_support(first: date | None, last: date | None, key: str) -> list[Registered]:
    """Return the initiatives that anyone may know of, with the support from their area."""
    found = Initiative.objects.filter(state__in=PUBLIC, published_at__isnull=False).select_related("area")
    found = found.filter(public_id=key[:12]) if key else found.filter(published_at__date__range=(first, last))
    return [
        Registered(
            each.public_id,
            each.title,
            "initiative",
            timezone.localdate(each.published_at),
            each.area,
            each.get_absolute_url(),
            {"online": each.supporters_here},
        )
        for each in found
    ]
