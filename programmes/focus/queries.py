from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.roles.queries import areas_with_role
from areas.territory.models import Area
from programmes.focus.calculations import Spot, overlaps_among
from programmes.focus.models import Focus, RunLimit
from programmes.projects.models import Project
from programmes.projects.states import LIFE_CYCLE, RUNNING, UNFINISHED
from programmes.visions.models import Goal

# Who works in an area sees how full its plate is.
INSIDERS = ("area_manager", "community_worker", "board_member", "department", "alderman", "administrator")
SHOWN_NAMES = 5


def areas_to_watch(person) -> QuerySet[Area]:
    """Return the areas of which someone may see the focus, without the gemeente as a whole."""
    return areas_with_role(person, *INSIDERS).exclude(parent=None).order_by("name")


def focus_of(area: Area, *, year: int | None = None) -> Focus | None:
    """Return the focus of an area in a year (this one), with its goals; two queries."""
    year = year or timezone.localdate().year
    found = Focus.objects.filter(area=area, first_year__lte=year, last_year__gte=year)
    return found.prefetch_related("goals__chapter__theme").order_by("-first_year").first()


def all_limits() -> QuerySet[RunLimit]:
    """Return all limits, those for everyone first."""
    return RunLimit.objects.select_related("area", "organisation").order_by(
        "kind", "area__name", "organisation__name"
    )


@dataclass(frozen=True)
class Limits:
    """How many may run at once, looked up by area or organisation; None is no limit."""

    areas: dict[int | None, int]
    organisations: dict[int | None, int]

    def of_area(self, area_id: int) -> int | None:
        return self.areas.get(area_id, self.areas.get(None))

    def of_organisation(self, organisation_id: int) -> int | None:
        return self.organisations.get(organisation_id, self.organisations.get(None))


def limits() -> Limits:
    """Return all limits; one query."""
    rows = list(RunLimit.objects.all())
    return Limits(
        {row.area_id: row.at_most for row in rows if row.kind == RunLimit.AREA},
        {row.organisation_id: row.at_most for row in rows if row.kind == RunLimit.ORGANISATION},
    )


@dataclass
class Plate:
    """What an area has on its plate: the goals it chose, what runs, what serves none and what doubles."""

    area: Area
    focus: Focus | None
    at_most: int | None
    projects: list[Project] = field(default_factory=list)

    @property
    def goals(self) -> list[Goal]:
        return list(self.focus.goals.all()) if self.focus else []

    @property
    def running(self) -> int:
        return sum(project.state == RUNNING for project in self.projects)

    @property
    def is_full(self) -> bool:
        return self.at_most is not None and self.running >= self.at_most

    @property
    def is_over(self) -> bool:
        return self.at_most is not None and self.running > self.at_most

    @property
    def astray(self) -> list[Project]:
        """The unfinished projects that serve none of the chosen goals; none while nothing is chosen."""
        chosen = {goal.pk for goal in self.goals}
        return [project for project in self.projects if chosen and project.goal_id not in chosen]

    @property
    def serving(self) -> list[Project]:
        astray = {project.pk for project in self.astray}
        return [project for project in self.projects if project.pk not in astray]

    @property
    def overlaps(self) -> list[tuple[Project, Project]]:
        by_key = {project.pk: project for project in self.projects}
        pairs = overlaps_among(spot_of(project) for project in self.projects)
        return [(by_key[one], by_key[other]) for one, other in pairs]


def spot_of(project: Project) -> Spot:
    """Return what overlap is seen by."""
    return Spot(
        project.pk,
        project.theme_id,
        project.marker_longitude,
        project.marker_latitude,
        project.start.index if project.start else None,
        project.end.index if project.end else None,
    )


def plates_of(areas: Iterable[Area], *, year: int | None = None) -> list[Plate]:
    """Return what areas have on their plate in a year (this one); five queries, however many areas."""
    areas, year = list(areas), year or timezone.localdate().year
    focuses = {
        focus.area_id: focus
        for focus in Focus.objects.filter(area__in=areas, first_year__lte=year, last_year__gte=year)
        .prefetch_related("goals")
        .order_by("first_year")
    }
    known = limits()
    plates = {area.pk: Plate(area, focuses.get(area.pk), known.of_area(area.pk)) for area in areas}
    projects = Project.objects.filter(area__in=areas, state__in=UNFINISHED).select_related(
        "theme", "lead_organisation"
    )
    for project in projects.defer("what", "why", "place").order_by("title"):
        plates[project.area_id].projects.append(project)
    return list(plates.values())


def limit_warnings(projects: Iterable[Project]) -> list[str]:
    """Say in Dutch which areas and organisations of projects that do not run yet run as much as they may.

    Three queries at most, however many projects; they carry their area and who leads them.
    """
    waiting = [each for each in projects if each.state in UNFINISHED and each.state != RUNNING]
    if not waiting:
        return []
    known = limits()
    areas = {each.area_id: each.area for each in waiting}
    leads = {
        each.lead_organisation_id: each.lead_organisation for each in waiting if each.lead_organisation_id
    }
    sides = (
        (
            _("Lopende projecten in %(who)s: %(running)d. Afgesproken is hoogstens %(limit)d tegelijk."),
            "area",
            areas,
            known.of_area,
        ),
        (
            _("Lopende projecten van %(who)s: %(running)d. Afgesproken is hoogstens %(limit)d tegelijk."),
            "lead_organisation",
            leads,
            known.of_organisation,
        ),
    )
    found = []
    for sentence, column, named, limit_of in sides:
        limited = {key: limit for key in named if (limit := limit_of(key)) is not None}
        running = _running_by(column, limited) if limited else {}
        found += sorted(
            sentence % {"who": named[key], "running": running[key], "limit": limit}
            for key, limit in limited.items()
            if running.get(key, 0) >= limit
        )
    return found


def _running_by(column: str, keys: Iterable[int]) -> dict[int, int]:
    running = Project.objects.filter(**{f"{column}__in": list(keys)}, state=RUNNING).order_by()
    return dict(running.values_list(column).annotate(number=Count("pk")))


def may_start(project: Project) -> bool:
    """Whether the next step of a project can be that it runs."""
    return any(step.target == RUNNING for step in LIFE_CYCLE.leaving(project.state))


def warnings_for(plate: Plate, projects: Iterable[Project]) -> list[str]:
    """Say in Dutch what to think of before these projects begin or join a programme; at most three queries."""
    projects = list(projects)
    found = limit_warnings(projects)
    asked = {project.pk for project in projects}
    if astray := [project.title for project in plate.astray if project.pk in asked]:
        found.append(_("Dient geen van de gekozen doelen: %(names)s.") % {"names": _named(astray)})
    found += [
        _("“%(one)s” en “%(other)s” hebben dezelfde plek, hetzelfde thema en dezelfde periode.")
        % {"one": one.title, "other": other.title}
        for one, other in plate.overlaps
        if not asked.isdisjoint({one.pk, other.pk})
    ]
    return found


def _named(titles: list[str]) -> str:
    named = ", ".join(f"“{title}”" for title in titles[:SHOWN_NAMES])
    if len(titles) > SHOWN_NAMES:
        return _("%(named)s en nog %(more)d") % {"named": named, "more": len(titles) - SHOWN_NAMES}
    return named
