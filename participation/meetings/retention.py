"""What meetings clear away (docs/adr/0125)."""

from django.utils.translation import gettext_lazy as _

from participation.meetings.actions.keeping import (
    forget_guests,
    forget_needs,
    forget_unconfirmed,
    guests_past,
    needs_past,
    unconfirmed_past,
)
from participation.meetings.states import CONFIRM_WITHIN, KEEP_GUESTS, KEEP_NEEDS
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    CONFIRM_WITHIN,
    name="meetings.unconfirmed",
    label=_("aanmeldingen die niemand bevestigde"),
    text=_("Naam en e-mailadres van wie zich aanmeldde voor een bijeenkomst en dat niet bevestigde."),
    due=unconfirmed_past,
    # The letter says until when one can confirm.
    least=CONFIRM_WITHIN,
)(forget_unconfirmed)
cleared_after(
    KEEP_NEEDS,
    name="meetings.needs",
    label=_("wat iemand nodig had bij een bijeenkomst"),
    text=_("Zoals een tolk of een plek voor een rolstoel, na de bijeenkomst."),
    due=needs_past,
)(forget_needs)
cleared_after(
    KEEP_GUESTS,
    name="meetings.guests",
    label=_("wie naar een bijeenkomst kwam"),
    text=_("Naam en e-mailadres, na de bijeenkomst. Hoeveel mensen er waren blijft."),
    due=guests_past,
)(forget_guests)
