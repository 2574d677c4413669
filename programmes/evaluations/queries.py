from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet
from django.utils.text import Truncator

from areas.organisations.queries import concerned_ids
from areas.roles.queries import areas_with_role, held_areas
from areas.territory.models import Area
from programmes.evaluations.calculations import Balance, balance_of, told_by, words_of
from programmes.evaluations.models import Evaluation, Lesson, ProjectMeasure, Question, Reuse
from programmes.evaluations.states import PUBLISHED
from programmes.projects.models import Project
from programmes.visions.models import Goal
from programmes.visions.states import PUBLIC
from programmes.yearly.models import Entry, Programme
from programmes.yearly.queries import programmes_here
from programmes.yearly.states import DRAFT
from programmes.yearly.states import PUBLISHED as PROGRAMME_PUBLISHED

# Who works in an area reads an evaluation before it is public.
INSIDERS = ("area_manager", "community_worker", "department", "partner", "alderman", "administrator")


def visible_to(person) -> QuerySet[Evaluation]:
    """Return the evaluations that a person may know of: the public ones and those where they work."""
    public = Q(state=PUBLISHED)
    held = held_areas(person, *INSIDERS) if person.is_authenticated else []
    if not held:
        return Evaluation.objects.filter(public)
    return Evaluation.objects.filter(public | Q(area__in=held) | Q(area__ancestor_ids__overlap=held))


