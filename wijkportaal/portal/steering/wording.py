"""Figures as a reader writes them. Values in, text out."""

from decimal import Decimal
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from programmes.cycle.states import KINDS
from wijkportaal.foundation.charts.drawing import written
from wijkportaal.portal.steering.calculations import Counted
from wijkportaal.portal.steering.definitions import DAYS, EURO, HOURS, OF_LIMIT, PERCENT, STEP, Definition

STEPS = list(KINDS.values())
UNKNOWN = "–"


def number_written(value, *, unit: str = "", decimals: int | None = None) -> str:
    """Write a number in the language of the page; the same number is worked out once."""
    return _number_written(get_language(), value, unit, decimals)


@lru_cache(maxsize=20_000)
def _number_written(_language: str, value, unit: str, decimals: int | None) -> str:
    return written(value, unit=unit, decimals=decimals)


def unit_of(meaning: Definition) -> str:
    """Return the unit behind (or before) a number, as charts want it."""
    return {PERCENT: "%", EURO: "€", DAYS: _("dagen"), HOURS: _("uur")}.get(meaning.unit, "")


def value_in_words(meaning: Definition, value: Decimal | None) -> str:
    """Write a value with its unit; a dash for what is unknown."""
    if value is None:
        return UNKNOWN
    if meaning.unit == STEP:
        number = int(value)
        return str(STEPS[number - 1]) if 1 <= number <= len(STEPS) else _("alles klaar")
    decimals = meaning.decimals
    if meaning.unit == DAYS and value != value.to_integral_value():
        decimals = 1
    return number_written(value, unit=unit_of(meaning), decimals=decimals)


def told_in_words(meaning: Definition, told: Counted | None) -> str:
    """Write a figure as a cell of a table says it; a dash for what is unknown."""
    if told is None or told.value is None:
        return UNKNOWN
    if meaning.unit == OF_LIMIT and told.number is not None:
        return _("%(running)s van %(limit)s") % {
            "running": value_in_words(meaning, told.value),
            "limit": told.number,
        }
    return value_in_words(meaning, told.value)


def why_unknown(told: Counted | None) -> str:
    """Say why there is no value."""
    return _("onbekend") if told is None else _("te weinig antwoorden of tellingen om te tonen")


def margin_in_words(meaning: Definition, told: Counted | None) -> str:
    """Say between which values a figure lies; empty without a margin."""
    if told is None or told.low is None or told.high is None:
        return ""
    low = number_written(told.low, decimals=meaning.decimals)
    return f"{low}–{number_written(told.high, unit=unit_of(meaning), decimals=meaning.decimals)}"


def number_in_words(meaning: Definition, told: Counted | None) -> str:
    """Say of how many a figure was taken; empty when that says nothing."""
    if told is None or told.number is None or not meaning.of_what or meaning.unit == OF_LIMIT:
        return ""
    return f"{number_written(told.number)} {meaning.of_what}"


def difference_in_words(meaning: Definition, difference: Decimal) -> str:
    """Write by how much a figure differs; between percentages lie points and no percents."""
    if meaning.unit == PERCENT:
        return _("%(number)s procentpunt") % {"number": number_written(difference, decimals=meaning.decimals)}
    return value_in_words(meaning, difference)
