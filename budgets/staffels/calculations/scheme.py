"""A whole scheme: for whom and when it holds, its parts in order, and what it gives each area."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from budgets.staffels.calculations.parts import Part, Range
from budgets.staffels.calculations.rows import Line, Row, Shared
from budgets.staffels.calculations.steps import Cap, Floor, Index, Levy, Pot, Rounding
from budgets.staffels.calculations.subjects import INHABITANTS, KINDS, MEASURES, Subject, Unit, units_of
from budgets.staffels.calculations.wording import MONTHS, day, percent
from wijkportaal.foundation.money.calculations import euros


@dataclass(frozen=True)
class Reference:
    """Peildatum: the day of which the figures count, seen from the year that the money is for."""

    day: int = 1
    month: int = 1
    years_before: int = 0

    def on(self, year: int) -> date:
        return date(year - self.years_before, self.month, self.day)

    def words(self) -> str:
        when = [_("het jaar zelf"), _("het jaar ervoor")]
        return _("%(day)s %(month)s van %(when)s") % {
            "day": self.day,
            "month": MONTHS[self.month - 1],
            "when": when[self.years_before] if self.years_before < 2 else _("twee jaar ervoor"),
        }

    def faults(self) -> Iterator[str]:
        try:
            self.on(2027)  # no leap year: the day must exist in every year
        except ValueError:
            yield _("De peildatum %(day)s-%(month)s bestaat niet in elk jaar.") % {
                "day": self.day,
                "month": self.month,
            }


@dataclass(frozen=True)
class Term:
    """Vaste termijn: the figures of the first year count for some years, unless they deviate too much."""

    first_year: int
    years: int
    percent: Decimal
    measure: str = INHABITANTS

    @property
    def last_year(self) -> int:
        return self.first_year + self.years - 1

    def words(self) -> str:
        return _(
            "De cijfers van %(first)s gelden tot en met %(last)s, tenzij het aantal %(measure)s meer dan %(percent)s afwijkt."
        ) % {
            "first": self.first_year,
            "last": self.last_year,
            "measure": self.measure,
            "percent": percent(self.percent),
        }

    def faults(self) -> Iterator[str]:
        if not 1 <= self.years <= 10:
            yield _("De vaste termijn moet 1 tot en met 10 jaar zijn.")


@dataclass(frozen=True)
class Override:
    """Besluit buiten de regel: what was decided for one area instead, why and by whom. None is every year."""

    area: str
    amount: Decimal
    reason: str
    decided_by: str
    decided_on: date | None = None
    year: int | None = None

    def words(self) -> str:
        when = _(" op %(day)s") % {"day": day(self.decided_on)} if self.decided_on else ""
        return _("%(by)s besloot%(when)s anders: %(amount)s. Reden: %(reason)s") % {
            "by": self.decided_by[:1].upper() + self.decided_by[1:],
            "when": when,
            "amount": euros(self.amount),
            "reason": self.reason,
        }

    def faults(self) -> Iterator[str]:
        for what, text in (
            (_("het gebied"), self.area),
            (_("de reden"), self.reason),
            (_("wie besloot"), self.decided_by),
        ):
            if not text.strip():
                yield _("Bij het besluit buiten de regel voor %(area)s ontbreekt %(what)s.") % {
                    "area": self.area or "?",
                    "what": what,
                }


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """A staffel as data. `kinds` empty is for every kind of area; `unpublished` says what is not public."""

    name: str
    source: str
    first_year: int
    last_year: int | None = None
    source_url: str = ""
    explanation: str = ""
    unpublished: str = ""
    kinds: tuple[str, ...] = ()
    grouped: bool = False
    reference: Reference = Reference()
    eligibility: Range | None = None
    term: Term | None = None
    parts: tuple[Part, ...] = ()
    overrides: tuple[Override, ...] = ()

    def holds_in(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def faults(self) -> list[str]:
        """Everything that is wrong with it, each named exactly; none means that it can be calculated."""
        return list(self._faults())

    def _faults(self) -> Iterator[str]:
        if self.last_year is not None and self.last_year < self.first_year:
            yield _("Het laatste jaar %(last)s ligt voor het eerste jaar %(first)s.") % {
                "last": self.last_year,
                "first": self.first_year,
            }
        if not any(part.adds for part in self.parts):
            yield _("Er is nog geen onderdeel dat geld geeft, zoals een vast bedrag of een staffel.")
        yield from self.reference.faults()
        if self.eligibility:
            yield from (
                _("Wie meedoet: %(fault)s.") % {"fault": fault} for fault in self.eligibility.faults()
            )
        if self.term:
            yield from self.term.faults()
        for number, part in enumerate(self.parts, start=1):
            for fault in part.faults(covered=self.eligibility):
                named = {"number": number, "title": part.title, "fault": fault}
                yield _("Onderdeel %(number)s (%(title)s): %(fault)s.") % named
        yield from self._limit_faults()
        yield from self._override_faults()

    def _limit_faults(self) -> Iterator[str]:
        floors = [part.amount for part in self.parts if isinstance(part, Floor) and not part.only]
        caps = [part.amount for part in self.parts if isinstance(part, Cap) and not part.only]
        if floors and caps and max(floors) > min(caps):
            yield _("Ten minste %(floor)s is meer dan ten hoogste %(cap)s.") % {
                "floor": euros(max(floors)),
                "cap": euros(min(caps)),
            }

    def _override_faults(self) -> Iterator[str]:
        seen = set()
        for override in self.overrides:
            yield from override.faults()
            key = (override.area.lower(), override.year)
            if key in seen:
                yield _("Voor %(area)s staan twee besluiten buiten de regel.") % {"area": override.area}
            seen.add(key)

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """What is counted to work it out, in a fixed order."""
        used = {measure for part in self.parts if (measure := getattr(part, "measure", None))}
        used |= {part.only.measure for part in self.parts if part.only and part.only.words()}
        used |= {each.measure for each in (self.eligibility, self.term) if each}
        return tuple(measure for measure in MEASURES if measure in used)

    def remarks(self) -> list[str]:
        """What is allowed but worth a look before someone decides."""
        found = []
        pots = [place for place, part in enumerate(self.parts) if isinstance(part, Pot)]
        after = (
            [part for part in self.parts[pots[0] + 1 :] if isinstance(part, Floor | Cap | Rounding)]
            if pots
            else []
        )
        for part in after:
            found.append(
                _("“%(part)s” staat na de pot. Het totaal kan daardoor anders zijn dan de pot.")
                % {"part": part.title}
            )
        if self.unpublished:
            found.append(self.unpublished)
        return found


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one unit gets and why. `amount` is None when something is not known: `lacks` says what."""

    unit: Unit
    amount: Decimal | None
    lines: tuple[Line, ...]
    takes_part: bool = True
    is_decided: bool = False
    lacks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.unit.name

    @property
    def inhabitants(self) -> int | None:
        count = self.unit.count(INHABITANTS)
        return count.number if count else None

    @property
    def per_inhabitant(self) -> Decimal | None:
        """Euros per inhabitant, to the cent; None when either is not known."""
        if self.amount is None or not self.inhabitants:
            return None
        return (self.amount / self.inhabitants).quantize(Decimal("0.01"))

    @property
    def sources(self) -> list[str]:
        """Where the figures come from, each once."""
        return list(dict.fromkeys(line.source for line in self.lines if line.source))

    @property
    def sentence(self) -> str:
        """The whole explanation in one line: `€ 6.000 vast + 5.748 inwoners … × € 2,47 = € 20.197,56`."""
        text = ""
        for line in self.lines:
            if line.amount is None:
                text += f"; {line.text}" if text else line.text
            elif not text:
                text = line.text
            else:
                text += f" {'−' if line.amount < 0 else '+'} {line.text}"
        return f"{text} = {_('onbekend') if self.amount is None else euros(self.amount)}"


