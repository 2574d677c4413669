"""The words of stewardship: forms, what a body can hold and how, and how an agreement or a mark stands. Pure Python."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

SELF_MANAGEMENT, COMPANY, COOPERATIVE, TRUST = "self_management", "company", "cooperative", "trust"
FORMS = {
    SELF_MANAGEMENT: _("zelfbeheer"),
    COMPANY: _("bewonersbedrijf"),
    COOPERATIVE: _("coöperatie"),
    TRUST: _("trust"),
}
FORM_HELP = {
    SELF_MANAGEMENT: _("Bewoners doen zelf het beheer, bijvoorbeeld van een plein of een gebouw."),
    COMPANY: _("Een bedrijf van bewoners. De winst blijft in de wijk."),
    COOPERATIVE: _("De leden zijn samen eigenaar en beslissen samen."),
    TRUST: _("Bewoners bezitten samen gebouwen of grond en zijn in het bestuur de meerderheid."),
}
FORM_ICONS = {
    SELF_MANAGEMENT: "key",
    COMPANY: "briefcase",
    COOPERATIVE: "users-group",
    TRUST: "building-community",
}

LEGAL_FORMS = {
    "none": _("geen rechtspersoon"),
    "association": _("vereniging"),
    "foundation": _("stichting"),
    "cooperative": _("coöperatie"),
    "company": _("besloten vennootschap (bv)"),
    "other": _("een andere vorm"),
}

HELD = {
    "building": _("pand"),
    "land": _("grond"),
    "green": _("groen"),
    "playground": _("speelplek"),
    "facility": _("voorziening"),
    "money": _("geld"),
    "other": _("iets anders"),
}
HELD_ICONS = {
    "building": "building",
    "land": "map-2",
    "green": "trees",
    "playground": "mood-kid",
    "facility": "map-pin",
    "money": "coins",
    "other": "tag",
}
OWNS = "owns"
HOW = {OWNS: _("bezit"), "manages": _("beheert"), "rents": _("huurt")}

# How a mark of a body stands; what nobody filled in is not a no.
YES, NO, UNKNOWN = "yes", "no", "unknown"
ANSWERS = {YES: _("ja"), NO: _("nee"), UNKNOWN: _("onbekend")}
MARKS = {YES: _("voldoet"), NO: _("voldoet niet"), UNKNOWN: _("onbekend")}

COMING, ACTIVE, EXPIRING, ENDED = "coming", "active", "expiring", "ended"
TERMS = {
    COMING: _("begint later"),
    ACTIVE: _("loopt"),
    EXPIRING: _("verloopt binnenkort"),
    ENDED: _("afgelopen"),
}
# There is so much time to talk before somebody has to give notice, or the agreement ends.
WARN_BEFORE = timedelta(days=60)
LONGEST_NOTICE = 36
