"""What recognition clears away."""

from django.utils.translation import gettext_lazy as _

from participation.recognition.actions.recruiting import forget_sign_ups, sign_ups_past
from participation.recognition.states import KEEP_SIGN_UPS
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    KEEP_SIGN_UPS,
    name="recognition.sign_ups",
    label=_("aanmeldingen bij een panel"),
    text=_("Wie zich bij een wijkpanel of dorpsbelang aanmeldde, ook als het bestuur dat niet afhandelde."),
    due=sign_ups_past,
)(forget_sign_ups)
