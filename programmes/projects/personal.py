"""What projects hold of people: who can be called about one, and who worked on it."""

from django.utils.translation import gettext_lazy as _

from programmes.projects.models import Project, TrailLine
from wijkportaal.foundation.privacy.registry import own, work

own(
    Project,
    address="contact_email",
    label=_("projecten waarvan u het aanspreekpunt bent"),
    shows=("title", "contact_name", "contact_email", "contact_phone"),
    wipes=("contact_name", "contact_email", "contact_phone"),
    fate=_("Blijft staan, zonder uw naam en nummer."),
)
work(Project, "edited_by")
work(TrailLine, "by")
