"""What if: a scheme changed or beside another, who wins and loses, and what the edges of its bands do."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import count

from django.utils.translation import gettext as _

from budgets.staffels.calculations.bands import Bands
from budgets.staffels.calculations.parts import ByKind, Part, specs_of
from budgets.staffels.calculations.scheme import Outcome, Result, Scheme, calculate
from budgets.staffels.calculations.steps import LESS, MORE, Change, Index
from budgets.staffels.calculations.subjects import INHABITANTS, MEASURES, Count, Subject
from budgets.staffels.calculations.wording import to_cents, whole
from wijkportaal.foundation.money.calculations import euros

SAMPLES = 60
NEAR_SHARE, NEAR_LEAST, NEAR_SHOWN = 20, 25, 5


# --- Comparing -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """What the same areas get before and after; None is unknown."""

    name: str
    before: Decimal | None
    after: Decimal | None
    inhabitants: int | None
    outcomes: tuple[Outcome, ...]

    @property
    def change(self) -> Decimal | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def per_inhabitant(self) -> Decimal | None:
        """Euros per inhabitant after the change."""
        if self.after is None or not self.inhabitants:
            return None
        return to_cents(self.after / self.inhabitants)


@dataclass(frozen=True)
class Comparison:
    """Two results of the same areas beside each other, the largest loss first."""

    before: Result
    after: Result
    rows: tuple[Difference, ...]

    @property
    def change(self) -> Decimal:
        return self.after.total - self.before.total

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many win, lose, keep the same, or are unknown."""
        found = Counter(
            "unknown"
            if row.change is None
            else "more"
            if row.change > 0
            else "less"
            if row.change < 0
            else "same"
            for row in self.rows
        )
        return {key: found[key] for key in ("more", "less", "same", "unknown")}


def compare(before: Result, after: Result) -> Comparison:
    """Set two results side by side; areas that one of them takes together are compared together."""
    fresh = count()
    group: dict[str, int] = {}
    units: dict[int, tuple[list[Outcome], list[Outcome]]] = {}
    for side, result in enumerate((before, after)):
        for outcome in result.outcomes:
            members = [member.key for member in outcome.unit.members]
            known = sorted({group[key] for key in members if key in group})
            place = known[0] if known else next(fresh)
            units.setdefault(place, ([], []))
            for other in known[1:]:
                for kept, moved in zip(units[place], units.pop(other), strict=True):
                    kept.extend(moved)
                group.update({key: place for key, value in group.items() if value == other})
            group.update(dict.fromkeys(members, place))
            units[place][side].append(outcome)
    rows = [_difference(*sides) for sides in units.values()]
    rows.sort(key=lambda row: (row.change is None, row.change or Decimal(0), row.name))
    return Comparison(before, after, tuple(rows))


def _difference(before: list[Outcome], after: list[Outcome]) -> Difference:
    widest = min((side for side in (after, before) if side), key=len)
    counted = [outcome.inhabitants for outcome in (after or before)]
    return Difference(
        ", ".join(outcome.name for outcome in widest),
        _sum(before),
        _sum(after),
        None if None in counted else sum(counted),
        tuple(after),
    )


def _sum(outcomes: Sequence[Outcome]) -> Decimal | None:
    amounts = [outcome.amount for outcome in outcomes]
    return None if None in amounts else sum(amounts, Decimal(0))


# --- Changing ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Knob:
    """One number of a scheme that the simulator can turn."""

    key: str
    part: str
    label: str
    value: Decimal


def knobs(scheme: Scheme) -> list[Knob]:
    """Return every amount and percentage of a scheme, in order."""
    return [
        Knob(f"{place}-{key}", f"{place + 1}. {part.title}", label, value)
        for place, part in enumerate(scheme.parts)
        for key, label, value in _numbers(part)
        if value is not None
    ]


def _numbers(part: Part) -> Iterable[tuple[str, str, Decimal | None]]:
    for name, spec in specs_of(part).items():
        value = getattr(part, name)
        if spec.kind in {"money", "percent"}:
            yield name, str(spec.label), value
        elif spec.kind == "bands":
            for number, band in enumerate(value):
                yield f"{name}-{number}", band.words(part.measure), band.amount
        elif spec.kind in {"kinds", "years"}:
            for key, amount in value.items():
                yield f"{name}-{key}", str(key), amount


def turned(scheme: Scheme, values: Mapping[str, Decimal]) -> Scheme:
    """Return the scheme with other numbers, by the keys of its knobs; unknown keys are left alone."""
    parts = list(scheme.parts)
    known = {knob.key for knob in knobs(scheme)}
    for key, value in values.items():
        if key in known:
            place, _sign, name = key.partition("-")
            parts[int(place)] = _with(parts[int(place)], name, value)
    return replace(scheme, parts=tuple(parts))


def _with(part: Part, key: str, value: Decimal) -> Part:
    name, _sign, place = key.partition("-")
    held = getattr(part, name)
    if isinstance(part, Bands) and name == "bands":
        bands = list(held)
        bands[int(place)] = replace(bands[int(place)], amount=value)
        return replace(part, bands=tuple(bands))
    if isinstance(part, ByKind | Index):
        keyed = int(place) if isinstance(part, Index) else place
        return replace(part, **{name: {**held, keyed: value}})
    return replace(part, **{name: value})


def changed_by_percent(scheme: Scheme, percent: Decimal, *, year: int, total: Decimal) -> Scheme:
    """Return the scheme with so many percent more for all (an indexation), or less (a cut of the total)."""
    if percent > 0:
        return replace(scheme, parts=(*scheme.parts, Index(rates={year: percent})))
    return changed_by_amount(scheme, to_cents(total * percent / 100))