@dataclass(frozen=True)
class Result:
    """All outcomes of one year, in the order of the areas, and what was shared out.

    `unmatched` are the areas of overrides that are none of the areas that were given.
    """

    year: int
    outcomes: tuple[Outcome, ...]
    shared: Shared = field(default_factory=dict)
    levies: Mapping[str, Decimal] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()

    @cached_property
    def total(self) -> Decimal:
        """The sum of what is known."""
        return sum((each.amount for each in self.outcomes if each.amount is not None), Decimal(0))

    @property
    def unknown(self) -> list[Outcome]:
        return [each for each in self.outcomes if each.amount is None]

    @cached_property
    def by_area(self) -> dict[str, Outcome]:
        """The outcome of each area by its key; areas under one board share one."""
        return {member.key: each for each in self.outcomes for member in each.unit.members}


def calculate(
    scheme: Scheme, subjects: Iterable[Subject], *, year: int, shared: Shared | None = None
) -> Result:
    """Work out what every area gets in a year. Areas of another kind than the scheme is for are left out.

    Amounts are exact; each line is rounded to the cent (a half up), so that the lines add up to the amount.
    `shared` fixes what the parts that divide give per weight, to ask what another area would get.
    """
    kept = [each for each in subjects if not scheme.kinds or each.kind in scheme.kinds]
    fixed = [_in_term(scheme.term, each, year) for each in kept]
    units = units_of((each for each, _note in fixed), grouped=scheme.grouped)
    notes = {each.key: note for each, note in fixed if note}
    decided = _overrides_for(scheme.overrides, units, year)
    on = scheme.reference.on(year)
    rows = [_begin(scheme, unit, notes, on, is_decided=unit.key in decided) for unit in units]
    dividing = dict(shared or {})
    levies: dict[str, Decimal] = {}
    for place, part in enumerate(scheme.parts):
        before = [row.subtotal for row in rows]
        doing = part.until(year) if isinstance(part, Index) else part
        doing.apply(rows, dividing, place)
        if isinstance(part, Levy):
            levies[part.name] = levies.get(part.name, Decimal(0)) + _taken(rows, before)
    outcomes = tuple(_settle(row, decided.get(row.unit.key)) for row in rows)
    used = {override.area for override in decided.values()}
    unmatched = [
        each.area for each in scheme.overrides if each.year in {None, year} and each.area not in used
    ]
    return Result(year, outcomes, dividing, levies, tuple(dict.fromkeys(unmatched)))


