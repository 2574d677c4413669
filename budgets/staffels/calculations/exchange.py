"""The file of a scheme: JSON that gemeenten can share. docs/staffel-format.md describes it.

`null` for an amount says that it is not public. `reading` is the way back.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from budgets.staffels.calculations.bands import Bands
from budgets.staffels.calculations.parts import ByKind, Fixed, Part, Range, Rate, Supplement, specs_of
from budgets.staffels.calculations.scheme import Scheme
from budgets.staffels.calculations.steps import Cap, Change, Floor, Index, Levy, Pot, Rounding

FORMAT, VERSION = "wijkportaal-staffel", 1
PARTS: dict[str, type[Part]] = {
    part.type: part
    for part in (Fixed, Rate, Bands, Pot, ByKind, Supplement, Index, Floor, Cap, Rounding, Levy, Change)
}


def written(scheme: Scheme) -> dict[str, Any]:
    """Return a scheme as plain data; reading it gives the same scheme."""
    data: dict[str, Any] = {
        "formaat": FORMAT,
        "versie": VERSION,
        "naam": scheme.name,
        "bron": scheme.source,
        "bron_url": scheme.source_url,
        "toelichting": scheme.explanation,
        "niet_openbaar": scheme.unpublished,
        "eerste_jaar": scheme.first_year,
        "laatste_jaar": scheme.last_year,
        "voor_soorten": list(scheme.kinds),
        "samen_per_bestuur": scheme.grouped,
        "peildatum": {
            "dag": scheme.reference.day,
            "maand": scheme.reference.month,
            "jaren_ervoor": scheme.reference.years_before,
        },
        "wie_doet_mee": _range(scheme.eligibility),
        "vaste_termijn": scheme.term
        and {
            "eerste_jaar": scheme.term.first_year,
            "jaren": scheme.term.years,
            "afwijking": _money(scheme.term.percent),
            "maat": scheme.term.measure,
        },
        "onderdelen": [written_part(part) for part in scheme.parts],
        "besluiten": [
            {
                "gebied": each.area,
                "bedrag": _money(each.amount),
                "reden": each.reason,
                "besloten_door": each.decided_by,
                "besloten_op": each.decided_on and each.decided_on.isoformat(),
                "jaar": each.year,
            }
            for each in scheme.overrides
        ],
    }
    return data


def written_part(part: Part) -> dict[str, Any]:
    """Return one part as plain data."""
    data: dict[str, Any] = {"soort": part.type}
    for name, spec in specs_of(part).items():
        value = getattr(part, name)
        if value is None and spec.optional:
            continue
        data[spec.key] = _WRITERS.get(spec.kind, lambda same: same)(value)
    return data


def as_text(scheme: Scheme) -> str:
    """Return the file of a scheme."""
    return json.dumps(written(scheme), ensure_ascii=False, indent=2) + "\n"


def _money(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _range(value: Range | None) -> dict[str, Any] | None:
    return value and {"maat": value.measure, "van": value.low, "tot_en_met": value.high}


_WRITERS: dict[str, Callable] = {
    "money": _money,
    "percent": _money,
    "range": _range,
    "areas": list,
    "bands": lambda bands: [
        {"van": band.low, "tot_en_met": band.high, "bedrag": _money(band.amount)} for band in bands
    ],
    "kinds": lambda amounts: {kind: _money(amount) for kind, amount in amounts.items()},
    "years": lambda rates: {str(year): _money(rate) for year, rate in sorted(rates.items())},
}