def changed_by_amount(scheme: Scheme, amount: Decimal) -> Scheme:
    """Return the scheme with an amount more (or, negative, less) for all together."""
    if not amount:
        return scheme
    change = Change(amount=abs(amount), direction=MORE if amount > 0 else LESS)
    return replace(scheme, parts=(*scheme.parts, change))


# --- The curve and its edges ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edge:
    """A number at which the amount jumps, with the areas that are near it."""

    measure: str
    at: int
    before: Decimal
    after: Decimal
    near: tuple[str, ...] = field(default=())

    @property
    def is_cliff(self) -> bool:
        """Whether one more gives less."""
        return self.after < self.before

    def words(self) -> str:
        named = {
            "at": whole(self.at),
            "under": whole(self.at - 1),
            "measure": self.measure,
            "one": MEASURES[self.measure],
            "before": euros(self.before),
            "after": euros(self.after),
            "jump": euros(abs(self.after - self.before)),
        }
        if self.is_cliff:
            text = _(
                "Met %(under)s %(measure)s krijgt een gebied %(before)s, met %(at)s nog maar %(after)s. "
                "Eén %(one)s meer geeft %(jump)s minder."
            )
        else:
            text = _(
                "Bij %(at)s %(measure)s springt het bedrag van %(before)s naar %(after)s: %(jump)s meer."
            )
        near = _(" Dicht bij deze grens: %(near)s.") % {"near": ", ".join(self.near)} if self.near else ""
        return text % named + near


@dataclass(frozen=True)
class Probe:
    """Asks what a made-up area of any size would get, all else the same."""

    scheme: Scheme
    result: Result
    kind: str
    ratios: Mapping[str, Decimal]

    def at(self, sizes: Sequence[tuple[str, int]]) -> list[Decimal | None]:
        """Return the amounts for areas with so many of a measure; the others follow in proportion."""
        on = self.scheme.reference.on(self.result.year)
        made_up = []
        for number, (measure, size) in enumerate(sizes):
            people = Decimal(size) / (self.ratios[measure] or 1)
            counts = {
                each: Count(size if each == measure else round(people * self.ratios[each]), on)
                for each in MEASURES
            }
            made_up.append(Subject(f"{number:09d}", "", self.kind, counts))
        plain = replace(self.scheme, overrides=(), term=None, grouped=False, kinds=())
        outcomes = calculate(plain, made_up, year=self.result.year, shared=self.result.shared).outcomes
        return [outcome.amount for outcome in outcomes]


def probe(scheme: Scheme, result: Result, subjects: Iterable[Subject]) -> Probe:
    """Prepare to ask what others would get: an area of the most common kind, with the average of homes."""
    kept = [each for each in subjects if not scheme.kinds or each.kind in scheme.kinds]
    kinds = Counter(each.kind for each in kept)
    ratios = {INHABITANTS: Decimal(1)}
    for measure in MEASURES:
        pairs = [
            (one.number, people.number)
            for each in kept
            if (one := each.counts.get(measure))
            and (people := each.counts.get(INHABITANTS))
            and people.number
        ]
        of = sum(people for _one, people in pairs)
        ratios[measure] = Decimal(sum(one for one, _people in pairs)) / of if of else Decimal(1)
    return Probe(scheme, result, max(kinds, key=lambda kind: (kinds[kind], kind), default="wijk"), ratios)


def curve(asked: Probe) -> list[tuple[int, Decimal]]:
    """Return the amount by number of inhabitants, from none to beyond the largest; empty when unknown."""
    known = [each.inhabitants for each in asked.result.outcomes if each.inhabitants is not None]
    top = max(10, max(known, default=0) * 21 // 20)
    edges = [at for measure, at in _edges(asked.scheme) if measure == INHABITANTS and at <= top]
    sizes = sorted(
        {top * step // SAMPLES for step in range(SAMPLES + 1)} | {e - 1 for e in edges} | set(edges)
    )
    amounts = asked.at([(INHABITANTS, size) for size in sizes])
    return [] if None in amounts else list(zip(sizes, amounts, strict=True))


def edges_of(asked: Probe) -> list[Edge]:
    """Return where the amount jumps, cliffs first, the deepest on top.

    A jump is what comes on top of what one more of the measure gives anyway.
    """
    places = _edges(asked.scheme)
    sizes = [(measure, at - back) for measure, at in places for back in (2, 1, 0)]
    amounts = asked.at([(measure, max(size, 0)) for measure, size in sizes])
    found = []
    for number, (measure, at) in enumerate(places):
        earlier, before, after = amounts[number * 3 : number * 3 + 3]
        if None in {earlier, before, after}:
            continue
        usual = before - earlier if at > 1 else Decimal(0)
        if after < before or after - before > usual + 1:
            found.append(Edge(measure, at, before, after, _near(asked.result, measure, at)))
    return sorted(
        found, key=lambda edge: (not edge.is_cliff, edge.after - edge.before if edge.is_cliff else edge.at)
    )


def _edges(scheme: Scheme) -> list[tuple[str, int]]:
    found = {edge for part in scheme.parts for edge in part.edges()}
    if scheme.eligibility:
        found |= set(scheme.eligibility.edges())
    return sorted(edge for edge in found if edge[1] > 0)


def _near(result: Result, measure: str, at: int) -> tuple[str, ...]:
    reach = max(NEAR_LEAST, at // NEAR_SHARE)
    near = [
        (abs(found.number - at), f"{each.name} ({whole(found.number)})")
        for each in result.outcomes
        if (found := each.unit.count(measure)) and abs(found.number - at) <= reach
    ]
    return tuple(text for _distance, text in sorted(near)[:NEAR_SHOWN])
