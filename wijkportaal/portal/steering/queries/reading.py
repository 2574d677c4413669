"""What was worked out, as pages need it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from areas.roles.queries import areas_with_role
from areas.territory.models import Area
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import OPEN
from wijkportaal.portal.steering.calculations import Counted
from wijkportaal.portal.steering.models import (
    AreaGroup,
    Reckoning,
    SteeringDocument,
    SteeringFigure,
    SteeringPreference,
    Target,
)

# Who sees the figures of the areas in which they hold the role.
STEERERS = ("alderman", "administrator", "area_manager")
REFRESH_KEY = "steering.refresh"
FULL_WEEK = 8


def areas_to_steer(person) -> QuerySet[Area]:
    """Return the areas of which someone sees the figures, by name; the gemeente among them for who holds it."""
    return areas_with_role(person, *STEERERS).order_by("name", "pk")


@dataclass(frozen=True)
class Known:
    """Figures that were worked out, by figure, area and period."""

    figures: dict[tuple[str, int, str], Counted] = field(default_factory=dict)

    def of(self, key: str, area: int, period: int | str) -> Counted | None:
        return self.figures.get((key, area, str(period)))

    def value(self, key: str, area: int, period: int | str) -> Decimal | None:
        """Return a value; None when it is unknown or may not be told."""
        found = self.of(key, area, period)
        return found.value if found else None


def known_figures(
    keys: Iterable[str], periods: Iterable[int | str], areas: Iterable[int] | None = None
) -> Known:
    """Return figures of some periods, of these areas or of all; one query."""
    rows = SteeringFigure.objects.filter(figure__in=list(keys), period__in=[str(each) for each in periods])
    if areas is not None:
        rows = rows.filter(area__in=list(areas))
    columns = rows.order_by().values_list("figure", "area_id", "period", "value", "low", "high", "number")
    return Known({(key, area, period): Counted(*told) for key, area, period, *told in columns})


@dataclass(frozen=True)
class Standing:
    """How fresh the figures are: the years there are, when they were worked out, and the job that does it now."""

    years: list[int]
    as_of: datetime | None
    job: Job | None

    @property
    def is_missing(self) -> bool:
        """Whether nothing was ever worked out."""
        return self.as_of is None


def standing() -> Standing:
    """Return how fresh the figures are; two queries."""
    periods = dict(Reckoning.objects.order_by().values_list("period", "as_of"))
    years = sorted((int(each) for each in periods if each.isdecimal()), reverse=True)
    job = Job.objects.filter(key=REFRESH_KEY, state__in=OPEN).first()
    return Standing(years, periods[str(years[0])] if years else None, job)


def weeks_known() -> list[str]:
    """Return the weeks at whose beginning the figures were kept, newest first."""
    weeks = Reckoning.objects.filter(period__contains="-W").order_by("-period")
    return list(weeks.values_list("period", flat=True))


@dataclass(frozen=True)
class Targets:
    """Targets by figure, year and area; what is set for all areas holds where nothing else is."""

    values: dict[tuple[str, int, int | None], Decimal]

    def of(self, key: str, area: int | None, year: int) -> Decimal | None:
        return self.values.get((key, year, area), self.values.get((key, year, None)))


def targets(years: Iterable[int]) -> Targets:
    """Return the targets of some years; one query."""
    rows = Target.objects.filter(year__in=list(years)).order_by()
    return Targets(
        {
            (key, year, area): value
            for key, year, area, value in rows.values_list("figure", "year", "area_id", "value")
        }
    )


def all_targets() -> QuerySet[Target]:
    """Return every target that somebody set, those for everyone first."""
    return Target.objects.select_related("area", "set_by").order_by("figure", "-year", "area__name", "pk")


def groups() -> list[AreaGroup]:
    """Return the groups of areas by name, each with its areas; two queries."""
    return list(AreaGroup.objects.prefetch_related("areas"))


def preference_of(person) -> SteeringPreference:
    """Return what someone wants to see; one that is not saved when they chose nothing."""
    return SteeringPreference.objects.filter(person=person.pk).first() or SteeringPreference(person=person)


def document_key(person, board: str) -> str:
    """Return the key of the job that makes someone's PDF of a board."""
    return f"steering.document:{person.pk}:{board}"


@dataclass(frozen=True)
class Paper:
    """The PDF of a board that someone asked for: the job that makes it, or the document that was made last."""

    job: Job | None
    document: SteeringDocument | None


def paper_of(person, board: str) -> Paper:
    """Return how far someone's PDF of a board is; two queries."""
    job = Job.objects.filter(key=document_key(person, board), state__in=OPEN).first()
    return Paper(job, SteeringDocument.objects.filter(person=person.pk, board=board).first())


def readers_of_the_mail() -> QuerySet[SteeringPreference]:
    """Return who wants the weekly mail and can still sign in."""
    return SteeringPreference.objects.filter(weekly_mail=True, person__is_active=True).select_related(
        "person"
    )
