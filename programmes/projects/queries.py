from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from areas.roles.queries import role_areas
from areas.territory.models import Area
from programmes.projects.models import Project, ProjectPhoto, Theme, TrailLine

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


def held_areas(person, *roles: str) -> list[int]:
    """Return the ids of the areas in which someone holds one of the roles today, without those below them."""
    held = role_areas(person)
    return [area.pk for role in roles for area in held.get(role, ())]


def visible_to(person) -> QuerySet[Project]:
    """Return the projects that a person may know of: the public ones and those in their own areas."""
    public = Q(published_at__isnull=False)
    if not person.is_authenticated:
        return Project.objects.filter(public)
    held = held_areas(person, *INSIDERS)
    if not held:
        return Project.objects.filter(public)
    return Project.objects.filter(public | Q(area__in=held) | Q(area__ancestor_ids__overlap=held))


def for_list(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Let a list of projects read what its rows show in one query, without long texts and drawings."""
    return (
        projects.select_related("area", "theme", "lead_organisation")
        .only(
            "public_id",
            "title",
            "summary",
            "street",
            "state",
            "start_year",
            "start_quarter",
            "end_year",
            "end_quarter",
            "cost_total",
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
    return projects.select_related("area", "theme", "lead_organisation").prefetch_related(
        "costs",
        Prefetch("photos", ProjectPhoto.objects.select_related("picture")),
        "partners",
    )


def trail_of(project: Project) -> QuerySet[TrailLine]:
    """Return the public trail of a project, newest first."""
    return project.trail.all()


def themes_in_use() -> QuerySet[Theme]:
    """Return the themes that can be chosen for a project."""
    return Theme.objects.filter(is_active=True)


def projects_of(areas: Area | Iterable[Area]) -> QuerySet[Project]:
    """Return all projects of one or more areas, whoever may see them."""
    return Project.objects.filter(area__in=[areas] if isinstance(areas, Area) else areas)


def features(projects: Iterable[Project], *, number: dict[int, int] | None = None) -> dict:
    """Return the places of projects as GeoJSON for the map; `number` is the number of each by id."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": project.place,
                "properties": {
                    "name": project.title,
                    "url": project.get_absolute_url(),
                    "theme": project.theme.name,
                    "colour": project.theme.colour,
                    "number": number.get(project.pk) if number else None,
                    "marker": [project.marker_longitude, project.marker_latitude],
                },
            }
            for project in projects
            if project.place
        ],
    }
