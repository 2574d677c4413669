"""What visitaties clear away."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.privacy.registry import cleared_after
from wijkportaal.portal.visitations.actions.visitations import KEEP_NAMES, forget_visitors, visitors_past

cleared_after(
    KEEP_NAMES,
    name="visitations.visitors",
    label=_("namen van visiteurs"),
    text=_("Van collega's uit andere gemeenten, nadat het rapport openbaar werd. Hun gemeente blijft staan."),
    due=visitors_past,
)(forget_visitors)
