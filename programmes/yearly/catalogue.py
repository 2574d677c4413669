"""The parts with which every gemeente starts, in the order of the brochure; the beheerder changes them."""

from django.utils.translation import gettext_lazy as _

from areas.organisations.states import HOUSING, PANEL, SOCIAL_TEAM

FIRST_TEMPLATE = (
    {"kind": "foreword", "title": _("Voorwoord"), "required": True, "word_limit": 250, "weeks_before": 4},
    {"kind": "portrait", "title": _("Portret van het gebied"), "word_limit": 350, "weeks_before": 6},
    {"kind": "look_back", "title": _("Terugblik"), "word_limit": 250, "weeks_before": 6},
    {"kind": "projects", "title": _("Projecten per thema"), "word_limit": 150, "weeks_before": 5},
    {
        "kind": "housing",
        "title": _("De woningcorporatie"),
        "supplier_kind": HOUSING,
        "word_limit": 350,
        "weeks_before": 6,
    },
    {
        "kind": "care_team",
        "title": _("Het sociaal wijkteam"),
        "supplier_kind": SOCIAL_TEAM,
        "word_limit": 350,
        "weeks_before": 6,
    },
    {
        "kind": "panel",
        "title": _("Het wijkpanel of dorpsbelang"),
        "supplier_kind": PANEL,
        "word_limit": 350,
        "weeks_before": 6,
    },
    {"kind": "budget", "title": _("Het budget"), "word_limit": 200, "weeks_before": 6},
    {"kind": "initiatives", "title": _("Initiatieven van bewoners"), "word_limit": 300, "weeks_before": 6},
    {"kind": "agenda", "title": _("De agenda"), "word_limit": 100, "weeks_before": 5},
    {"kind": "people", "title": _("Wie is wie"), "word_limit": 100, "weeks_before": 5},
)
