"""What can be read in and taken out, and every file that was: over all rooms that keep such a list."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Func, IntegerField, QuerySet, Value
from django.db.models.fields.json import KT
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from areas.imports.models import ImportBatch
from budgets.flows.models import FlowSheet
from budgets.payments.models import StatementFile
from programmes.sheets.models import ProjectSheet
from wijkportaal.foundation.batches.states import batch_life_cycle
from wijkportaal.foundation.people.models import Person

# Every table of files that were read in, with the page of one of them.
TABLES = {
    "imports": (ImportBatch, "imports:batch"),
    "sheets": (ProjectSheet, "sheets:sheet"),
    "payments": (StatementFile, "payments:file"),
    "flows": (FlowSheet, "flows:sheet"),
}
# Whose page only opens for who put the file in.
OWN_ONLY = {"sheets"}
STATES = batch_life_cycle("").states
STATE_KINDS = {"applied": "success", "refused": "danger", "previewed": "info", "uploaded": "info"}


@dataclass(frozen=True)
class Way:
    """A way for files into the portal or out of it: what it does, and the addresses (names) to do it."""

    title: str
    text: str
    url: str
    template: str = ""
    argument: str = ""
    template_argument: str = ""

    def address(self) -> str:
        return reverse(self.url, args=[self.argument] if self.argument else [])

    def template_address(self) -> str:
        if not self.template:
            return ""
        return reverse(self.template, args=[self.template_argument] if self.template_argument else [])


IN = (
    Way(
        gettext_lazy("Gebieden en grenzen"),
        gettext_lazy("Wijken, dorpen en buurten van een jaar, uit GeoJSON of GeoPackage, of een eigen lijst."),
        "imports:index", "imports:template", template_argument="villages",
    ),
    Way(
        gettext_lazy("Kerncijfers"),
        gettext_lazy("Cijfers per gebied en jaar van het CBS of van uzelf (csv, xlsx)."),
        "imports:index",
    ),
    Way(
        gettext_lazy("Prognoses"),
        gettext_lazy("Wat er van een gebied wordt verwacht in de jaren die komen."),
        "imports:index", "imports:template", template_argument="forecasts",
    ),
    Way(
        gettext_lazy("Postcodes"),
        gettext_lazy("Welke adressen in welk gebied liggen."),
        "imports:index", "imports:template", template_argument="postcodes",
    ),
    Way(
        gettext_lazy("Organisaties"),
        gettext_lazy("Panels, dorpsbelangen en partners, met waar zij werken."),
        "imports:index", "imports:template", template_argument="organisations",
    ),
    Way(
        gettext_lazy("Projecten"),
        gettext_lazy("Een werkboek met projecten, of een zip met foto's en documenten erbij."),
        "sheets:index", "sheets:example",
    ),
    Way(
        gettext_lazy("Bezorglijst"),
        gettext_lazy("Hoeveel adressen een straat heeft: daaruit volgt de oplage van de brochures."),
        "printruns:deliveries", "printruns:delivery_example",
    ),
    Way(
        gettext_lazy("Bankafschriften"),
        gettext_lazy("Een bestand van de bank (CAMT.053): betalingen vinden hun regel in het grootboek."),
        "payments:files",
    ),
    Way(
        gettext_lazy("Geldstromen"),
        gettext_lazy("Wat er per gebied en bron wordt uitgegeven, uit een eigen rekenblad."),
        "flows:sheets",
    ),
    Way(
        gettext_lazy("Staffel"),
        gettext_lazy("Een staffel van een andere gemeente, als bestand (JSON)."),
        "staffels:import",
    ),
    Way(
        gettext_lazy("Stemronde"),
        gettext_lazy("Plannen en stemmen uit een ander systeem (Pabulib)."),
        "voting:take_in",
    ),
)  # fmt: skip
OUT = (
    Way(
        gettext_lazy("Projecten (xlsx)"),
        gettext_lazy("Alle projecten die u mag zien; het werkboek kan veranderd weer terug."),
        "sheets:export",
    ),
    Way(
        gettext_lazy("Projecten met foto's (zip)"),
        gettext_lazy("Hetzelfde werkboek, met de foto's en documenten."),
        "sheets:export_zip",
    ),
    Way(
        gettext_lazy("Grootboek (xlsx)"),
        gettext_lazy("Alle boekingen, voor de administratie van de gemeente."),
        "ledger:export", argument="xlsx",
    ),
    Way(
        gettext_lazy("Geldstromen (xlsx)"),
        gettext_lazy("Wat er per gebied en bron is uitgegeven."),
        "flows:export",
    ),
    Way(
        gettext_lazy("Doorlooptijden van signalen (csv)"),
        gettext_lazy("Hoe lang elke stap duurde, per route en gebied."),
        "signals:durations_file",
    ),
    Way(
        gettext_lazy("Cijfers uit peilingen (csv)"),
        gettext_lazy("Meedoen, waardering, opgelost en bekend, per gebied en jaar."),
        "surveys:measures",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """A way for files, for one person: with its addresses when they may go there."""

    way: Way
    is_open: bool

    @property
    def address(self) -> str:
        return self.way.address() if self.is_open else ""

    @property
    def template(self) -> str:
        return self.way.template_address() if self.is_open else ""


def offers(ways: tuple[Way, ...], person) -> Iterator[Offer]:
    """Give all ways, each with whether this person may use it: what its page asks for."""
    for way in ways:
        yield Offer(way, _may_open(way.address(), person))


def history() -> QuerySet:
    """Return every file that was read in or refused, in any room, newest first, as one list."""
    parts = [
        model.objects.order_by().values(
            "pk", "file_name", "state", "uploaded_at", "uploaded_by",
            table=Value(name),
            new=KT("plan__counts__new"),
            changed=KT("plan__counts__changed"),
            faults=Func(F("plan__wrong"), function="jsonb_array_length", output_field=IntegerField()),
        )
        for name, (model, _page) in TABLES.items()
    ]  # fmt: skip
    return parts[0].union(*parts[1:], all=True).order_by("-uploaded_at")


@dataclass(frozen=True)
class FileLine:
    """One file of the history."""

    row: dict
    by: Person | None
    is_open: bool

    @property
    def address(self) -> str:
        """The page of the file, when who looks may go there."""
        return reverse(TABLES[self.row["table"]][1], args=[self.row["pk"]]) if self.is_open else ""

    @property
    def kind(self) -> str:
        return str(TABLES[self.row["table"]][0]._meta.verbose_name)

    @property
    def state(self) -> str:
        return str(STATES.get(self.row["state"], self.row["state"]))

    @property
    def state_kind(self) -> str:
        return STATE_KINDS.get(self.row["state"], "neutral")

    @property
    def result(self) -> str:
        """What came of it, or would, in a few words."""
        if faults := self.row["faults"]:
            return ngettext("%d fout", "%d fouten", faults) % faults
        new, changed = (int(self.row[name] or 0) for name in ("new", "changed"))
        parts = [_("%d nieuw") % new if new else "", _("%d gewijzigd") % changed if changed else ""]
        return ", ".join(filter(None, parts)) or "–"


def lines_of(rows: list[dict], person) -> list[FileLine]:
    """Return the lines of one page of the history, with who did it; one query."""
    people = Person.objects.in_bulk({row["uploaded_by"] for row in rows if row["uploaded_by"]})
    is_open = {name: _may_open(reverse(page, args=[0]), person) for name, (_model, page) in TABLES.items()}
    return [
        FileLine(
            row,
            people.get(row["uploaded_by"]),
            is_open[row["table"]] and (row["table"] not in OWN_ONLY or row["uploaded_by"] == person.pk),
        )
        for row in rows
    ]


def _may_open(address: str, person) -> bool:
    """Whether somebody has what the page at an address asks for."""
    permission = getattr(resolve(address).func, "permission", "")
    return not permission or person.has_perm(permission)
