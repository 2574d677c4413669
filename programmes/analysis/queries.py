from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from areas.figures.catalogue import INDICATORS, Indicator
from areas.figures.models import Forecast
from areas.figures.queries import Series, forecasts_for, national_series, populations_of, series_for
from areas.organisations.models import Organisation
from areas.organisations.queries import concerned_ids, organisations_for
from areas.roles.queries import areas_with_role, held_areas
from areas.territory.models import Area
from areas.territory.queries import areas_on, root_area
from areas.themes.models import Theme
from programmes.analysis.calculations import Spread, mean_of, nearest, spread_of
from programmes.analysis.models import Analysis, Experience, Judgement, Outcome
from programmes.analysis.states import PUBLISHED

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
