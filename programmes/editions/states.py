"""The ways in which a brochure is made."""

from django.utils.translation import gettext_lazy as _

SCREEN, PRINT, ARCHIVE, LARGE, TEXT, BOOKLET = "screen", "print", "archive", "large", "text", "booklet"
# Those that are made of every published programme.
VARIANTS = {
    SCREEN: _("om te lezen en te mailen"),
    PRINT: _("voor de drukker, met 3 mm afloop en snijtekens"),
}
# All that a print run can have made.
ALL_VARIANTS = VARIANTS | {
    ARCHIVE: _("voor het archief (PDF/A-3a), met de gegevens erbij"),
    LARGE: _("in grote letters"),
    TEXT: _("als platte tekst"),
    BOOKLET: _("als boekje voor de kopieermachine"),
}

PAPERS = {"A4": _("A4"), "A5": _("A5")}
MAP_COVER, PHOTO_COVER = "map", "photo"
COVERS = {MAP_COVER: _("kaart op een vlak in uw kleur"), PHOTO_COVER: _("foto boven, wit daaronder")}
