from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.organisations.queries import concerned_ids
from areas.roles.queries import areas_with_role, held_areas
from areas.territory.models import Area
from participation.signals.models import Signal
from programmes.approaches.models import Approach, Mandate, Question
from programmes.approaches.states import DRAFT, LARGE_PLAN
from programmes.projects.models import Project
from programmes.projects.queries import for_list
from programmes.projects.states import DONE, IDEA, PLANNED

# Who works in an area reads the analyses of its questions: they say who has influence, so the public does not.
INSIDERS = (
    "area_manager",
    "community_worker",
    "department",
    "alderman",
    "administrator",
)


def visible_to(person) -> QuerySet[Question]:
    """Return the compound questions of the areas where someone works."""
    held = held_areas(person, *INSIDERS) if person.is_authenticated else []
    if not held:
        return Question.objects.none()
    here = Q(area__in=held) | Q(area__ancestor_ids__overlap=held)
    return Question.objects.filter(here).select_related("area", "project", "signal")


def question_of(signal: Signal) -> Question | None:
    """Return the compound question that a signal is, or None."""
    return Question.objects.filter(signal=signal).first()


def areas_to_ask_in(person) -> QuerySet[Area]:
    """Return the areas in which someone may write a compound question down."""
    return areas_with_role(person, "area_manager", "administrator").order_by("name")


def projects_to_ask_about(area: Area, *, kept: int | None = None) -> QuerySet[Project]:
    """Return the projects of an area that have not begun and no analysis yet, and the one chosen before."""
    taken = Question.objects.filter(project__isnull=False).values("project")
    ahead = Q(area=area, state__in=(IDEA, PLANNED)) & ~Q(pk__in=taken)
    return Project.objects.filter(ahead | Q(pk=kept)).order_by("title")


def mandates_in(area: Area, *, on: date | None = None) -> QuerySet[Mandate]:
    """Return who may decide what in an area on a day (today): its own mandates and those from above."""
    day = on or timezone.localdate()
    holding = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
    return (
        Mandate.objects.filter(holding, area__in=concerned_ids(area, on=day))
        .select_related("area")
        .order_by("what", "up_to", "pk")
    )


def all_mandates() -> QuerySet[Mandate]:
    """Return all mandates, old and new, by area."""
    return Mandate.objects.select_related("area").order_by("area__name", "what", "up_to", "pk")


def approaches_visible_to(person) -> QuerySet[Approach]:
    """Return the special approaches that someone may read: those that have begun, for the beheerder all."""
    approaches = Approach.objects.select_related("lead").prefetch_related("areas")
    if person.has_perm("approaches.edit_approach"):
        return approaches
    return approaches.exclude(state=DRAFT)


def approaches_in(area: Area) -> list[Approach]:
    """Return the special approaches that have begun in an area, or in what it lies in or took over."""
    found = Approach.objects.exclude(state=DRAFT).filter(areas__in=concerned_ids(area))
    return list(found.distinct())


@dataclass(frozen=True)
class Progress:
    """How far the projects of an approach are."""

    projects: list[Project]
    done: int
    cost: Decimal

    @property
    def total(self) -> int:
        return len(self.projects)


def progress_of(approach: Approach, person) -> Progress:
    """Return the projects of an approach that someone may know of, with how many are done; one query."""
    projects = for_list(approach.projects.all())
    if not person.has_perm("approaches.edit_approach"):
        projects = projects.filter(published_at__isnull=False)
    found = list(projects.order_by("area__name", "title"))
    return Progress(
        found,
        sum(project.state == DONE for project in found),
        sum((project.cost_total or Decimal(0) for project in found), Decimal(0)),
    )


def question_about(project: Project) -> Question | None:
    """Return the analysis of a project, if there is one."""
    return Question.objects.filter(project=project).first()


def lacks_agreement(project: Project, question: Question | None) -> str:
    """Say that a project should not begin yet: its roles are not agreed, or it is large and nobody asked."""
    if project.state not in {IDEA, PLANNED}:
        return ""
    if question is not None:
        if question.is_agreed:
            return ""
        return _("De rollen zijn nog niet afgesproken. Doe dat voordat het project begint.")
    if (project.cost_total or 0) >= LARGE_PLAN:
        return _("Dit is een groot plan. Spreek eerst af wie wat doet, en maak een krachtenveldanalyse.")
    return ""
