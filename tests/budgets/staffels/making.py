"""Schemes and areas for the tests of staffels."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from budgets.staffels.calculations.bands import Band, Bands
from budgets.staffels.calculations.parts import Fixed, Rate
from budgets.staffels.calculations.reading import read_text
from budgets.staffels.calculations.scheme import Scheme
from budgets.staffels.calculations.subjects import Count, Subject

EXAMPLES = Path(settings.BASE_DIR) / "docs" / "staffels"
DAY = date(2026, 1, 1)


def money(text) -> Decimal:
    return Decimal(text)


def area(name, inhabitants=None, *, kind="dorp", board="", on=DAY, labels=(), earlier=None, **counts):
    """An area with a number of inhabitants on a day; None is unknown."""
    found = {"inwoners": inhabitants, **counts}
    return Subject(
        name.lower(),
        name,
        kind,
        {measure: None if number is None else Count(number, on, "BRP") for measure, number in found.items()},
        {"inwoners": Count(earlier, on.replace(year=on.year - 1), "BRP")} if earlier is not None else {},
        frozenset(labels),
        board,
    )


def scheme(*parts, **fields) -> Scheme:
    """A scheme of these parts; else € 2,500 and 80 cents for each inhabitant."""
    return Scheme(
        **{
            "name": "Dorpsbudget",
            "source": "Regeling dorpsbudget",
            "first_year": 2026,
            "parts": parts or (Fixed(amount=money(2500)), Rate(amount=money("0.80"))),
            **fields,
        }
    )


def example(name: str) -> Scheme:
    return read_text((EXAMPLES / f"{name}.json").read_bytes())


def bands(*rows, **fields) -> Bands:
    """A staffel from (low, high, amount)."""
    return Bands(
        bands=tuple(Band(low, high, None if amount is None else money(amount)) for low, high, amount in rows),
        **fields,
    )
