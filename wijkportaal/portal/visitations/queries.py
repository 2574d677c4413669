from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from areas.roles.queries import areas_with_role, people_with_role, where_held
from areas.roles.states import ADMINISTRATOR, ALDERMAN, AREA_MANAGER, COMMUNITY_WORKER, COUNCILLOR, DEPARTMENT
from areas.territory.models import Area
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.charts.drawing import Chart, Series, line_chart
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.questions.queries.questions import Pointer, pointers_of
from wijkportaal.portal.visitations.calculations import Compared, by_theme, compare
from wijkportaal.portal.visitations.models import (
    Evidence,
    Questionnaire,
    Recommendation,
    Score,
    Statement,
    Visitation,
)
from wijkportaal.portal.visitations.states import DRAFT, IN_FORCE, PUBLIC, THEME_ICONS, THEMES, UNDONE

LEADERS = (AREA_MANAGER, ALDERMAN, ADMINISTRATOR)
PUBLISHERS = (ALDERMAN, ADMINISTRATOR)
INSIDERS = (*LEADERS, COMMUNITY_WORKER, COUNCILLOR)


def inside(person) -> Q:
    """The condition that someone works where a visitatie is held, or follows a recommendation of it up."""
    mine = Recommendation.objects.filter(responsible=person.pk).values("visitation")
    return where_held(person, *INSIDERS) | Q(pk__in=mine)


def for_list(visitations: QuerySet[Visitation]) -> QuerySet[Visitation]:
    """Let a list read its names and how many recommendations there are, in one query."""
    return visitations.select_related("area").annotate(
        advised=Count("recommendations"),
        undone=Count("recommendations", filter=Q(recommendations__state__in=UNDONE)),
    )


def for_workbench(person) -> QuerySet[Visitation]:
    """Return the visitaties of where someone works, newest first."""
    return for_list(Visitation.objects.filter(inside(person))).order_by("-year", "area__name", "pk")


def published() -> QuerySet[Visitation]:
    """Return the visitaties of which anyone may read the report, newest first."""
    return for_list(Visitation.objects.filter(state__in=PUBLIC)).order_by("-year", "area__name", "pk")


def areas_to_visit(person) -> QuerySet[Area]:
    """Return the areas for which someone may begin a visitatie, the gemeente first."""
    return areas_with_role(person, *LEADERS).order_by("ancestor_ids__len", "name")


def newest_questionnaire() -> Questionnaire | None:
    """Return the version that a new visitatie is held with."""
    return Questionnaire.objects.filter(state=IN_FORCE).order_by("-number").first()


def draft_questionnaire() -> Questionnaire | None:
    """Return the version that is being made, if there is one."""
    return Questionnaire.objects.filter(state=DRAFT).first()


def questionnaires() -> QuerySet[Questionnaire]:
    """Return every version, newest first, with how many statements it has and how many visitaties were held with it."""
    held = Visitation.objects.filter(questionnaire=OuterRef("pk")).order_by().values("questionnaire")
    return Questionnaire.objects.annotate(
        asked=Count("statements"),
        held=Coalesce(Subquery(held.annotate(number=Count("pk")).values("number")), 0),
    ).order_by("-number")


def people_to_ask(area: Area) -> QuerySet[Person]:
    """Return who can go about a recommendation for an area: who leads or works there."""
    found = Person.objects.none()
    for role in (*LEADERS, COMMUNITY_WORKER, DEPARTMENT):
        found |= people_with_role(area, role)
    return found.distinct().order_by("full_name", "pk")


def waiting_for(person) -> QuerySet[Recommendation]:
    """Return the recommendations that someone goes about and that are not done, what is due first on top."""
    return (
        Recommendation.objects.filter(responsible=person.pk, state__in=UNDONE, visitation__state__in=PUBLIC)
        .select_related("visitation__area")
        .order_by("due_on", "pk")
    )


@dataclass
class StatementRow:
    """A statement with its score and its evidence, as far as there is any."""

    statement: Statement
    score: Score | None
    evidence: list[Pointer] = field(default_factory=list)


@dataclass
class ThemeBlock:
    """One theme of a self-evaluation."""

    key: str
    rows: list[StatementRow]

    @property
    def label(self) -> str:
        return str(THEMES[self.key])

    @property
    def icon(self) -> str:
        return THEME_ICONS[self.key]

    @property
    def mean(self) -> float | None:
        return by_theme((self.key, row.score.value) for row in self.rows if row.score)[self.key]

    @property
    def scored(self) -> int:
        return sum(1 for row in self.rows if row.score)


def evaluation_of(visitation: Visitation, *, theme: str = "") -> list[ThemeBlock]:
    """Return the self-evaluation theme by theme, or one theme; a fixed number of queries."""
    statements = Statement.objects.filter(questionnaire=visitation.questionnaire_id)
    if theme:
        statements = statements.filter(theme=theme)
    scores = {score.statement_id: score for score in visitation.scores.all()}
    evidence: dict[int, list[Pointer]] = {}
    links: Iterable[Evidence] = visitation.evidence.filter(statement__in=statements)
    for pointer in pointers_of(links):
        evidence.setdefault(pointer.link.statement_id, []).append(pointer)
    blocks: dict[str, ThemeBlock] = {}
    for statement in statements:
        row = StatementRow(statement, scores.get(statement.pk), evidence.get(statement.pk, []))
        blocks.setdefault(statement.theme, ThemeBlock(statement.theme, [])).rows.append(row)
    return [blocks[key] for key in THEMES if key in blocks]


def recommendations_of(visitation: Visitation) -> QuerySet[Recommendation]:
    """Return the recommendations of a visitatie with who goes about each."""
    return visitation.recommendations.select_related("responsible", "visitation__area")


def with_report(visitations: QuerySet[Visitation]) -> QuerySet[Visitation]:
    """Let a visitatie carry all that its report shows; three queries more."""
    return visitations.select_related("area", "questionnaire").prefetch_related(
        "visitors", Prefetch("recommendations", Recommendation.objects.select_related("responsible"))
    )


def years_of(area: Area, *, until: int) -> Compared:
    """Compare the published visitaties of an area through the years, by the statements that all of them asked."""
    rows = Score.objects.filter(
        visitation__area=area, visitation__state__in=PUBLIC, visitation__year__lte=until
    ).order_by("visitation__year")
    return compare(rows.values_list("visitation__year", "statement__theme", "statement__code", "value"))


def chart_of(compared: Compared, area: Area) -> Chart | None:
    """Draw how the themes went through the years; None for one year."""
    if len(compared.years) < 2:
        return None
    return line_chart(
        caption=_("Gemiddelde score per thema in %(area)s, van 1 (nog niet) tot 4 (helemaal)")
        % {"area": area.name},
        labels=[str(year) for year in compared.years],
        series=[Series(str(THEMES[theme]), values) for theme, values in compared.means.items()],
        decimals=1,
        palette=palette_of(gemeente()),
    )
