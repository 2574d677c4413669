"""Sentences that more than one definition says."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

ON_THE_DAY = _("Van een jaar dat voorbij is, ziet u hoe het op 31 december stond.")
FROM_FIRST = _("Zolang nergens in de gemeente zoiets is vastgelegd, is dit cijfer onbekend en niet 0.")
INSIDE = _("Wat in een buurt of kern ligt, telt mee bij de wijk of het dorp.")
NO_LIMITS_BUT = _("Het cijfer zegt niets over wat niet in het portaal is gezet.")
STANDS = format_lazy("{} {}", ON_THE_DAY, INSIDE)
SMALL_NUMBERS = _("Van een paar gevallen zegt een mediaan weinig. Kijk daarom ook naar het aantal.")
SURVEYED = _(
    "De gemeten waarde heeft een marge: met andere bewoners was de uitkomst negentien van de twintig keer binnen de "
    "marge gebleven. Antwoordden te weinig mensen, dan tonen wij niets."
)
POOLED = _(
    "De laatste peiling van het jaar in het gebied zelf, waarvan de uitkomst bekend is gemaakt. Is er geen, dan alle "
    "antwoorden van de gebieden erin samen; een gebied met meer antwoorden weegt dan zwaarder."
)
