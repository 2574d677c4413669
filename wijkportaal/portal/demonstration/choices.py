"""The focus of areas in Rietwolde: few goals for two years, and how many projects may run at once."""

from datetime import date

from areas.territory.models import Area
from programmes.focus.actions import choose_focus, set_limit
from programmes.focus.models import RunLimit
from programmes.visions.queries import goals_to_serve
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import Crew

PER_AREA, PER_ORGANISATION = 4, 12
CHOSEN = 2
WHY = "Hier kregen bewoners op de keuzebijeenkomst de meeste stickers voor. De rest komt later."


def choose(crew: Crew, community: Community, areas: dict[str, Area], *, today: date) -> None:
    """Let every other area with a visie choose two of its goals, and set the limits."""
    with_goals = 0
    for key, area in sorted(areas.items()):
        if not key or area.has_ended:
            continue
        goals = list(goals_to_serve(area)[:CHOSEN])
        with_goals += bool(goals)
        if goals and with_goals % 3:
            choose_focus(
                area,
                goals,
                first_year=today.year,
                last_year=today.year + 1,
                why=WHY,
                by=crew[crew.manager_of(key)],
            )
    admin = crew.administrator
    set_limit(kind=RunLimit.AREA, at_most=PER_AREA, by=admin)
    set_limit(kind=RunLimit.AREA, area=areas["klaverveld"], at_most=PER_AREA - 2, by=admin)
    set_limit(kind=RunLimit.ORGANISATION, at_most=PER_ORGANISATION, by=admin)
    set_limit(kind=RunLimit.ORGANISATION, organisation=community["groen"], at_most=8, by=admin)
