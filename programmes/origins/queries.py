from dataclasses import dataclass

from django.db.models import QuerySet

from budgets.grants.models import Application, Regulation
from budgets.grants.queries import Capacity, capacities, regulations
from participation.initiatives.models import Initiative
from participation.taskgroups.models import TaskGroup
from programmes.origins.models import ApplicationOrigin, ProjectOrigin
from programmes.projects.models import Project
from programmes.projects.queries import visible_to


def project_from(initiative: Initiative, person) -> Project | None:
    """Return the project that an initiative became, as far as someone may know of it."""
    made = ProjectOrigin.objects.filter(initiative=initiative).values("project")
    return visible_to(person).filter(pk__in=made).first()


def project_of(group: TaskGroup, person) -> Project | None:
    """Return the project that a taakgroep works on, as far as someone may know of it."""
    tied = ProjectOrigin.objects.filter(group=group).values("project")
    return visible_to(person).filter(pk__in=tied).first()


def projects_to_tie(group: TaskGroup, person) -> QuerySet[Project]:
    """Return the projects of the area of a group that someone may tie it to."""
    return visible_to(person).filter(area=group.area_id).only("public_id", "title").order_by("title")


def origins_of(project: Project) -> QuerySet[ProjectOrigin]:
    """Return the public initiatives that a project came from, and the groups that work on it."""
    return ProjectOrigin.objects.filter(project=project).select_related("initiative", "group")


@dataclass(frozen=True)
class Way:
    """One way to ask money for an initiative: under which regulation, and as whom."""

    regulation: Regulation
    capacity: Capacity

    @property
    def key(self) -> str:
        return f"{self.regulation.slug}:{self.capacity.key}"


def ways_to_money(initiative: Initiative, person) -> list[Way]:
    """Return how someone can ask money for an initiative: open regulations, for a place that it lies in."""
    places = {initiative.area_id, *initiative.area.ancestor_ids}
    return [
        Way(regulation, capacity)
        for regulation in regulations().filter(is_open=True, is_quick=False)
        for capacity in capacities(person, regulation)
        if capacity.area.pk in places
    ]


def applications_for(initiative: Initiative) -> QuerySet[Application]:
    """Return the applications that the makers of an initiative began for it."""
    began = ApplicationOrigin.objects.filter(initiative=initiative).values("application")
    return Application.objects.filter(pk__in=began).select_related("regulation", "area").order_by("-pk")
