from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from areas.organisations.queries import concerned_ids, organisations_worked_for
from areas.roles.queries import held_areas
from areas.territory.models import Area
from programmes.projects.calculations import quarters_later, read_period
from programmes.projects.models import (
    Partnership,
    Project,
    ProjectDocument,
    ProjectPhoto,
    TrailKind,
    TrailLine,
)
from programmes.projects.states import DONE, POSTPONED
from programmes.visions.models import Goal, Vision

# Who works on projects sees them before they are public.
INSIDERS = (
    "area_manager",
    "community_worker",
    "department",
    "partner",
    "board_member",
    "alderman",
    "finance",
    "administrator",
)

# Who works for an organisation sees and reports on what it carries, wherever that is.
CARRIERS = ("department", "partner")


def visible_to(person) -> QuerySet[Project]:
    """Return the projects that a person may know of: the public ones and those in their own areas."""
    public = Q(published_at__isnull=False)
    if not person.is_authenticated:
        return Project.objects.filter(public)
    held = held_areas(person, *INSIDERS)
    if not held:
        return Project.objects.filter(public)
    mine = Q(area__in=held) | Q(area__ancestor_ids__overlap=held)
    return Project.objects.filter(public | mine | carried_by(own_organisations(person)))


def own_organisations(person) -> list[int]:
    """Return the ids of the organisations that someone with the role for it works for today.

    One query for a person object, however often it is asked, and none for who has no such role.
    """
    return organisations_worked_for(person) if held_areas(person, *CARRIERS) else []


def carried_by(organisations: Iterable[int]) -> Q:
    """The condition that one of these organisations leads a project or is a partner in it."""
    keys = list(organisations)
    if not keys:
        return Q(pk__in=[])
    joined = Partnership.objects.filter(organisation__in=keys).values("project_id")
    return Q(lead_organisation__in=keys) | Q(pk__in=joined)


def is_carried_by(project: Project, organisations: Iterable[int]) -> bool:
    """Whether one of these organisations leads this project or is a partner in it."""
    keys = set(organisations)
    return bool(keys) and (
        project.lead_organisation_id in keys or project.partnerships.filter(organisation__in=keys).exists()
    )


def in_my_areas(person) -> QuerySet[Project]:
    """Return all projects in the areas where someone works, public or not."""
    held = held_areas(person, *INSIDERS)
    if not held:
        return Project.objects.none()
    return Project.objects.filter(Q(area__in=held) | Q(area__ancestor_ids__overlap=held))


