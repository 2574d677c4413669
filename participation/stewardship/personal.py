"""What stewardship holds of people: the address of a contact person, and who wrote a record down in their work."""

from django.utils.translation import gettext_lazy as _

from participation.stewardship.models import Stewardship
from wijkportaal.foundation.privacy.registry import own, work

own(
    Stewardship,
    address="contact_email",
    label=_("zeggenschapsvormen waarvan u contactpersoon bent"),
    shows=("name", "contact_email"),
    wipes=("contact_email",),
    fate=_("Uw adres wordt weggehaald."),
)
work(Stewardship, "edited_by")
