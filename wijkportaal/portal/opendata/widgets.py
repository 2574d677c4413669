"""What the small page of an area shows."""

from dataclasses import dataclass

from areas.figures.models import Figure
from areas.figures.queries import populations_of
from areas.territory.models import Area
from participation.meetings.models import Meeting
from participation.meetings.queries import shown_in, to_come
from programmes.commitments.calculations import Tally
from programmes.commitments.queries import public_here as promises_here
from programmes.commitments.queries import tally_of
from programmes.projects.models import Project
from programmes.projects.queries import for_list
from programmes.projects.queries import public_here as projects_here
from programmes.projects.states import PLANNED, RUNNING
from programmes.yearly.models import Programme
from programmes.yearly.queries import programmes_for

MOST_PROJECTS, MOST_MEETINGS = 4, 2


@dataclass(frozen=True)
class Widget:
    """An area in short."""

    population: Figure | None
    programme: Programme | None
    projects: list[Project]
    promises: Tally
    meetings: list[Meeting]


def widget_of(area: Area) -> Widget:
    """Return what the small page of an area shows; the number of queries is fixed."""
    going_on = for_list(projects_here(area).filter(state__in=(RUNNING, PLANNED)))
    return Widget(
        populations_of([area]).get(area.pk),
        programmes_for(area).select_related("area").first(),
        list(going_on[:MOST_PROJECTS]),
        tally_of(promises_here(area)),
        list(to_come(shown_in(area))[:MOST_MEETINGS]),
    )