def for_list(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Let a list of projects read what its rows show in one query, without long texts and drawings."""
    return (
        projects.select_related("area", "theme", "lead_organisation")
        .only(
            "public_id",
            "title",
            "summary",
            "street",
            "marker_longitude",
            "marker_latitude",
            "state",
            "start_year",
            "start_quarter",
            "end_year",
            "end_quarter",
            "cost_total",
            "checked_at",
            "published_at",
            "lead_name",
            "area__name",
            "area__slug",
            "theme__name",
            "theme__slug",
            "theme__icon",
            "theme__colour",
            "lead_organisation__name",
        )
        .order_by("-published_at", "-id")
    )


def with_details(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Let projects carry all that their own page or the brochure shows; adds three queries."""
    return projects.select_related(
        "area", "theme", "lead_organisation", "goal__chapter__vision__area"
    ).prefetch_related(
        "costs",
        Prefetch("photos", ProjectPhoto.objects.select_related("picture")),
        "partners",
    )


def with_files() -> tuple[Prefetch, Prefetch]:
    """Let projects carry their photos and documents; adds two queries."""
    return (
        Prefetch("photos", ProjectPhoto.objects.select_related("picture")),
        Prefetch("documents", ProjectDocument.objects.select_related("file")),
    )


def documents_of(project: Project, *, inside: bool) -> QuerySet[ProjectDocument]:
    """Return the documents of a project: the public ones, and for who works on it (`inside`) all."""
    documents = project.documents.select_related("file")
    return documents if inside else documents.filter(is_public=True)


def trail_of(project: Project) -> QuerySet[TrailLine]:
    """Return the public trail of a project, newest first."""
    return project.trail.all()


def public_here(area: Area) -> QuerySet[Project]:
    """Return the public projects of an area, of all that lies in it and of what it took over."""
    own = concerned_ids(area) - set(area.ancestor_ids)
    here = Q(area__in=own) | Q(area__ancestor_ids__contains=[area.pk])
    return Project.objects.filter(here, published_at__isnull=False)


def changes_in(area: Area) -> QuerySet[TrailLine]:
    """Return the steps of the public projects of an area, newest first."""
    return TrailLine.objects.filter(project__in=public_here(area)).select_related("project")


def projects_of(areas: Area | Iterable[Area]) -> QuerySet[Project]:
    """Return all projects of one or more areas, whoever may see them."""
    return Project.objects.filter(area__in=[areas] if isinstance(areas, Area) else areas)


def filtered(projects: QuerySet[Project], *, words: str = "") -> QuerySet[Project]:
    """Keep the projects with all the words somewhere in their title, summary or place."""
    for word in words.split()[:6]:
        projects = projects.filter(
            Q(title__icontains=word) | Q(summary__icontains=word) | Q(street__icontains=word)
        )
    return projects


def find_project(address: str) -> Q:
    """Return the condition for the project whose page has this address (`<id>-<title>`, or the id alone)."""
    return Q(public_id=address.partition("-")[0].lower())


def on_map(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Keep projects with a place, with what the map tells about them; one query."""
    return (
        projects.filter(marker_longitude__isnull=False)
        .select_related("theme")
        .only(
            "public_id",
            "title",
            "place",
            "marker_longitude",
            "marker_latitude",
            "start_year",
            "start_quarter",
            "end_year",
            "end_quarter",
            "theme__name",
        )
    )


def border_feature(area: Area) -> list[dict]:
    """Return the border of an area as the frame of a map; empty when it has none."""
    border = area.border
    if not border:
        return []
    return [{"type": "Feature", "geometry": border, "properties": {"current": True}}]


def features_of(project: Project, *, number: int | None = None) -> list[dict]:
    """Return a project as GeoJSON features: a pin (with its number) and, for a street or a field, its shape."""
    if not project.place:
        return []
    told = {
        "name": project.title,
        "url": project.get_absolute_url(),
        "detail": [project.theme.name, project.period],
    }
    pin = {"type": "Point", "coordinates": [project.marker_longitude, project.marker_latitude]}
    found = [{"type": "Feature", "geometry": pin, "properties": told | {"number": number}}]
    if project.place["type"] != "Point":
        drawn = "pj-line" if project.place["type"] == "LineString" else "pj-field"
        found.insert(0, {"type": "Feature", "geometry": project.place, "properties": told | {"drawn": drawn}})
    return found


class Tally(NamedTuple):
    """How many public projects serve a goal, and how many of them are done."""

    all: int
    done: int


def projects_for(goal: Goal, person) -> list[Project]:
    """Return the projects that serve a goal and that someone may know of, the newest years first."""
    projects = for_list(visible_to(person).filter(goal=goal))
    return list(
        projects.order_by(
            F("start_year").desc(nulls_first=True), F("start_quarter").desc(nulls_first=True), "pk"
        )[:300]
    )


def tallies_of(vision: Vision) -> dict[int, Tally]:
    """Return how many public projects serve each goal of a visie, in one query."""
    served = Project.objects.filter(goal__chapter__vision=vision, published_at__isnull=False)
    counted = (
        served.order_by()
        .values_list("goal")
        .annotate(all=Count("pk"), done=Count("pk", filter=Q(state=DONE)))
    )
    return {goal: Tally(number, done) for goal, number, done in counted}


@dataclass(frozen=True)
class Course:
    """A project through the years: its state now, each step in its states, and the days on which it slipped."""

    area_id: int
    begun_on: date
    state: str
    steps: tuple[tuple[date, str, str], ...]
    slipped_on: tuple[date, ...]

    def state_on(self, day: date) -> str | None:
        """Return the state at the end of a day; None when there was no project yet."""
        if self.begun_on > day:
            return None
        return next((old for on, old, _new in self.steps if on > day), self.state)

    def reached_in(self, year: int, state: str) -> bool:
        """Whether it came into a state during a year."""
        return any(on.year == year and new == state for on, _old, new in self.steps)

    def slipped_in(self, year: int) -> bool:
        """Whether it was put off, or got a later period, during a year."""
        return any(on.year == year for on in self.slipped_on)


def courses() -> list[Course]:
    """Return how every project of the gemeente went, by its trail; two queries."""
    steps: dict[int, list[tuple[date, str, str]]] = {}
    slipped: dict[int, list[date]] = {}
    told = TrailLine.objects.filter(kind__in=(TrailKind.STATE, TrailKind.PERIOD)).order_by("at", "pk")
    for project, kind, at, old, new in told.values_list("project", "kind", "at", "old", "new"):
        day = timezone.localdate(at)
        if kind == TrailKind.STATE:
            steps.setdefault(project, []).append((day, old, new))
        if new == POSTPONED or (kind == TrailKind.PERIOD and _is_later(old, new)):
            slipped.setdefault(project, []).append(day)
    rows = Project.objects.order_by("pk").values_list("pk", "area", "created_at", "state")
    return [
        Course(area, timezone.localdate(made), state, tuple(steps.get(pk, ())), tuple(slipped.get(pk, ())))
        for pk, area, made, state in rows
    ]


def slipped_in(projects: QuerySet[Project], year: int) -> QuerySet[Project]:
    """Keep the projects that were put off, or got a later period, during a year."""
    told = TrailLine.objects.filter(at__year=year, kind__in=(TrailKind.STATE, TrailKind.PERIOD))
    rows = told.values_list("project", "kind", "old", "new")
    found = {
        project
        for project, kind, old, new in rows
        if new == POSTPONED or (kind == TrailKind.PERIOD and _is_later(old, new))
    }
    return projects.filter(pk__in=found)


def _is_later(old: str, new: str) -> bool:
    return quarters_later(read_period(old), read_period(new)) > 0
