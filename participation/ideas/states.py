"""What can be answered to an idea. Pure Python."""

from django.utils.translation import gettext_lazy as _

YES, PARTLY, NO, OPEN = "yes", "partly", "no", "open"
ANSWERS = {
    YES: _("gaat door"),
    PARTLY: _("gaat deels door"),
    NO: _("gaat niet door"),
    OPEN: _("nog geen antwoord"),
}
GIVEN = (YES, PARTLY, NO)
