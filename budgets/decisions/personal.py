"""What decisions hold of people: to whom one was sent, and who took it."""

from django.utils.translation import gettext_lazy as _

from budgets.decisions.models import Decision
from wijkportaal.foundation.privacy.registry import own, work

own(
    Decision,
    address="email",
    label=_("besluiten aan u"),
    shows=("number", "name", "email"),
    fate=_("Blijft: de wet vraagt dat de gemeente een besluit met de naam erbij bewaart (Archiefwet)."),
)
work(Decision, "decided_by")
