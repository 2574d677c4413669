from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.api.actions import KEEP_REPLIES, forget_replies, replies_past
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    KEEP_REPLIES,
    name="api.replies",
    label=_("antwoorden van de API"),
    text=_("Wat een programma als antwoord kreeg, voor als het hetzelfde nog eens stuurt."),
    due=replies_past,
)(forget_replies)
