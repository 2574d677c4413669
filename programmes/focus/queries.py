from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.models import Organisation
from areas.roles.queries import areas_with_role
from areas.territory.models import Area
from programmes.focus.calculations import Spot, overlaps_among
from programmes.focus.models import Focus, RunLimit
from programmes.projects.models import Project
from programmes.projects.states import RUNNING, UNFINISHED
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


def full_organisations(organisations: Iterable[int]) -> list[tuple[Organisation, int, int]]:
    """Return which of these organisations run as much as they may, with how much and the limit; three queries."""
    known, asked = limits(), list(organisations)
    running = dict(
        Project.objects.filter(lead_organisation__in=asked, state=RUNNING)
        .order_by()
        .values_list("lead_organisation")
        .annotate(number=Count("pk"))
    )
    found = [
        (each, running.get(each.pk, 0), known.of_organisation(each.pk))
        for each in Organisation.objects.filter(pk__in=asked).order_by("name")
    ]
    return [row for row in found if row[2] is not None and row[1] >= row[2]]


def warnings_for(plate: Plate, projects: Iterable[Project]) -> list[str]:
    """Say in Dutch what to think of before these projects begin or join a programme; at most three queries."""
    waiting = [project for project in projects if project.state in UNFINISHED and project.state != RUNNING]
    found = []
    if waiting and plate.is_full:
        found.append(
            _("Lopende projecten in %(area)s: %(running)d. Afgesproken is hoogstens %(limit)d tegelijk.")
            % {"area": plate.area, "running": plate.running, "limit": plate.at_most}
        )
    leads = {project.lead_organisation_id for project in waiting if project.lead_organisation_id}
    for organisation, running, at_most in full_organisations(leads) if leads else ():
        found.append(
            _("Lopende projecten van %(who)s: %(running)d. Afgesproken is hoogstens %(limit)d tegelijk.")
            % {"who": organisation, "running": running, "limit": at_most}
        )
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
