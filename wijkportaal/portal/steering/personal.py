"""What steering holds of people: what they want to see, the PDFs they asked for, and who set what."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.privacy.registry import own, work
from wijkportaal.portal.steering.models import AreaGroup, SteeringDocument, SteeringPreference, Target

own(
    SteeringPreference,
    "person",
    label=_("uw keuzes bij Sturen"),
    shows=("columns", "weekly_mail"),
    goes=True,
)
own(
    SteeringDocument,
    "person",
    label=_("documenten die u bij Sturen maakte"),
    shows=("board", "made_at"),
    goes=True,
)
work(Target, "set_by")
work(AreaGroup, "made_by")
