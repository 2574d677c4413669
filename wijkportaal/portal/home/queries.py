from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from areas.addresses.calculations import plain, read_postcode
from areas.addresses.queries import areas_named, areas_of_postcode
from areas.figures.queries import population_of
from areas.organisations.queries import remember_concerned
from areas.roles.queries import held_areas, role_areas, roles_of, where_held
from areas.roles.states import COUNCILLOR
from areas.territory.models import Area, AreaVersion, Succession
from areas.territory.queries import (
    children_of,
    descendants_of,
    has_borders,
    neighbours_of,
    root_area,
    successions_of,
    version_of,
)
from participation.meetings.models import Meeting
from participation.meetings.queries import managed_by
from participation.meetings.states import ANNOUNCED
from participation.subscriptions.calculations import names_street, street_of, street_title
from participation.subscriptions.following import street_ident
from programmes.commitments.models import Commitment
from programmes.commitments.queries import public_here as promises_here
from programmes.commitments.states import OPEN
from programmes.projects.models import Project, TrailLine
from programmes.projects.queries import for_list
from programmes.projects.queries import public_here as projects_here
from programmes.projects.states import CANCELLED, DONE, IDEA, PLANNED, POSTPONED, RUNNING
from programmes.yearly.models import AgendaItem, Programme
from programmes.yearly.queries import agenda_of, programmes_for
from programmes.yearly.queries import visible_to as programmes_visible_to
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.queries import jobs_visible_to
from wijkportaal.foundation.jobs.states import FAILED, WAITING
from wijkportaal.foundation.jobs.states import RUNNING as RUNNING_JOB
from wijkportaal.portal.home.waiting.lists import WaitingList, waiting_list
from wijkportaal.portal.questions.models import CouncilQuestion
from wijkportaal.portal.questions.queries.questions import asked_by
from wijkportaal.portal.visits.calculations import Item
from wijkportaal.portal.visits.queries import slipped

AGENDA_LENGTH, STREET_LENGTH = 6, 12


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
    remember_concerned(area)
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
        agenda=list(agenda_of(area)[:AGENDA_LENGTH]),
    )


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
    has_map: bool
    programmes: list[Programme]
    agenda: list[AgendaItem]


def home_page(visitor) -> HomePage:
    """Return what the first page shows to anyone: the newest published programmes and the agenda."""
    published = (
        Programme.objects.filter(state="published").select_related("area", "cover").order_by("-published_at")
    )
    return HomePage(root_area(), has_borders(), list(published[:6]), agenda_ahead(visitor))


@dataclass(frozen=True)
class Workspace:
    """The day of someone who signed in: what waits, what is planned, what slipped, where they work, what they asked as a member
    of the raad, and what the portal does for them."""

    roles: list
    areas: list[Area]
    waiting: WaitingList
    week: list[Meeting]
    slipped: list[Item]
    asked: list[CouncilQuestion]
    jobs: list[Job]
    queued: int

    @property
    def held(self) -> set[str]:
        """The roles that someone holds, by name."""
        return {role.role for role in self.roles}


# Who has talks in a week, and who is told what slipped where they work.
MEETERS = ("area_manager", "community_worker", "alderman", "board_member")
FOLLOWERS = ("area_manager", "community_worker")
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
SHORT = 6
# What runs or failed stands there piece by piece; what is in the queue is one line.
MOST_JOBS = 3


def workspace_of(person) -> Workspace:
    """Return the first page of the workspace; a number of queries that hangs on the roles of someone alone."""
    roles = roles_of(person)
    work = jobs_visible_to(person).filter(requested_by=person).exclude(kind="mail.deliver_letter")
    goes_on = Q(state=RUNNING_JOB) | Q(state=FAILED, requested_at__gte=timezone.now() - WEEK)
    return Workspace(
        roles=roles,
        areas=_own_areas(person),
        waiting=waiting_list(person),
        week=_talks_of_this_week(person),
        slipped=_slipped_lately(person),
        asked=list(asked_by(person)[:SHORT]) if held_areas(person, COUNCILLOR) else [],
        jobs=list(work.filter(goes_on)[:MOST_JOBS]),
        queued=work.filter(state=WAITING).count(),
    )


