"""What a sheet of money flows would change, read by a mapping that is kept. Reads, never writes."""

from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.territory.models import Area
from areas.territory.queries import areas_on
from budgets.flows.calculations import worth
from budgets.flows.models import FlowGoal, FlowMapping, FlowSource, MoneyFlow
from budgets.flows.queries import is_in_the_ledger
from budgets.flows.states import BOOKED, CERTAINTIES, RESIDENTS
from wijkportaal.foundation.money.calculations import LARGEST, euros, read_amount
from wijkportaal.foundation.tables.calculations import parse_decimal
from wijkportaal.foundation.tables.plans import Fault, TablePlan, line
from wijkportaal.foundation.tables.reading import Row, Table, UnreadableFile, read_table
from wijkportaal.foundation.tables.writing import restored

MAX_ROWS = 3_000
MAX_NAMES = 200
# What a sheet can tell of an amount, with the headings of our own export first.
PARTS = {
    "area": gettext_lazy("Gebied"),
    "year": gettext_lazy("Jaar"),
    "source": gettext_lazy("Bron"),
    "goal": gettext_lazy("Doel"),
    "description": gettext_lazy("Waarvoor"),
    "amount": gettext_lazy("Bedrag"),
    "hours": gettext_lazy("Uren"),
    "rate": gettext_lazy("Waarde van een uur"),
    "certainty": gettext_lazy("Hoe zeker"),
    "evidence": gettext_lazy("Waar blijkt dat uit"),
}
# Parts without which there is no amount; hours with their rate may stand for euros.
NEEDED = ("area", "source", "goal", "certainty", "evidence")
# Parts of which each word in a sheet means something here.
NAMED = ("area", "source", "goal", "certainty")


@dataclass
class Missing:
    """What a mapping does not say yet of a sheet: headings to choose from, and words without a meaning."""

    header: list[str]
    columns: dict[str, str]
    needed: list[str]
    words: dict[str, list[str]] = field(default_factory=dict)
    problem: str = ""

    @property
    def is_complete(self) -> bool:
        return bool(self.problem) or not (self.needed or any(self.words.values()))


@dataclass
class FlowRow:
    """One row that changes something: the amount, new or known, and what it gets."""

    flow: MoneyFlow
    values: dict[str, object]


@dataclass
class FlowPlan(TablePlan):
    """What a sheet would do; `payload` holds a FlowRow for each row that changes something."""

    @property
    def stamp(self) -> str:
        told = [f"{row.flow.pk}|{sorted((k, str(v)) for k, v in row.values.items())}" for row in self.payload]
        return sha256("\n".join(told).encode()).hexdigest()[:16]

    def as_dict(self) -> dict:
        return {**super().as_dict(), "stamp": self.stamp}


def known_words() -> dict[str, dict[str, object]]:
    """Return what a word can mean by itself, per part: our own names, in small letters; three queries."""
    return {
        "area": {area.name.casefold(): area for area in areas_on().order_by("-name", "pk")},
        "source": {source.name.casefold(): source for source in FlowSource.objects.all()},
        "goal": {goal.name.casefold(): goal for goal in FlowGoal.objects.all()},
        "certainty": {str(words).casefold(): key for key, words in CERTAINTIES.items()},
    }


def columns_of(table: Table, mapping: FlowMapping) -> dict[str, str]:
    """Return which heading tells each part: as the mapping says, else by its own name."""
    headings = {name.casefold(): name for name in table.header}
    found = {}
    for part, words in PARTS.items():
        told = mapping.columns.get(part) or str(words)
        if told.casefold() in headings:
            found[part] = headings[told.casefold()]
    return found


def missing_in(upload: BinaryIO, mapping: FlowMapping) -> Missing:
    """Return what must still be said before a sheet can be read."""
    try:
        table = read_table(upload)
    except UnreadableFile as problem:
        return Missing([], {}, [], problem=str(problem))
    columns = columns_of(table, mapping)
    needed = [part for part in NEEDED if part not in columns]
    if not {"amount", "hours"} & columns.keys():
        needed.append("amount")
    known = known_words()
    words: dict[str, list[str]] = {}
    for part in NAMED:
        if part not in columns:
            continue
        for row in table:
            word = _cell(row, columns[part])
            if (
                word
                and _meaning(word, part, mapping, known) is None
                and word not in words.setdefault(part, [])
            ):
                words[part].append(word)
    return Missing(table.header, columns, needed, {part: found[:MAX_NAMES] for part, found in words.items()})


def plan_flows(upload: BinaryIO, mapping: FlowMapping, year: int) -> FlowPlan:
    """Read a sheet and return what it would change in a year; an unreadable one is a plan with one fault."""
    plan = FlowPlan()
    try:
        table = read_table(upload)
    except UnreadableFile as problem:
        plan.faults.append(Fault(None, "", "", str(problem)))
        return plan
    if len(table) > MAX_ROWS:
        message = _("Hoogstens %(number)d rijen in één keer. Deel het bestand in stukken.") % {
            "number": MAX_ROWS
        }
        plan.faults.append(Fault(None, "", "", message))
        return plan
    return _Reader(table, mapping, year, plan).read()


def _cell(row: Row, heading: str) -> str:
    return " ".join(restored(row.get(heading)).split())


def _meaning(word: str, part: str, mapping: FlowMapping, known: dict[str, dict[str, object]]):
    told = mapping.names.get(part, {}).get(word.casefold(), word)
    return known[part].get(str(told).casefold())


