from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from statistics import median

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.figures.models import Figure
from areas.figures.queries import Series, populations_of, series_for
from areas.roles.queries import areas_with_role
from areas.territory.models import Area
from areas.territory.queries import areas_on
from budgets.flows.calculations import Amount, per_inhabitant, summed
from budgets.flows.models import FlowGoal, FlowSheet, FlowSource, FlowYear, JointFlow, MoneyFlow, PartnerCall
from budgets.flows.rules import EDITORS
from budgets.flows.states import BOOKED, CERTAINTIES, GEMEENTE, PUBLISHED
from budgets.ledger.models import Line
from budgets.ledger.states import ADVANCE, BUDGET, FIRST_TASK_FIELD, PROMISED, RESERVE, SPENT

# What is on these accounts of an area and a year came to the area, whatever became of it there.
COUNTED = (BUDGET, PROMISED, ADVANCE, SPENT, RESERVE)
ALIKE = 3


def within(area: Area, path: str = "area") -> Q:
    """Choose an area and all that lies in it."""
    return Q(**{path: area}) | Q(**{f"{path}__ancestor_ids__contains": [area.pk]})


def areas_to_edit(person) -> QuerySet[Area]:
    """Return the areas of which someone keeps the money flows."""
    return areas_with_role(person, *EDITORS)


def flows_to_edit(person) -> QuerySet[MoneyFlow]:
    """Return the amounts that someone keeps, with all that a list shows; one query."""
    return MoneyFlow.objects.filter(area__in=areas_to_edit(person)).select_related("area", "source", "goal")


def joint_flows_to_edit(person) -> QuerySet[JointFlow]:
    """Return the joint flows that someone keeps."""
    return JointFlow.objects.filter(area__in=areas_to_edit(person)).select_related("area", "goal")


def calls_to_edit(person) -> QuerySet[PartnerCall]:
    """Return the calls for partners that someone keeps."""
    return PartnerCall.objects.filter(area__in=areas_to_edit(person)).select_related("area", "goal")


def sheets() -> QuerySet[FlowSheet]:
    """Return the sheets that were uploaded, newest first, without their plans."""
    return FlowSheet.objects.defer("plan").select_related("mapping", "uploaded_by")


def amounts(*, area: Area | None = None, year: int | None = None) -> list[Amount]:
    """Return what the ledger booked and what people wrote down; three queries.

    With an area all that goes into it and what lies in it, under its name; else each under its own.
    """
    lines = Line.objects.filter(
        account__kind__in=COUNTED, account__area__isnull=False, account__year__isnull=False
    )
    flows = MoneyFlow.objects.select_related("area", "source", "goal").order_by("pk")
    if area:
        lines, flows = lines.filter(within(area, "account__area")), flows.filter(within(area))
    if year:
        lines, flows = lines.filter(account__year=year), flows.filter(year=year)
    found = [*_booked(lines), *(_written(flow) for flow in flows)]
    return [replace(each, area=area.name) for each in found] if area else found


def _booked(lines: QuerySet[Line]) -> list[Amount]:
    goals = dict(FlowGoal.objects.filter(purposes__isnull=False).values_list("purposes", "name"))
    rows = (
        lines.order_by()
        .values(
            "account__area__name",
            "account__year",
            "account__purpose",
            "account__purpose__name",
            "account__purpose__task_field",
        )
        .annotate(total=Sum("amount"))
        .order_by("account__year", "account__area__name", "account__purpose")
    )
    return [
        Amount(
            area=row["account__area__name"],
            year=row["account__year"],
            source=of_gemeente(row["account__purpose__task_field"] or FIRST_TASK_FIELD),
            goal=goals.get(row["account__purpose"]) or row["account__purpose__name"] or _("Zonder doel"),
            certainty=BOOKED,
            amount=row["total"],
            description=row["account__purpose__name"] or "",
            evidence=_("grootboek van het portaal"),
        )
        for row in rows
        if row["total"] > 0
    ]


def _written(flow: MoneyFlow) -> Amount:
    return Amount(
        area=flow.area.name,
        year=flow.year,
        source=flow.source.name,
        goal=flow.goal.name,
        certainty=flow.certainty,
        amount=flow.amount,
        description=flow.description,
        evidence=flow.evidence,
    )


def is_in_the_ledger(area: Area, year: int, source: FlowSource) -> bool:
    """Whether booked money of this taakveld for this area comes in by itself already."""
    if source.kind != GEMEENTE:
        return False
    field = Q(account__purpose__task_field=source.task_field)
    if source.task_field == FIRST_TASK_FIELD:
        field |= Q(account__purpose=None)
    return Line.objects.filter(
        field, account__area=area, account__year=year, account__kind__in=COUNTED
    ).exists()


def public_years() -> list[int]:
    """Return the years that anyone may see, newest first."""
    return list(FlowYear.objects.filter(state=PUBLISHED).order_by("-year").values_list("year", flat=True))


def years_with_amounts() -> list[int]:
    """Return the years of which anything is known, newest first."""
    written = set(MoneyFlow.objects.values_list("year", flat=True).distinct())
    booked = Line.objects.filter(account__kind__in=COUNTED, account__year__isnull=False)
    return sorted(written | set(booked.values_list("account__year", flat=True).distinct()), reverse=True)


def years_for(person) -> list[int]:
    """Return the years of which this person may see the amounts."""
    return years_with_amounts() if person.has_perm("flows.see_workbench") else public_years()


@dataclass(frozen=True)
class Place:
    """One area in a comparison: all that went into it in a year, in euros."""

    area: Area
    total: Decimal
    inhabitants: Figure | None
    by_certainty: dict[str, Decimal] = field(default_factory=dict)

    @property
    def each(self) -> Decimal | None:
        """Euros per inhabitant, or None when nobody knows how many there are."""
        return per_inhabitant(self.total, self.inhabitants.value if self.inhabitants else None)


