from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from areas.figures.catalogue import INDICATORS, Indicator
from areas.figures.models import Forecast
from areas.figures.queries import Series, forecasts_for, national_series, populations_of, series_for
from areas.organisations.models import Function, Organisation
from areas.organisations.queries import concerned_ids, organisations_for
from areas.organisations.queries import holding as holds_on
from areas.roles.models import RoleAssignment
from areas.roles.queries import areas_with_role, held_areas, holding
from areas.territory.models import Area
from areas.territory.queries import areas_on, root_area
from areas.themes.models import Theme
from programmes.analysis.calculations import Spread, mean_of, nearest, spread_of
from programmes.analysis.models import Analysis, Experience, Judgement, JudgementRequest, Outcome
from programmes.analysis.states import DRAFT, PROFESSIONALS, PUBLISHED, REMIND_AT
from wijkportaal.foundation.people.models import Person

INSIDERS = (
    "area_manager",
    "community_worker",
    "partner",
    "department",
    "board_member",
    "alderman",
    "administrator",
)
COMPARABLES = 3
# What is laid side by side in a table; counts would only tell that one area is larger than another.
COMPARED = ("g_hhgro", "p_1p_hh", "p_hh_m_k", "p_koopw", "p_wcorpw", "g_wozbag", "g_ink_pi", "bev_dich")


def visible_to(person) -> QuerySet[Analysis]:
    """Return the buurtanalyses that a person may know of: the published ones and those of their own areas."""
    public = Q(state=PUBLISHED)
    held = held_areas(person, *INSIDERS) if person.is_authenticated else []
    if not held:
        return Analysis.objects.filter(public)
    return Analysis.objects.filter(public | Q(area__in=held) | Q(area__ancestor_ids__overlap=held))


def editable_by(person) -> QuerySet[Analysis]:
    """Return the buurtanalyses of the areas in which someone works."""
    held = held_areas(person, *INSIDERS)
    if not held:
        return Analysis.objects.none()
    return Analysis.objects.filter(Q(area__in=held) | Q(area__ancestor_ids__overlap=held))


def areas_to_make_for(person) -> QuerySet[Area]:
    """Return the areas of which someone may make a buurtanalyse."""
    return areas_with_role(person, "area_manager", "administrator").exclude(kind="gemeente").order_by("name")


def analyses_here(area: Area) -> QuerySet[Analysis]:
    """Return the published buurtanalyses of an area and of what it took over, newest first."""
    areas = concerned_ids(area) - set(area.ancestor_ids)
    return (
        Analysis.objects.filter(area__in=areas, state=PUBLISHED)
        .select_related("area")
        .order_by("-year", "pk")
    )


def for_list(analyses: QuerySet[Analysis]) -> QuerySet[Analysis]:
    """Let a list of buurtanalyses read what its rows show in one query."""
    return (
        analyses.select_related("area")
        .annotate(judged=Count("judgements", distinct=True), experienced=Count("experiences", distinct=True))
        .order_by("-year", "area__name", "pk")
    )


@dataclass(frozen=True)
class Judged:
    """What professionals think of one theme, and how that lies on the scale."""

    theme: Theme
    judgements: list[Judgement]
    spread: Spread


def judged_themes(analysis: Analysis) -> list[Judged]:
    """Return the judgements by theme, in the order of the themes; one query."""
    by_theme: dict[Theme, list[Judgement]] = {}
    for judgement in analysis.judgements.select_related("theme", "organisation"):
        judgement.analysis = analysis
        by_theme.setdefault(judgement.theme, []).append(judgement)
    return [
        Judged(theme, found, spread_of(judgement.score for judgement in found))
        for theme, found in by_theme.items()
    ]


class Asked(NamedTuple):
    """Someone who can be asked for a judgement, and the organisation for which they would speak."""

    person: Person
    organisation: Organisation | None


def people_to_ask(analysis: Analysis, *, but=None) -> list[Asked]:
    """Return who may judge in an area and was not asked yet, by organisation and name; five queries."""
    concerned = concerned_ids(analysis.area)
    working = holding(RoleAssignment.objects.filter(role__in=PROFESSIONALS, area__in=concerned))
    people = (
        Person.objects.filter(is_active=True, pk__in=working.values("person_id"))
        .exclude(pk__in=analysis.requests.values("person_id"))
        .exclude(pk=but.pk if but else None)
        .order_by("full_name", "pk")
    )
    organisations = {each.pk: each for each in organisations_for(analysis.area)}
    speaks_for = dict(
        Function.objects.filter(
            holds_on(timezone.localdate()), organisation__in=organisations, person__isnull=False
        ).values_list("person_id", "organisation_id")
    )
    found = [Asked(person, organisations.get(speaks_for.get(person.pk))) for person in people]
    return sorted(found, key=lambda asked: (asked.organisation is None, str(asked.organisation or "")))


