"""What can be followed of this room: initiatives that are public."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from participation.initiatives.models import Initiative
from participation.subscriptions.registry import Subject, followable

INITIATIVE = "initiative"


@followable(INITIATIVE, label=_("initiatief"), icon="plant-2")
def find_initiatives(idents: Iterable[str]) -> dict[str, Subject]:
    """Initiatives by their public id."""
    found = Initiative.objects.filter(public_id__in=list(idents), published_at__isnull=False)
    return {
        each.public_id: Subject(each.title, each.get_absolute_url())
        for each in found.only("public_id", "title")
    }