def _own_areas(person) -> list[Area]:
    """The areas of today in which someone holds a role, each once, by name; no query for who has no reform behind them."""
    found = {
        area.pk: area
        for areas in role_areas(person).values()
        for area in areas
        if area.has_started and not area.has_ended
    }
    return sorted(found.values(), key=lambda area: (not area.is_root, area.name))


def _talks_of_this_week(person) -> list[Meeting]:
    """The meetings of the next seven days that someone holds, and the public ones of where they work."""
    if not held_areas(person, *MEETERS):
        return []
    mine = managed_by(person) | Q(is_public=True) & where_held(person, *MEETERS)
    today = timezone.localdate()
    return list(
        Meeting.objects.filter(
            mine, state=ANNOUNCED, starts_at__date__gte=today, starts_at__date__lt=today + WEEK
        )
        .select_related("area", "facility")
        .order_by("starts_at", "pk")[:SHORT]
    )


def _slipped_lately(person) -> list[Item]:
    """The projects of where someone works that were put off or became later in the last month."""
    if not held_areas(person, *FOLLOWERS):
        return []
    here = where_held(person, *FOLLOWERS, area="project__area")
    trail = TrailLine.objects.filter(here, at__gte=timezone.now() - MONTH).select_related("project")
    return list(islice(slipped(trail.order_by("-at", "-pk")), SHORT))


@dataclass(frozen=True)
class StreetPage:
    """What happens in a street and in the area around it; `areas` are those to choose from when it is not sure."""

    street: str = ""
    area: Area | None = None
    areas: list[Area] = field(default_factory=list)
    here: list[Project] = field(default_factory=list)
    around: list[Project] = field(default_factory=list)
    promises: list[Commitment] = field(default_factory=list)
    agenda: list[AgendaItem] = field(default_factory=list)

    @property
    def ident(self) -> str:
        """Under which id the street is followed; "" when there is nothing to follow."""
        return street_ident(self.area, self.street) if self.area and self.street else ""

    @property
    def title(self) -> str:
        return street_title(self.street) if self.street else ""


def street_page(text: str, *, area_slug: str = "") -> StreetPage:
    """Return what happens in a street, by its name or by postcode and house number.

    There is no table of streets: a street is where a project, promise or date names it. A postcode gives only
    the area. When several areas have the street, and none was chosen, only the choice is returned.
    """
    postcode = read_postcode(text)
    street = None if postcode else street_of(text)
    here = _projects_in_street(street) if street else []
    if postcode:
        areas = areas_of_postcode(postcode)
    else:
        areas = list({project.area_id: project.area for project in here}.values()) or areas_named(text)
        if not here and areas and plain(areas[0].name) == plain(text):
            street = None  # the name of a wijk or dorp, and not of a street
    if area_slug:
        chosen = Area.objects.filter(slug=area_slug).select_related("parent").first()
        areas = [chosen] if chosen else areas
    if len(areas) != 1:
        return StreetPage(street=street or "", areas=areas)
    return _around(areas[0], street or "", here)


def _projects_in_street(street: str) -> list[Project]:
    """Return the public projects that name a street as their place, what is going on first."""
    named = for_list(Project.objects.filter(published_at__isnull=False, street__icontains=street))
    return sorted(
        (project for project in named[:200] if names_street(project.street, street)), key=_liveliness
    )


def _liveliness(project: Project) -> int:
    return (RUNNING, PLANNED, IDEA, POSTPONED, DONE, CANCELLED).index(project.state)


def _around(area: Area, street: str, here: list[Project]) -> StreetPage:
    own = {found.pk for found in [area, *descendants_of(area)]} if here else set()
    mine = [project for project in here if project.area_id in own]
    going_on = for_list(projects_here(area).filter(state__in=(RUNNING, PLANNED)))
    promises = list(promises_here(area).filter(state=OPEN)[:60])
    named = [promise for promise in promises if street and names_street(promise.what, street)]
    return StreetPage(
        street=street,
        area=area,
        here=mine,
        around=list(going_on.exclude(pk__in=[project.pk for project in mine])[:STREET_LENGTH]),
        promises=[*named, *(promise for promise in promises if promise not in named)][:AGENDA_LENGTH],
        agenda=list(agenda_of(area)[:AGENDA_LENGTH]),
    )