def with_subject(evaluations: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Let evaluations carry what they are about, in the same query."""
    return evaluations.select_related(
        "area", "project__theme", "project__area", "goal__chapter__theme", "goal__chapter__vision__area"
    )


def public_of(area: Area, year: int) -> QuerySet[Evaluation]:
    """Return the public evaluations of a year in an area, what lies in it and what it took over."""
    own = concerned_ids(area) - set(area.ancestor_ids)
    here = Q(area__in=own) | Q(area__ancestor_ids__contains=[area.pk])
    return with_subject(Evaluation.objects.filter(here, year=year, state=PUBLISHED)).prefetch_related(
        "lessons"
    )


@dataclass(frozen=True)
class YearSummary:
    """What a year brought in an area, for its own page, the next look-back, the brochure and the buurtanalyse."""

    area: Area
    year: int
    projects: list[Evaluation]
    goals: list[Evaluation]
    balance: Balance

    @property
    def lessons(self) -> list[Lesson]:
        return [lesson for each in [*self.projects, *self.goals] for lesson in each.lessons.all()]

    @property
    def by_project(self) -> dict[int, Evaluation]:
        return {each.project_id: each for each in self.projects}

    def __bool__(self) -> bool:
        return bool(self.projects or self.goals)


def summary_of(area: Area, year: int) -> YearSummary:
    """Return what the public evaluations of a year come to; falsy when there are none. Three queries."""
    found = list(public_of(area, year))
    projects = sorted((each for each in found if each.project_id), key=lambda each: each.title)
    goals = sorted((each for each in found if each.goal_id), key=lambda each: each.title)
    return YearSummary(area, year, projects, goals, balance_of(projects))


def results_by_project(area: Area, year: int) -> dict[int, str]:
    """Return by project id what the public evaluations of a year say that it brought, in short. One query."""
    told = (
        public_of(area, year)
        .select_related(None)
        .prefetch_related(None)
        .exclude(project=None)
        .only("project_id", "better_off", "how_well", "how_much")
    )
    return {each.project_id: Truncator(each.brought).chars(180) for each in told if each.brought}


def last_evaluated_year(area: Area, *, until: int | None = None) -> int | None:
    """Return the newest year (up to and including one) of which an area has public evaluations."""
    own = concerned_ids(area) - set(area.ancestor_ids)
    found = Evaluation.objects.filter(area__in=own, state=PUBLISHED)
    return (
        (found.filter(year__lte=until) if until else found)
        .order_by("-year")
        .values_list("year", flat=True)
        .first()
    )


def evaluations_of(project: Project) -> QuerySet[Evaluation]:
    """Return the public evaluations of a project, newest first, with their lessons."""
    return (
        Evaluation.objects.filter(project=project, state=PUBLISHED)
        .prefetch_related("lessons")
        .order_by("-year")
    )


def example_of(project: Project) -> Reuse | None:
    """Return the evaluated project after which this one was made, with its lessons."""
    return (
        Reuse.objects.filter(project=project)
        .select_related("evaluation__project", "evaluation__area")
        .prefetch_related("evaluation__lessons")
        .first()
    )


def lessons_about(words: str) -> QuerySet[Lesson]:
    """Return the lessons of public evaluations with all the words, the best first; all, newest first, without words.

    Each word counts as a Dutch stem and as the beginning of a word as it is written.
    """
    lessons = Lesson.objects.filter(evaluation__state=PUBLISHED).select_related(
        "evaluation__area", "evaluation__project__theme", "evaluation__goal__chapter__theme"
    )
    terms = words_of(words)
    if not terms:
        return lessons.order_by("-evaluation__year", "-pk")
    query = _term(terms[0])
    for term in terms[1:]:
        query &= _term(term)
    return (
        lessons.filter(words=query)
        .annotate(rank=SearchRank(F("words"), query))
        .order_by("-rank", "-evaluation__year", "-pk")
    )


def _term(word: str) -> SearchQuery:
    stem = SearchQuery(f"{word}:*", search_type="raw", config="dutch")
    return stem | SearchQuery(f"{word}:*", search_type="raw", config="simple")


@dataclass(frozen=True)
class ToEvaluate:
    """A line of the workbench: what the programme of a year promised, with its evaluation if there is one."""

    title: str
    project: Project | None
    goal: Goal | None
    evaluation: Evaluation | None


def programmes_to_evaluate(person) -> QuerySet[Programme]:
    """Return the published programmes of where someone works, newest first."""
    held = held_areas(person, *INSIDERS)
    return (
        Programme.objects.filter(state=PROGRAMME_PUBLISHED)
        .filter(Q(area__in=held) | Q(area__ancestor_ids__overlap=held))
        .select_related("area")
        .order_by("-year", "area__name", "pk")
    )


def to_evaluate(programme: Programme) -> list[ToEvaluate]:
    """Return the projects of a programme and the goals of its area's visie, with their evaluations; three queries."""
    entries = (
        programme.entries.standing().select_related("project__theme", "project__area").order_by("number")
    )
    goals = goals_in_force(programme.area)
    known = Evaluation.objects.filter(year=programme.year).filter(
        Q(project__in=programme.entries.values("project")) | Q(goal__in=goals.values("pk"))
    )
    found = {(each.project_id, each.goal_id): each for each in known}
    return [
        *(ToEvaluate(e.title, e.project, None, found.get((e.project_id, None))) for e in entries),
        *(ToEvaluate(goal.title, None, goal, found.get((None, goal.pk))) for goal in goals),
    ]


def goals_in_force(area: Area) -> QuerySet[Goal]:
    """Return the goals of the public visies of an area."""
    return Goal.objects.filter(chapter__vision__area=area, chapter__vision__state__in=PUBLIC).select_related(
        "chapter__theme", "chapter__vision__area"
    )


def entry_of(project: Project, year: int) -> Entry | None:
    """Return a project as the programme of a year had it: what was agreed then."""
    return (
        Entry.objects.filter(project=project, programme__year=year, programme__state=PROGRAMME_PUBLISHED)
        .select_related("project")
        .first()
    )


def areas_to_take_over_in(person) -> QuerySet[Area]:
    """Return the areas into which someone may take a recipe over."""
    return areas_with_role(person, "area_manager", "administrator").exclude(kind="gemeente").order_by("name")


def drafts_of(areas: Iterable[Area]) -> QuerySet[Programme]:
    """Return the programmes of these areas that are still being made."""
    return (
        Programme.objects.filter(area__in=areas, state=DRAFT)
        .select_related("area")
        .order_by("-year", "area__name")
    )


def years_evaluated(area: Area) -> Sequence[int]:
    """Return the years of which an area has a programme, newest first, to go from one evaluation to the next."""
    return list(programmes_here(area).order_by("-year").values_list("year", flat=True).distinct())


def measures_of(project: Project) -> list[tuple[Question, list[ProjectMeasure]]]:
    """Return what a project is measured by, per question; a question without any is left out. One query."""
    found: dict[str, list[ProjectMeasure]] = {}
    for measure in ProjectMeasure.objects.filter(project=project):
        found.setdefault(measure.question, []).append(measure)
    return [(question, found[question.value]) for question in Question if question.value in found]


def answers_of(project: Project) -> dict[str, str]:
    """Return what the measures of a project answer to the three questions, as far as they came to something."""
    return {
        question.value: told
        for question, measures in measures_of(project)
        if (told := told_by((each.what, each.aimed, each.result) for each in measures))
    }


def open_answers(evaluation: Evaluation) -> dict[str, str]:
    """Return the answers that the measures of the project give and the evaluation does not yet."""
    if evaluation.project_id is None:
        return {}
    found = answers_of(evaluation.project)
    return {name: told for name, told in found.items() if not getattr(evaluation, name).strip()}