def places(year: int, *, kinds: Iterable[str] = ("wijk", "dorp")) -> list[Place]:
    """Return what went into each wijk and dorp, with all that lies in it; five queries."""
    areas = list(areas_on().filter(kind__in=list(kinds)).order_by("name"))
    own = amounts(year=year)
    holders = dict(areas_on().values_list("name", "ancestor_ids"))
    by_key = {area.pk: area for area in areas}
    totals: dict[int, list[Amount]] = {}
    names = {area.name: area.pk for area in areas}
    for each in own:
        for key in {names.get(each.area), *holders.get(each.area, ())} & by_key.keys():
            totals.setdefault(key, []).append(each)
    people = populations_of(areas)
    return [
        Place(
            area,
            sum((each.amount for each in totals.get(area.pk, ())), Decimal(0)),
            people.get(area.pk),
            {key: total for (key,), total in summed(totals.get(area.pk, ()), "certainty").items()},
        )
        for area in areas
    ]


@dataclass(frozen=True)
class Beside:
    """Euros per inhabitant of an area beside the gemeente and comparable areas; None is unknown."""

    own: Decimal | None
    whole: Decimal | None
    alike: Decimal | None
    names: list[str]


def beside(area: Area, year: int) -> Beside:
    """Compare an area with all of its kind, and with those with about as many people."""
    found = places(year, kinds=[area.kind] if not area.is_root else ("wijk", "dorp"))
    own = next((place for place in found if place.area == area), None)
    known = [place for place in found if place.each is not None]
    people = sum((place.inhabitants.value for place in known), Decimal(0))
    whole = per_inhabitant(sum((place.total for place in known), Decimal(0)), people)
    if own is None or own.each is None:
        return Beside(own.each if own else None, whole, None, [])
    others = sorted(
        (place for place in known if place.area != area),
        key=lambda place: abs(place.inhabitants.value - own.inhabitants.value),
    )[:ALIKE]
    return Beside(
        own.each,
        whole,
        median(place.each for place in others) if others else None,
        [place.area.name for place in others],
    )


@dataclass(frozen=True)
class Joint:
    """A joint flow with what each source gives in a year."""

    flow: JointFlow
    parts: list[tuple[str, Decimal]]

    @property
    def total(self) -> Decimal:
        return sum((amount for _name, amount in self.parts), Decimal(0))


def joint_in(area: Area, year: int, found: list[Amount]) -> list[Joint]:
    """Return the joint flows of an area in a year, with the money of each who takes part; two queries."""
    flows = JointFlow.objects.filter(within(area)).select_related("goal").prefetch_related("sources")
    by_source = summed(found, "goal", "source")
    joint = []
    for flow in flows:
        if not flow.holds_in(year):
            continue
        parts = [
            (
                source.name,
                sum(
                    (by_source.get((flow.goal.name, name), Decimal(0)) for name in _names(source)), Decimal(0)
                ),
            )
            for source in flow.sources.all()
        ]
        joint.append(Joint(flow, parts))
    return joint


def _names(source: FlowSource) -> set[str]:
    """Return what amounts of a source are called: what the ledger booked stands under its taakveld."""
    return {source.name, of_gemeente(source.task_field)} if source.kind == GEMEENTE else {source.name}


def of_gemeente(task_field: str) -> str:
    """Return what booked money of a taakveld is called."""
    return _("Gemeente, %(field)s") % {"field": task_field}


def calls_in(area: Area) -> list[PartnerCall]:
    """Return the calls of an area that can still be answered, and what was found in the last year."""
    today = timezone.localdate()
    recent = Q(closes_on__gte=today) | Q(closes_on__year__gte=today.year - 1) & ~Q(found="")
    return list(PartnerCall.objects.filter(within(area)).filter(recent).select_related("goal"))


@dataclass(frozen=True)
class Yield:
    """What a goal got through the years, beside the figures that tell whether it helps."""

    goal: FlowGoal
    years: list[int]
    money: list[Decimal]
    figures: list[Series]


def yields_of(area: Area, years: Iterable[int]) -> list[Yield]:
    """Return the goals of an area that have figures chosen, with money and figures by year; five queries."""
    years = sorted(years)
    found = summed(amounts(area=area), "goal", "year")
    series = series_for([area]).get(area.pk, {})
    told = []
    for goal in FlowGoal.objects.exclude(indicators=[]):
        money = [found.get((goal.name, year), Decimal(0)) for year in years]
        figures = [series[key] for key in goal.indicators if key in series]
        if any(money) and figures:
            told.append(Yield(goal, years, money, figures))
    return told


def certainty_words() -> list[tuple[str, str]]:
    """Return how sure amounts can be, with the word for it, from the surest."""
    return [(key, str(words)) for key, words in CERTAINTIES.items()]


def totals_everywhere() -> dict[tuple[int, int], Decimal]:
    """Return what went into every area itself, by area and year (euros), as `amounts` counts it; two queries."""
    lines = Line.objects.filter(
        account__kind__in=COUNTED, account__area__isnull=False, account__year__isnull=False
    )
    booked = lines.order_by().values_list("account__area", "account__year", "account__purpose")
    written = MoneyFlow.objects.order_by().values_list("area", "year").annotate(total=Sum("amount"))
    found: dict[tuple[int, int], Decimal] = {(area, year): total for area, year, total in written}
    for area, year, _purpose, total in booked.annotate(total=Sum("amount")):
        if total > 0:
            found[area, year] = found.get((area, year), Decimal(0)) + total
    return found
