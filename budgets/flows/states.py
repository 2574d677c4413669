"""Who gives money, how sure an amount is, and the life of a year and of a file."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.batches.states import batch_life_cycle
from wijkportaal.foundation.transitions.states import LifeCycle, Transition

MANAGE = "flows.manage"

GEMEENTE, RESIDENTS = "gemeente", "residents"
SOURCE_KINDS = {
    GEMEENTE: _("gemeente"),
    "housing": _("corporatie"),
    "care": _("zorg en welzijn"),
    "province": _("provincie"),
    "state": _("rijk"),
    "fund": _("fonds"),
    "business": _("ondernemers"),
    RESIDENTS: _("uren van bewoners"),
}
BOOKED, BUDGETED, ESTIMATED = "booked", "budgeted", "estimated"
# From the surest; charts draw them full, striped and with a dashed outline.
CERTAINTIES = {BOOKED: _("geboekt"), BUDGETED: _("begroot"), ESTIMATED: _("geschat")}
CERTAINTY_HELP = {
    BOOKED: _("staat in de boeken van wie betaalt"),
    BUDGETED: _("staat in een vastgestelde begroting"),
    ESTIMATED: _("is berekend of gevraagd; kan anders zijn"),
}

DRAFT, PUBLISHED = "draft", "published"
YEAR_LIFE = LifeCycle(
    states={DRAFT: _("nog niet openbaar"), PUBLISHED: _("openbaar")},
    initial=DRAFT,
    transitions=(
        Transition(
            "publish", (DRAFT,), PUBLISHED, MANAGE, _("Maak openbaar"), _("Bewoners zien alle bedragen.")
        ),
        Transition(
            "withdraw",
            (PUBLISHED,),
            DRAFT,
            MANAGE,
            _("Haal van de site"),
            _("Alleen de gemeente ziet het nog."),
        ),
    ),
)
SHEET_LIFE = batch_life_cycle(MANAGE)


class FlowRefused(Exception):
    """An amount cannot be kept like this; the message says in Dutch what to do."""