def requests_of(analysis: Analysis) -> list[JudgementRequest]:
    """Return who was asked for a judgement, each with `judged`: of how many themes they gave it. One query."""
    requests = with_answers(analysis.requests.all())
    for request in requests:
        request.analysis = analysis
    return list(requests)


def with_answers(requests: QuerySet[JudgementRequest]) -> QuerySet[JudgementRequest]:
    """Let requests carry `judged` and what a list or a letter shows of them."""
    given = (
        Judgement.objects.filter(analysis=OuterRef("analysis"), person=OuterRef("person"))
        .order_by()
        .values("analysis")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return requests.select_related("person", "organisation", "analysis__area").annotate(
        judged=Coalesce(Subquery(given), 0)
    )


def unanswered(requests: Iterable[JudgementRequest]) -> QuerySet[JudgementRequest]:
    """Return which of these requests wait for a first judgement, in a buurtanalyse that is still made."""
    keys = [request.pk for request in requests]
    waiting = with_answers(JudgementRequest.objects.filter(pk__in=keys))
    return waiting.filter(judged=0, analysis__state=DRAFT, person__is_active=True)


def waiting_for(person) -> QuerySet[JudgementRequest]:
    """Return what someone is still asked to judge."""
    asked = JudgementRequest.objects.filter(person=person.pk, analysis__state=DRAFT)
    return with_answers(asked).filter(judged=0).order_by("due_on", "pk")


def requests_to_remind(day: date) -> QuerySet[JudgementRequest]:
    """Return the requests of which the day to answer comes in a few days, or has just passed."""
    days = [day + timedelta(days=number) for number in REMIND_AT]
    return JudgementRequest.objects.filter(analysis__state=DRAFT, due_on__in=days)


def experiences_of(analysis: Analysis) -> list[Experience]:
    """Return what residents were heard to say; one query."""
    found = list(analysis.experiences.select_related("theme"))
    for experience in found:
        experience.analysis = analysis
    return found


def organisations_to_speak_for(area: Area) -> QuerySet[Organisation]:
    """Return the organisations for which someone may judge in an area."""
    keys = [organisation.pk for organisation in organisations_for(area)]
    return Organisation.objects.filter(pk__in=keys)


@dataclass(frozen=True)
class Compared:
    """One indicator of an area beside gemeente, country and comparable areas, in the last year that is known."""

    indicator: Indicator
    year: int
    own: Decimal | None
    whole: Decimal | None
    country: Decimal | None
    alike: Decimal | None


@dataclass(frozen=True)
class Comparison:
    """The figures of an area beside those of the gemeente, of the Netherlands and of comparable areas.

    Comparable are the areas of its kind with about as many people.
    """

    area: Area
    root: Area | None
    own: dict[str, Series]
    whole: dict[str, Series]
    country: dict[str, Series]
    alike: dict[Area, dict[str, Series]]
    forecasts: dict[str, dict[int, Forecast]]

    @property
    def rows(self) -> list[Compared]:
        return [
            self.row(INDICATORS[key])
            for key in COMPARED
            if self.own.get(key) and self.own[key].latest.value is not None
        ]

    def row(self, indicator: Indicator) -> Compared:
        latest = self.own[indicator.key].latest
        year = latest.year
        return Compared(
            indicator,
            year,
            latest.value,
            _value(self.whole, indicator.key, year),
            _value(self.country, indicator.key, year),
            mean_of(
                [_value(found, indicator.key, year) for found in self.alike.values()],
                [_value(found, indicator.weight, year) for found in self.alike.values()],
            ),
        )


def _value(found: dict[str, Series], key: str, year: int) -> Decimal | None:
    series = found.get(key)
    return series.value(year) if series else None


def comparison_of(area: Area, *, until: int) -> Comparison:
    """Read the figures of an area and of those beside it, up to a year; six queries."""
    root = root_area()
    others = list(areas_on(kind=area.kind).exclude(pk=area.pk).only("name", "slug"))
    people = {key: figure.value for key, figure in populations_of([area, *others]).items()}
    own = people.pop(area.pk, None)
    keys = nearest(own, people, number=COMPARABLES) if own else []
    alike = [other for other in others if other.pk in keys]
    found = series_for([area, *([root] if root else []), *alike], until=until)
    return Comparison(
        area=area,
        root=root if root and root.pk != area.pk else None,
        own=found.get(area.pk, {}),
        whole=found.get(root.pk, {}) if root and root.pk != area.pk else {},
        country=national_series(until=until),
        alike={other: found.get(other.pk, {}) for other in alike},
        forecasts=forecasts_for(area),
    )


def outcomes_of(area: Area, *, public_only: bool) -> QuerySet[Outcome]:
    """Return the outcomes of an area with their measurements; two queries."""
    outcomes = Outcome.objects.filter(area=area).select_related(
        "area", "theme", "goal__chapter__vision__area"
    )
    if public_only:
        outcomes = outcomes.filter(is_public=True)
    return outcomes.prefetch_related("measurements")
