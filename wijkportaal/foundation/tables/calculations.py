"""Numbers as they stand in Dutch and international tables. Pure functions."""

import re
from decimal import Decimal

# How the CBS, PDOK and people write “not known”. Unknown is never 0.
UNKNOWN = {
    "",
    ".",
    "..",
    "x",
    "-",
    "–",
    "—",
    "?",
    "n.b.",
    "nb",
    "onbekend",
    "n/a",
    "na",
    "null",
    "none",
    "nan",
}
UNKNOWN_NUMBERS = {"-99995", "-99997", "-99999999", "-99998"}

_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?")
_THOUSANDS_POINT = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")
_THOUSANDS_COMMA = re.compile(r"[+-]?\d{1,3}(,\d{3})+")


def parse_decimal(text) -> Decimal | None:
    """Read a number with a decimal comma or point; what is unknown (blank, `.`, `x`, `-`, -99997) is None.

    With both signs present the last one is the decimal sign. With points alone `1.234.567` has thousands;
    one group of three after a single point (`1.234`) is ambiguous and read as a decimal, as the CBS writes.
    Raises ValueError for anything else, such as a word.
    """
    if text is None:
        return None
    written = _SPACES.sub("", str(text)).removeprefix("€")
    if written.lower() in UNKNOWN:
        return None
    written = written.replace("−", "-")
    if "," in written and "." in written:
        if written.rfind(",") > written.rfind("."):
            written = _grouped(written, ".", ",").replace(",", ".")
        else:
            written = _grouped(written, ",", ".")
    elif written.count(",") > 1 and _THOUSANDS_COMMA.fullmatch(written):
        written = written.replace(",", "")
    elif written.count(".") > 1 and _THOUSANDS_POINT.fullmatch(written):
        written = written.replace(".", "")
    else:
        written = written.replace(",", ".")
    if not _NUMBER.fullmatch(written):
        raise ValueError(f"{text!r} is not a number")
    number = Decimal(written)
    if written.split(".")[0] in UNKNOWN_NUMBERS and number == number.to_integral_value():
        return None
    return number


def parse_whole(text) -> int | None:
    """Read a whole number, also when a spreadsheet wrote it as `12.0`; None when unknown."""
    number = parse_decimal(text)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise ValueError(f"{text!r} is not a whole number")
    return int(number)


def _grouped(written: str, thousands: str, decimal: str) -> str:
    """Take out the thousands signs, if each stands before a group of three."""
    whole, _sign, fraction = written.rpartition(decimal)
    groups = whole.lstrip("+-").split(thousands)
    if not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:]):
        raise ValueError(f"{written!r} is not a number")
    return whole.replace(thousands, "") + decimal + fraction
