"""How long a file with lines of the trail stays."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.privacy.registry import cleared_after
from wijkportaal.portal.trail.actions import KEEP, files_past, forget_files

cleared_after(
    KEEP,
    name="trail.exports",
    label=_("uitdraaien"),
    text=_("Een bestand met wie wat deed, dat een beheerder opvroeg."),
    due=files_past,
)(forget_files)
