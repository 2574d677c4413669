"""What can be followed of this room: the promises of one person, in a function under which they are known."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.organisations.models import Function
from participation.subscriptions.registry import Subject, followable

PROMISES = "promises"


@followable(PROMISES, label=gettext_lazy("afspraken van iemand"), icon="checks")
def find_promisers(idents: Iterable[str]) -> dict[str, Subject]:
    """People by the number of their function, as long as their name may be on the site."""
    numbers = [int(ident) for ident in idents if ident.isdecimal() and len(ident) < 12]
    found = Function.objects.filter(pk__in=numbers, name_public=True).exclude(name="")
    return {
        str(function.pk): Subject(
            _("de afspraken van %(name)s") % {"name": function.name}, reverse("commitments:index")
        )
        for function in found
    }
