"""Reading the file of a scheme (`exchange`).

Every fault is named with its place and nothing is guessed: an unknown word, a third decimal, an amount that can be
two things are refused.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budgets.staffels.calculations.bands import Band
from budgets.staffels.calculations.exchange import FORMAT, PARTS, VERSION
from budgets.staffels.calculations.parts import Part, Range, Spec, specs_of
from budgets.staffels.calculations.scheme import Override, Reference, Scheme, Term
from budgets.staffels.calculations.subjects import INHABITANTS, KINDS, MEASURES
from budgets.staffels.calculations.wording import NotAnAmount, read_amount

LARGEST_COUNT = 100_000_000
MAX_TEXT, MAX_PARTS, MAX_ROWS = 5000, 50, 500


class SchemeRefused(Exception):
    """A file that is no scheme; `faults` names each reason, in Dutch."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


def read_text(text: str | bytes) -> Scheme:
    """Read the file of a scheme. Raises SchemeRefused with every fault in it."""
    try:
        data = json.loads(text, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        where = f" ({_('regel')} {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise SchemeRefused([_("Dit is geen JSON-bestand%(where)s.") % {"where": where}]) from error
    return read(data)


def read(data: Any) -> Scheme:
    """Read a scheme from plain data. Raises SchemeRefused with every fault in it."""
    reading = _Reading()
    scheme = reading.scheme(data)
    faults = reading.faults or scheme.faults()
    if faults:
        raise SchemeRefused(faults)
    return scheme


def read_draft(data: Any) -> Scheme:
    """Read a scheme that may not be whole yet; what it lacks its own `faults()` say."""
    reading = _Reading()
    scheme = reading.scheme(data)
    if reading.faults:
        raise SchemeRefused(reading.faults)
    return scheme


@dataclass
class _Reading:
    """Reads one file and collects what is wrong with it."""

    faults: list[str] = field(default_factory=list)

    def fault(self, where: str, message: str) -> None:
        self.faults.append(f"{where}: {message}" if where else message)

    def scheme(self, data: Any) -> Scheme:
        if not isinstance(data, dict) or data.get("formaat") != FORMAT:
            raise SchemeRefused(
                [_("Dit is geen staffelbestand: “formaat” moet “%(format)s” zijn.") % {"format": FORMAT}]
            )
        if data.get("versie") != VERSION:
            raise SchemeRefused([_("Versie %(found)s van dit bestand is onbekend; deze versie leest %(known)s.") % {"found": data.get("versie"), "known": VERSION}])  # fmt: skip
        self.only_known(data, _KEYS, "")
        name = self.text(data, "naam", needed=True)
        source = self.text(data, "bron", needed=True)
        first = self.number(data.get("eerste_jaar"), "eerste_jaar", low=1990, high=2200)
        last = self.number(data.get("laatste_jaar"), "laatste_jaar", low=1990, high=2200, optional=True)
        return Scheme(
            name=name,
            source=source,
            first_year=first or 1990,
            last_year=last,
            source_url=self.address(data),
            explanation=self.text(data, "toelichting"),
            unpublished=self.text(data, "niet_openbaar"),
            kinds=tuple(self.choice(kind, "voor_soorten", KINDS) for kind in self.rows(data, "voor_soorten")),
            grouped=self.truth(data, "samen_per_bestuur"),
            reference=self.reference(data.get("peildatum")),
            eligibility=self.range(data.get("wie_doet_mee"), "wie_doet_mee"),
            term=self.term(data.get("vaste_termijn")),
            parts=tuple(
                part
                for number, each in enumerate(self.rows(data, "onderdelen", MAX_PARTS), start=1)
                if (part := self.part(each, _("onderdeel %(number)s") % {"number": number}))
            ),
            overrides=tuple(
                self.override(each, number)
                for number, each in enumerate(self.rows(data, "besluiten"), start=1)
            ),
        )

    def part(self, data: Any, where: str) -> Part | None:
        """Read one part; None (and a fault) when it is no part that we know."""
        kind = data.get("soort") if isinstance(data, dict) else None
        part = PARTS.get(kind) if isinstance(kind, str) else None
        if part is None:
            known = ", ".join(PARTS)
            self.fault(
                where,
                _("“%(kind)s” is geen soort onderdeel; gebruik %(known)s") % {"kind": kind, "known": known},
            )
            return None
        specs = specs_of(part)
        self.only_known(data, {"soort", *(spec.key for spec in specs.values())}, where)
        before, values = len(self.faults), {}
        for name, spec in specs.items():
            if spec.key not in data:
                if (
                    not spec.optional
                    and part.__dataclass_fields__[name].default is not None
                    and spec.kind not in {"choice"}
                ):
                    self.fault(where, _("“%(key)s” ontbreekt") % {"key": spec.key})
                continue
            values[name] = self.value(data[spec.key], spec, f"{where}, {spec.key}", part)
        return part(**values) if len(self.faults) == before else None

    def value(self, raw: Any, spec: Spec, where: str, part: type[Part]) -> Any:
        readers = {
            "money": lambda: self.money(raw, where, unknown=part.adds),
            "percent": lambda: self.money(raw, where),
            "choice": lambda: self.choice(raw, where, spec.choices),
            "text": lambda: self.text({where: raw}, where, needed=True),
            "range": lambda: self.range(raw, where),
            "areas": lambda: tuple(self.text({where: each}, where, needed=True) for each in self.rows({where: raw}, where)),
            "bands": lambda: tuple(self.band(each, f"{where} {number}") for number, each in enumerate(self.rows({where: raw}, where), start=1)),
            "kinds": lambda: {
                self.choice(kind, where, KINDS): self.money(amount, f"{where}.{kind}", unknown=True)
                for kind, amount in self.table(raw, where)
            },
            "years": lambda: {
                self.number(year, where, low=1990, high=2200) or 0: self.money(rate, f"{where}.{year}") for year, rate in self.table(raw, where)
            },
        }  # fmt: skip
        return readers[spec.kind]()

    def band(self, data: Any, where: str) -> Band:
        if not isinstance(data, dict):
            self.fault(where, _("een band heeft “van”, “tot_en_met” en “bedrag”"))
            return Band(0, None, None)
        self.only_known(data, {"van", "tot_en_met", "bedrag"}, where)
        if "bedrag" not in data:
            self.fault(where, _("“bedrag” ontbreekt"))
        low = self.number(data.get("van"), f"{where}, van")
        high = self.number(data.get("tot_en_met"), f"{where}, tot_en_met", optional=True)
        return Band(low or 0, high, self.money(data.get("bedrag"), f"{where}, bedrag", unknown=True))

    def range(self, data: Any, where: str) -> Range | None:
        if data is None:
            return None
        if not isinstance(data, dict):
            self.fault(where, _("dit moet “maat”, “van” en “tot_en_met” hebben"))
            return None
        self.only_known(data, {"maat", "van", "tot_en_met"}, where)
        return Range(
            self.choice(data.get("maat", INHABITANTS), where, MEASURES),
            self.number(data.get("van"), f"{where}, van", optional=True),
            self.number(data.get("tot_en_met"), f"{where}, tot_en_met", optional=True),
        )

    def reference(self, data: Any) -> Reference:
        if data is None:
            return Reference()
        if not isinstance(data, dict):
            self.fault("peildatum", _("dit moet “dag”, “maand” en “jaren_ervoor” hebben"))
            return Reference()
        self.only_known(data, {"dag", "maand", "jaren_ervoor"}, "peildatum")
        return Reference(
            self.number(data.get("dag", 1), "peildatum, dag", low=1, high=31) or 1,
            self.number(data.get("maand", 1), "peildatum, maand", low=1, high=12) or 1,
            self.number(data.get("jaren_ervoor", 0), "peildatum, jaren_ervoor", high=2) or 0,
        )

    def term(self, data: Any) -> Term | None:
        if data is None:
            return None
        where = "vaste_termijn"
        if not isinstance(data, dict):
            self.fault(where, _("dit moet “eerste_jaar”, “jaren” en “afwijking” hebben"))
            return None
        self.only_known(data, {"eerste_jaar", "jaren", "afwijking", "maat"}, where)
        return Term(
            self.number(data.get("eerste_jaar"), f"{where}, eerste_jaar", low=1990, high=2200) or 1990,
            self.number(data.get("jaren"), f"{where}, jaren", low=1, high=10) or 1,
            self.money(data.get("afwijking"), f"{where}, afwijking") or Decimal(0),
            self.choice(data.get("maat", INHABITANTS), where, MEASURES),
        )

    def override(self, data: Any, number: int) -> Override:
        where = _("besluit %(number)s") % {"number": number}
        if not isinstance(data, dict):
            self.fault(where, _("dit moet “gebied”, “bedrag”, “reden” en “besloten_door” hebben"))
            return Override("", Decimal(0), "", "")
        self.only_known(data, {"gebied", "bedrag", "reden", "besloten_door", "besloten_op", "jaar"}, where)
        on = None
        if data.get("besloten_op") is not None:
            try:
                on = date.fromisoformat(str(data["besloten_op"]))
            except ValueError:
                self.fault(
                    where, _("“%(day)s” is geen datum (jaar-maand-dag)") % {"day": data["besloten_op"]}
                )
        return Override(
            self.text(data, "gebied", needed=True, where=where),
            self.money(data.get("bedrag"), f"{where}, bedrag") or Decimal(0),
            self.text(data, "reden", needed=True, where=where),
            self.text(data, "besloten_door", needed=True, where=where),
            on,
            self.number(data.get("jaar"), f"{where}, jaar", low=1990, high=2200, optional=True),
        )

    def only_known(self, data: Mapping[str, Any], known, where: str) -> None:
        for key in data:
            if key not in known:
                self.fault(where, _("“%(key)s” is onbekend") % {"key": key})

    def text(self, data: Mapping[str, Any], key: str, *, needed: bool = False, where: str = "") -> str:
        value = data.get(key, "")
        place = f"{where}, {key}" if where else key
        if not isinstance(value, str) or len(value) > MAX_TEXT or "\0" in value:
            self.fault(place, _("dit moet een tekst van hoogstens %(most)s tekens zijn") % {"most": MAX_TEXT})
            return ""
        if needed and not value.strip():
            self.fault(place, _("dit is leeg"))
        return value.strip()

    def address(self, data: Mapping[str, Any]) -> str:
        found = self.text(data, "bron_url")
        if found and not found.startswith(("https://", "http://")):
            self.fault("bron_url", _("dit moet een webadres zijn dat met https:// begint"))
            return ""
        return found

    def truth(self, data: Mapping[str, Any], key: str) -> bool:
        value = data.get(key, False)
        if not isinstance(value, bool):
            self.fault(key, _("dit moet true of false zijn"))
        return value is True

    def rows(self, data: Mapping[str, Any], key: str, most: int = MAX_ROWS) -> list[Any]:
        value = data.get(key) or []
        if not isinstance(value, list) or len(value) > most:
            self.fault(key, _("dit moet een lijst zijn van hoogstens %(most)s") % {"most": most})
            return []
        return value

    def table(self, value: Any, where: str) -> list[tuple[str, Any]]:
        if not isinstance(value, dict) or len(value) > MAX_ROWS:
            self.fault(where, _("dit moet een tabel zijn"))
            return []
        return list(value.items())

    def choice(self, value: Any, where: str, choices: Mapping[str, Any]) -> str:
        if not isinstance(value, str) or value not in choices:
            self.fault(
                where,
                _("“%(value)s” kan niet; kies uit %(known)s") % {"value": value, "known": ", ".join(choices)},
            )
            return next(iter(choices))
        return value

    def number(
        self, value: Any, where: str, *, low: int = 0, high: int = LARGEST_COUNT, optional: bool = False
    ) -> int | None:
        if value is None and optional:
            return None
        text = "" if isinstance(value, bool) else str(value)
        if not text.isascii() or not text.removeprefix("-").isdecimal() or len(text) > 12:
            self.fault(where, _("“%(value)s” is geen heel getal") % {"value": value})
            return None
        number = int(text)
        if not low <= number <= high:
            self.fault(
                where,
                _("%(value)s moet tussen %(low)s en %(high)s liggen")
                % {"value": number, "low": low, "high": high},
            )
            return None
        return number

    def money(self, value: Any, where: str, *, unknown: bool = False) -> Decimal | None:
        if value is None and unknown:
            return None
        if isinstance(value, bool) or not isinstance(value, int | str):
            self.fault(
                where,
                _("hier ontbreekt een bedrag")
                if value is None
                else _("“%(value)s” is geen getal") % {"value": value},
            )
            return Decimal(0)
        text = str(value)
        if "." in text and "," not in text and len(text.rpartition(".")[2]) > 2:
            # In a file a point is never one of thousands: 2.475 is a third decimal, and 6.000 a doubt.
            self.fault(where, _("“%(value)s” heeft meer dan twee decimalen") % {"value": text})
            return Decimal(0)
        try:
            return read_amount(text)
        except NotAnAmount as error:
            self.fault(where, str(error))
            return Decimal(0)


_KEYS = {
    "formaat", "versie", "naam", "bron", "bron_url", "toelichting", "niet_openbaar", "eerste_jaar", "laatste_jaar",
    "voor_soorten", "samen_per_bestuur", "peildatum", "wie_doet_mee", "vaste_termijn", "onderdelen", "besluiten",
}  # fmt: skip
