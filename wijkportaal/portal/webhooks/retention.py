"""What webhooks clear away: the log of what was sent."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.privacy.registry import cleared_after
from wijkportaal.portal.webhooks.actions.delivering import forget_old, happenings_past
from wijkportaal.portal.webhooks.states import KEEP_LOG

cleared_after(
    KEEP_LOG,
    name="webhooks.log",
    label=_("wat aan andere systemen is gestuurd"),
    text=_("De lijst van verstuurde berichten. Er staan geen gegevens van bewoners in."),
    due=happenings_past,
)(forget_old)
