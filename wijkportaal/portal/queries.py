from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from areas.figures.queries import population_of
from areas.roles.queries import areas_with_role, roles_of
from areas.territory.models import Area, AreaVersion, Succession
from areas.territory.queries import (
    children_of,
    neighbours_of,
    root_area,
    successions_of,
    version_of,
)
from programmes.yearly.models import AgendaItem, Programme
from programmes.yearly.queries import programmes_for
from programmes.yearly.queries import visible_to as programmes_visible_to
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.queries import jobs_visible_to

AGENDA_LENGTH = 6


@dataclass(frozen=True)
class AreaPage:
    """All that the page of one area shows, as it was or is on a day."""

    area: Area
    day: date
    is_today: bool
    version: AreaVersion | None
    population: object | None
    children: list[Area] = field(default_factory=list)
    neighbours: list[Area] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    agenda: list[AgendaItem] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.version.name if self.version else self.area.name

    @property
    def parent(self) -> Area | None:
        return self.version.parent if self.version else self.area.parent

    @property
    def has_border(self) -> bool:
        return bool(self.version and self.version.border_id)

    @property
    def programme(self) -> Programme | None:
        """The newest programme that residents can read."""
        return next(iter(self.programmes), None)

    @property
    def earlier_programmes(self) -> list[Programme]:
        return self.programmes[1:]

    @property
    def has_ended(self) -> bool:
        return self.area.ends_on is not None and self.area.ends_on <= self.day


def area_page(slug: str, *, on: date | None = None) -> AreaPage:
    """Return what the page of an area shows on a day (today); raises Http404 for an unknown address.

    The number of queries is fixed, whatever the number of people, places and programmes.
    """
    area = Area.objects.select_related("current__border", "parent").filter(slug=slug).first()
    if area is None:
        raise Http404
    today = timezone.localdate()
    day = on or today
    is_today = day == today
    return AreaPage(
        area=area,
        day=day,
        is_today=is_today,
        version=version_of(area, day),
        population=population_of(area, day),
        children=list(children_of(area, on=None if is_today else day)),
        neighbours=neighbours_of(area) if is_today else [],
        successions=list(successions_of(area)),
        programmes=list(programmes_for(area).select_related("cover", "area")[:8]),
        agenda=agenda_of(area, today),
    )


def agenda_of(area: Area, today: date) -> list[AgendaItem]:
    """Return what one can go to in an area from today on, soonest first."""
    published = programmes_for(area)
    return list(AgendaItem.objects.filter(programme__in=published, date__gte=today)[:AGENDA_LENGTH])


def agenda_ahead(person) -> list[AgendaItem]:
    """Return what one can go to in the whole gemeente from today on, soonest first."""
    items = AgendaItem.objects.filter(
        programme__in=programmes_visible_to(person), date__gte=timezone.localdate()
    )
    return list(items.select_related("programme__area")[:AGENDA_LENGTH])


@dataclass(frozen=True)
class HomePage:
    """What the first page shows."""

    root: Area | None
    programmes: list[Programme]
    agenda: list[AgendaItem]


def home_page(visitor) -> HomePage:
    """Return what the first page shows to anyone: the newest published programmes and the agenda."""
    published = (
        Programme.objects.filter(state="published").select_related("area", "cover").order_by("-published_at")
    )
    return HomePage(root_area(), list(published[:6]), agenda_ahead(visitor))


@dataclass(frozen=True)
class Workspace:
    """What waits for someone who signed in."""

    roles: list
    areas: QuerySet[Area]
    programmes: list[Programme]
    jobs: list[Job]


# Who edits programmes, and so sees them among what waits.
EDITORS = ("area_manager", "alderman", "administrator")


def workspace_of(person) -> Workspace:
    """Return the first page of the workspace: roles, own areas, programmes under way, work in the queue."""
    own = areas_with_role(person, *EDITORS)
    under_way = (
        Programme.objects.filter(area__in=own)
        .exclude(state="published")
        .select_related("area")
        .order_by("-year", "area__name")
    )
    held = {role.area_id for role in roles_of(person)}
    return Workspace(
        roles=roles_of(person),
        areas=Area.objects.today().filter(pk__in=held).order_by("name"),
        programmes=list(under_way[:12]),
        jobs=list(
            jobs_visible_to(person).filter(requested_by=person).exclude(kind="mail.deliver_letter")[:5]
        ),
    )