class _Reader:
    """Goes through the rows of one sheet, with all that it looks up by its side."""

    def __init__(self, table: Table, mapping: FlowMapping, year: int, plan: FlowPlan) -> None:
        self.table, self.mapping, self.year, self.plan = table, mapping, year, plan
        self.columns = columns_of(table, mapping)
        self.known = known_words()
        self.ledger: dict[tuple[int, int], bool] = {}
        flows = MoneyFlow.objects.filter(year=year).select_related("area", "source", "goal")
        self.flows = {
            (flow.area_id, flow.source_id, flow.goal_id, flow.description.casefold()): flow for flow in flows
        }
        self.seen: dict[tuple, int] = {}

    def read(self) -> FlowPlan:
        for part in (*NEEDED, *(["amount"] if "hours" not in self.columns else [])):
            if part not in self.columns:
                message = _("Er is geen kolom voor “%(part)s”. Kies er een.") % {"part": PARTS[part]}
                self.plan.faults.append(Fault(None, str(PARTS[part]), "", message))
        if not self.plan.faults:
            for row in self.table:
                self.look_at(row)
        return self.plan

    def cell(self, row: Row, part: str) -> str:
        return _cell(row, self.columns[part]) if part in self.columns else ""

    def fault(self, row: Row, part: str, message: str) -> None:
        heading = self.columns.get(part, str(PARTS[part]))
        self.plan.faults.append(Fault(row.number, heading, self.cell(row, part), str(message)))

    def look_at(self, row: Row) -> None:
        before = len(self.plan.faults)
        if (told := self.cell(row, "year")) not in {"", str(self.year)}:
            message = _(
                "Deze rij is van %(told)s, en u leest %(year)s in. Haal de rij weg of kies het andere jaar."
            )
            self.fault(row, "year", message % {"told": told[:20], "year": self.year})
        values = {part: self.named(row, part) for part in NAMED}
        values |= self.money(row, values["source"])
        values |= {
            "description": self.text(row, "description", 150),
            "evidence": self.text(row, "evidence", 200),
        }
        if not values["evidence"]:
            self.fault(
                row, "evidence", _("Vul in waar het bedrag uit blijkt, bijvoorbeeld: jaarrekening 2026.")
            )
        if len(self.plan.faults) > before or self.is_double(row, values):
            return
        self.keep(row, values)

    def named(self, row: Row, part: str):
        word = self.cell(row, part)
        found = _meaning(word, part, self.mapping, self.known) if word else None
        if found is None:
            self.fault(row, part, _("Vul dit in.") if not word else _("Dit kennen we niet."))
        return found

    def text(self, row: Row, part: str, most: int) -> str:
        text = self.cell(row, part)
        if len(text) > most:
            self.fault(row, part, _("Dit is te lang: hoogstens %(most)d tekens.") % {"most": most})
        return text

    def money(self, row: Row, source: FlowSource | None) -> dict[str, Decimal | None]:
        if source is not None and source.kind == RESIDENTS:
            hours, rate = self.number(row, "hours", 1), self.number(row, "rate", 2)
            amount = worth(hours, rate) if hours and rate else None
            return {"hours": hours, "rate": rate, "amount": amount}
        text = self.cell(row, "amount")
        amount = read_amount(text) if text else None
        if amount is None:
            self.fault(row, "amount", _("Dit is geen bedrag. Schrijf het als 1250 of 1.250,50."))
        elif amount != amount.quantize(Decimal("0.01")):
            self.fault(row, "amount", _("Een bedrag heeft hooguit twee cijfers achter de komma."))
        elif not 0 < amount <= LARGEST:
            self.fault(row, "amount", _("Een bedrag is meer dan nul en minder dan 10 miljard euro."))
        return {"hours": None, "rate": None, "amount": amount}

    def number(self, row: Row, part: str, places: int) -> Decimal | None:
        try:
            found = parse_decimal(self.cell(row, part))
        except ValueError:
            found = None
        if found is None or not 0 < found < 10_000_000 or found != round(found, places):
            self.fault(row, part, _("Vul bij uren van bewoners de uren in en wat een uur waard is."))
            return None
        return round(found, places)

    def is_double(self, row: Row, values: dict) -> bool:
        key = self.key(values)
        if key in self.seen:
            message = _("Deze geldstroom staat ook in rij %(row)d. Zet bij “Waarvoor” wat het verschil is.")
            self.fault(row, "description", message % {"row": self.seen[key]})
            return True
        self.seen[key] = row.number
        if values["certainty"] == BOOKED and self.in_ledger(values["area"], values["source"]):
            self.fault(
                row, "certainty", _("Dit geboekte geld komt al vanzelf uit het grootboek. Haal de rij weg.")
            )
            return True
        return False

    def in_ledger(self, area: Area, source: FlowSource) -> bool:
        key = (area.pk, source.pk)
        if key not in self.ledger:
            self.ledger[key] = is_in_the_ledger(area, self.year, source)
        return self.ledger[key]

    @staticmethod
    def key(values: dict) -> tuple:
        return (values["area"].pk, values["source"].pk, values["goal"].pk, values["description"].casefold())

    def keep(self, row: Row, values: dict) -> None:
        flow = self.flows.get(self.key(values))
        what = f"{values['area']} · {values['source']} → {values['goal']}"
        told = f"{euros(values['amount'])}, {CERTAINTIES[values['certainty']]}"
        if flow is None:
            self.plan.payload.append(FlowRow(MoneyFlow(year=self.year), values))
            self.plan.new.append(line("", what, "", [told]))
            return
        # An area, source or goal of the same number is the same: only what it says can differ.
        if all(getattr(flow, name) == value for name, value in values.items()):
            self.plan.same += 1
            return
        was = f"{euros(flow.amount)}, {CERTAINTIES[flow.certainty]}"
        self.plan.payload.append(FlowRow(flow, values))
        self.plan.changed.append(line("", what, "", [f"{was} → {told}"]))
