"""What print runs clear away."""

from django.utils.translation import gettext_lazy as _

from programmes.printruns.actions import KEEP_UNUSED, forget_unused_files, unused_files
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    KEEP_UNUSED,
    name="printruns.files",
    label=_("proefdrukken"),
    text=_("Bestanden van een proef die bij geen brochure meer horen."),
    due=unused_files,
)(forget_unused_files)
