"""Types of regie and the quarters of a krachtenveld. No database."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True)
class Direction:
    """A type of regie: how the gemeente leads, by whether it has a plan and the power of its own."""

    key: str
    label: str
    advice: str


# Partners+Pröpper, by (own script, own power).
DIRECTIONS = {
    (True, True): Direction(
        "control",
        _("beheersingsgericht"),
        _("U hebt een eigen plan en kunt zelf beslissen. Leg uit wat u doet en houd de regie strak."),
    ),
    (False, True): Direction(
        "execution",
        _("uitvoeringsgericht"),
        _(
            "U kunt beslissen, maar het plan komt van anderen. Zorg dat het wordt uitgevoerd zoals afgesproken."
        ),
    ),
    (True, False): Direction(
        "vision",
        _("visionair"),
        _("U hebt een plan, maar kunt het niet alleen. Overtuig anderen en zoek partners."),
    ),
    (False, False): Direction(
        "facilitation",
        _("faciliterend"),
        _("Plan en macht liggen bij anderen. Breng ze bij elkaar en help waar dat nodig is."),
    ),
}


def direction_of(has_script: bool | None, has_power: bool | None) -> Direction | None:
    """Return the type of regie, or None while one of both is not known."""
    if has_script is None or has_power is None:
        return None
    return DIRECTIONS[has_script, has_power]


def quarter_of(interest: int, influence: int) -> str:
    """Say what to do with a party, by its interest and influence from 1 to 5; above 3 is much."""
    return str(
        {
            (True, True): _("samen optrekken"),
            (False, True): _("tevreden houden"),
            (True, False): _("goed informeren"),
            (False, False): _("volgen"),
        }[interest > 3, influence > 3]
    )
