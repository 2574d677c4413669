"""What surveys clear away: words in which somebody may have named a person (docs/adr/0134)."""

from django.utils.translation import gettext_lazy as _

from participation.surveys.actions import KEEP_REMARKS, forget_remarks, remarks_past
from wijkportaal.foundation.privacy.registry import cleared_after

cleared_after(
    KEEP_REMARKS,
    name="surveys.remarks",
    label=_("open antwoorden van een peiling"),
    text=_("Wat iemand in eigen woorden schreef, na de laatste dag van de peiling. De getallen blijven."),
    due=remarks_past,
)(forget_remarks)
