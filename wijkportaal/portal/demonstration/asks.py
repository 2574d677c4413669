"""What residents of Rietwolde are asked, by whom and in which streets: more than is good for one street."""

from datetime import date, timedelta

from areas.organisations.models import Organisation
from areas.territory.models import Area
from participation.asks.actions import keep_streets, plan_ask, set_rule
from wijkportaal.portal.demonstration.people import NORTH

STREETS = {"Vogelplein": 24, "Reigerstraat": 46, "Zwanensingel": 58, "Merelhof": 31, "Kievitlaan": 72}
# Days from today, how long, what, how, kind of organisation, streets, addresses.
ASKS = (
    (-170, 12, "Hoe woont u hier?", "survey", "housing", ("Reigerstraat", "Merelhof"), 77),
    (-95, 5, "Langs de deuren met drie vragen", "round", "", ("Reigerstraat", "Zwanensingel"), 104),
    (-62, 1, "Bijeenkomst over het nieuwe plein", "meeting", "", ("Vogelplein",), 24),
    (-20, 10, "Eenzaamheid: hoe gaat het met u?", "round", "welfare", ("Reigerstraat",), 46),
    (14, 21, "Meedenken over de verlichting", "consultation", "", (), 231),
    (40, 6, "Brief: wilt u van het gas af?", "letter", "housing", ("Reigerstraat", "Kievitlaan"), 118),
)


def plan_asks(areas: dict[str, Area], *, today: date, by) -> None:
    """Fill the calendar of the first area of the wijkmanager, and one ask to all residents."""
    set_rule(rest=60, a_year=4, by=by)
    here = areas[NORTH[0]]
    keep_streets(here, STREETS, by=by)
    partners = {each.kind: each for each in Organisation.objects.filter(is_active=True)}
    for begins, lasts, name, kind, whose, streets, addresses in ASKS:
        starts = today + timedelta(days=begins)
        plan_ask(
            here,
            name=name,
            kind=kind,
            organisation=partners.get(whose),
            starts_on=starts,
            ends_on=starts + timedelta(days=lasts - 1),
            streets=list(streets),
            addresses=addresses,
            by=by,
        )
    gemeente = next(area for area in areas.values() if area.is_root)
    starts = today - timedelta(days=40)
    plan_ask(
        gemeente,
        name="Inwonerspanel: zwerfafval",
        kind="survey",
        starts_on=starts,
        ends_on=starts + timedelta(days=20),
        addresses=None,
        by=by,
    )
