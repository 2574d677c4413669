from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from areas.territory.models import Area
from budgets.grants.models import Application, Regulation
from budgets.grants.queries import Capacity, capacities, regulations
from participation.initiatives.models import Initiative
from participation.signals.models import Signal
from participation.taskgroups.models import TaskGroup
from programmes.origins.models import ApplicationOrigin, ProjectOrigin
from programmes.projects.models import Project
from programmes.projects.queries import visible_to
from programmes.yearly.models import Entry


def project_from(initiative: Initiative, person) -> Project | None:
    """Return the project that an initiative became, as far as someone may know of it."""
    made = ProjectOrigin.objects.filter(initiative=initiative).values("project")
    return visible_to(person).filter(pk__in=made).first()


def project_of(group: TaskGroup, person) -> Project | None:
    """Return the project that a taakgroep works on, as far as someone may know of it."""
    tied = ProjectOrigin.objects.filter(group=group).values("project")
    return visible_to(person).filter(pk__in=tied).first()


def project_for(signal: Signal, person) -> Project | None:
    """Return the project that came of a signal, as far as someone may know of it."""
    tied = ProjectOrigin.objects.filter(signal=signal).values("project")
    return visible_to(person).filter(pk__in=tied).first()


def projects_to_tie(area: Area, person) -> QuerySet[Project]:
    """Return the projects of an area, or of what it lies in, that someone may tie something to."""
    here = visible_to(person).filter(area__in=[area.pk, *area.ancestor_ids])
    return here.only("public_id", "title").order_by("title")


def days_in_programme(signals: Iterable[int]) -> dict[int, date]:
    """Return for signals (by key) the day on which their project first stood in an adopted programme; two queries."""
    tied = dict(ProjectOrigin.objects.filter(signal__in=list(signals)).values_list("signal", "project"))
    stood = Entry.objects.filter(
        project__in=list(tied.values()), programme__adopted_at__isnull=False
    ).order_by()
    since = Min(Coalesce("added_at", "programme__adopted_at"))
    days = dict(stood.values_list("project").annotate(since=since))
    return {signal: timezone.localdate(days[project]) for signal, project in tied.items() if project in days}


def origins_of(project: Project) -> QuerySet[ProjectOrigin]:
    """Return the initiatives and signals that a project came from, and the groups that work on it."""
    return ProjectOrigin.objects.filter(project=project).select_related("initiative", "group", "signal")


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
