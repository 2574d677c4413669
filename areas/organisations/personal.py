"""What organisations hold of people: the face and the numbers of who does something in one."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.organisations.models import Function
from areas.organisations.queries import holding
from wijkportaal.foundation.pictures.actions import delete_picture
from wijkportaal.foundation.privacy.registry import Obstacle, holds_up, own, when_leaving

own(
    Function,
    "person",
    label=gettext_lazy("wat u bij een organisatie bent of was"),
    shows=("organisation", "kind", "title", "name", "phone", "email", "valid_from", "valid_until"),
    wipes=("name", "phone", "email"),
    fate=gettext_lazy("Blijft staan, zonder uw naam, nummer, adres en foto."),
)


@holds_up
def current_functions(person) -> Iterator[Obstacle]:
    """Who to call in an area may not vanish without somebody else in their place."""
    found = Function.objects.filter(holding(timezone.localdate()), person=person)
    for function in found.select_related("organisation"):
        yield Obstacle(
            _("U staat bij %(organisation)s als %(title)s. Laat eerst een ander op uw plaats zetten.")
            % {"organisation": function.organisation, "title": function.shown_title},
            reverse("organisations:organisation", args=[function.organisation.slug]),
        )


@when_leaving
def take_portraits_away(person, *, by) -> None:
    """A portrait says who it was."""
    for function in Function.objects.filter(person=person).exclude(photo=None).select_related("photo"):
        photo, function.photo = function.photo, None
        function.save(update_fields=["photo"])
        delete_picture(photo, by=by)