def _taken(rows: Sequence[Row], before: Sequence[Decimal | None]) -> Decimal:
    """What a levy took; of who gets an amount by decision nothing is taken."""
    pairs = zip(rows, before, strict=True)
    return sum(
        (was - row.subtotal for row, was in pairs if row.subtotal is not None and not row.is_decided),
        Decimal(0),
    )


def _in_term(term: Term | None, subject: Subject, year: int) -> tuple[Subject, str]:
    """Return an area with the figures that count in a fixed term, and what is to be said of that."""
    if term is None or not term.first_year < year <= term.last_year or not subject.earlier:
        return subject, ""
    then, now = subject.earlier.get(term.measure), subject.counts.get(term.measure)
    if then is None:
        return subject, ""
    named = {"name": subject.name, "then": then.phrase(term.measure), "limit": percent(term.percent)}
    held = Subject(
        subject.key,
        subject.name,
        subject.kind,
        subject.earlier,
        subject.earlier,
        subject.labels,
        subject.board,
    )
    if now is None:
        return held, _("%(name)s: vast op %(then)s; het aantal van nu is niet bekend") % named
    deviation = abs(now.number - then.number)
    share = Decimal(deviation * 100) / then.number if then.number else Decimal(100 if deviation else 0)
    named |= {"now": now.phrase(term.measure), "share": percent(share.quantize(Decimal("0.1")))}
    if Decimal(deviation * 100) > term.percent * then.number:
        return subject, _(
            "%(name)s: opnieuw berekend, want %(now)s is %(share)s anders dan %(then)s (grens %(limit)s)"
        ) % named
    return held, _("%(name)s: vast op %(then)s; %(now)s is %(share)s anders, niet meer dan %(limit)s") % named


def _other_days(scheme: Scheme, subject: Subject, on: date) -> str:
    """Say so when the figures of the reference date are not there, and others stand in for them."""
    found = {
        each.on for measure in scheme.measures if (each := subject.counts.get(measure)) and each.on != on
    }
    if not found:
        return ""
    return _("%(name)s: de peildatum is %(on)s; gerekend is met het cijfer van %(found)s") % {
        "name": subject.name,
        "on": day(on),
        "found": day(min(found)),
    }


def _begin(scheme: Scheme, unit: Unit, notes: Mapping[str, str], on: date, *, is_decided: bool) -> Row:
    row = Row(unit, is_decided=is_decided)
    for member in unit.members:
        if note := notes.get(member.key):
            row.note(note)
        elif late := _other_days(scheme, member, on):
            row.note(late)
    if (asked := scheme.eligibility) and asked.words():
        count = unit.count(asked.measure)
        if count is None:
            row.lose(unit.lacking(asked.measure))
        elif not asked.holds(count.number):
            row.leave(
                _("%(who)s: doet niet mee, want de regeling is er %(range)s")
                % {"who": unit.phrase(asked.measure), "range": asked.words()}
            )
    return row


def _overrides_for(overrides: Sequence[Override], units: Sequence[Unit], year: int) -> dict[str, Override]:
    by_name = {each.area.lower(): each for each in overrides if each.year in {None, year}}
    # One for this very year goes before one for every year.
    by_name |= {each.area.lower(): each for each in overrides if each.year == year}
    if not by_name:
        return {}
    return {unit.key: by_name[name] for unit in units for name in sorted(unit.names) if name in by_name}


def _settle(row: Row, override: Override | None) -> Outcome:
    if override is None:
        amount = row.subtotal if row.takes_part else Decimal(0)
        return Outcome(row.unit, amount, tuple(row.lines), row.takes_part, lacks=tuple(row.lacks))
    before = sum((line.amount for line in row.lines if line.amount is not None), Decimal(0))
    row.lines.append(Line(override.words(), override.amount - before))
    return Outcome(row.unit, override.amount, tuple(row.lines), is_decided=True)


def kinds_in_words(kinds: Sequence[str]) -> str:
    """Name the kinds of area that a scheme is for."""
    return ", ".join(KINDS[kind] for kind in kinds) if kinds else _("alle soorten gebieden")
