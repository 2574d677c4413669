"""The kinds of organisation, function and facility, in the order in which pages show them."""

from django.utils.translation import gettext_lazy as _

PANEL = "panel"
VILLAGE_INTEREST = "village_interest"
MUNICIPALITY = "municipality"
HOUSING = "housing"
SOCIAL_TEAM = "social_team"
WELFARE = "welfare"
DEPARTMENT = "department"
POLICE = "police"
OTHER = "other"

ORGANISATION_KINDS = {
    MUNICIPALITY: _("gemeente"),
    PANEL: _("wijkpanel"),
    VILLAGE_INTEREST: _("dorpsbelang"),
    HOUSING: _("woningcorporatie"),
    SOCIAL_TEAM: _("sociaal wijkteam"),
    WELFARE: _("welzijnsorganisatie"),
    DEPARTMENT: _("vakafdeling van de gemeente"),
    POLICE: _("politie"),
    OTHER: _("andere organisatie"),
}
ORGANISATION_ICONS = {
    MUNICIPALITY: "building-community",
    PANEL: "users-group",
    VILLAGE_INTEREST: "users-group",
    HOUSING: "home",
    SOCIAL_TEAM: "heart-handshake",
    WELFARE: "heart",
    DEPARTMENT: "building",
    POLICE: "shield",
    OTHER: "building",
}
# Organisations of residents: their board edits its own page.
RESIDENTS_ORGANISATIONS = frozenset({PANEL, VILLAGE_INTEREST})

FUNCTION_KINDS = {
    "area_manager": _("wijkmanager"),
    "alderman": _("wijkwethouder"),
    "community_worker": _("wijkopbouwwerker"),
    "chair": _("voorzitter"),
    "secretary": _("secretaris"),
    "treasurer": _("penningmeester"),
    "board_member": _("bestuurslid"),
    "housing_officer": _("wijkbeheerder"),
    "social_worker": _("medewerker sociaal wijkteam"),
    "police_officer": _("wijkagent"),
    "contact": _("contactpersoon"),
    "other": _("andere functie"),
}
BOARD_FUNCTIONS = frozenset({"chair", "secretary", "treasurer", "board_member"})

FACILITY_KINDS = {
    "community_centre": _("wijkgebouw"),
    "village_hall": _("dorpshuis"),
    "school": _("school"),
    "playground": _("speeltuin"),
    "sport": _("sport"),
    "care": _("zorg"),
    "library": _("bibliotheek"),
    "shop": _("winkel"),
    "church": _("kerk"),
    "garden": _("buurttuin"),
    "recycling": _("milieustraat of afvalpunt"),
    "other": _("andere plek"),
}
FACILITY_ICONS = {
    "community_centre": "building-community",
    "village_hall": "building-cottage",
    "school": "school",
    "playground": "mood-kid",
    "sport": "ball-football",
    "care": "stethoscope",
    "library": "book",
    "shop": "shopping-cart",
    "church": "building",
    "garden": "plant",
    "recycling": "recycle",
    "other": "map-pin",
}
ACCESSIBILITY = {
    "unknown": _("onbekend"),
    "yes": _("goed toegankelijk"),
    "partly": _("deels toegankelijk"),
    "no": _("niet toegankelijk"),
}
