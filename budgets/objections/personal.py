"""What objections hold of people: who objected, and who noted it."""

from django.utils.translation import gettext_lazy as _

from budgets.objections.models import Objection
from wijkportaal.foundation.privacy.registry import own, work

own(
    Objection,
    address="email",
    label=_("bezwaren die u maakte"),
    shows=("number", "name", "address", "email", "grounds", "received_on"),
    fate=_("Blijft: de wet vraagt dat de gemeente een bezwaar met de naam erbij bewaart (Archiefwet)."),
)
work(Objection, "noted_by")
