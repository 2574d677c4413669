"""The two ways in which a brochure is made."""

from django.utils.translation import gettext_lazy as _

SCREEN, PRINT = "screen", "print"
VARIANTS = {
    SCREEN: _("om te lezen en te mailen"),
    PRINT: _("voor de drukker, met 3 mm afloop en snijtekens"),
}
