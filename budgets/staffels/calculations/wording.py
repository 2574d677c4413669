"""Numbers and days as the explanations write them, and amounts as people write them."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from wijkportaal.foundation.money.calculations import euros

CENT = Decimal("0.01")
LARGEST = Decimal(1_000_000_000)
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905

_GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d*)?|[1-9]\d{0,2}(,\d{3})+\.\d*")
_PLAIN = re.compile(r"\d+([.,]\d*)?")


class NotAnAmount(ValueError):
    """A text that is no amount; the message says what is wrong with it, in Dutch."""


def whole(number: int) -> str:
    """Write a count: `5.748`."""
    return f"{number:,}".replace(",", ".")


def percent(value: Decimal) -> str:
    """Write a percentage: `2,5 %`."""
    text = f"{value.normalize():f}"
    return f"{text.replace('.', ',')}\u00a0%"


def day(on: date) -> str:
    """Write a day: `1 januari 2026`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def to_cents(amount: Decimal) -> Decimal:
    """Round to the cent, a half away from zero."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def read_amount(typed: str, *, what: str = "") -> Decimal:
    """Read an exact, positive number of at most two decimals, with a comma or a point: `6.000`, `2,47`, `€ 12.50`.

    A point before three digits is one of thousands, as a Dutch reader takes it. Raises NotAnAmount.
    """
    text = re.sub(r"[\s\u00a0\u202f€]", "", str(typed)).removesuffix("%").replace("−", "-").removesuffix(",-")
    named = {"typed": str(typed).strip(), "what": what or _("bedrag")}
    if text.startswith("-"):
        raise NotAnAmount(_("“%(typed)s” is negatief. Vul een %(what)s van 0 of meer in.") % named)
    if _GROUPED.fullmatch(text):
        last = max(text.rfind(","), text.rfind("."))
        sign = text[last]
        if text.count(sign) == 1 and (sign == "," or "," in text):
            text = re.sub(r"[.,]", "", text[:last]) + "." + text[last + 1 :]
        else:
            text = text.replace(".", "")
    elif _PLAIN.fullmatch(text):
        text = text.replace(",", ".")
    else:
        raise NotAnAmount(_("“%(typed)s” is geen getal. Schrijf bijvoorbeeld 2,50 of 6.000.") % named)
    number = Decimal(text)
    if len(text.partition(".")[2].rstrip("0")) > 2:
        raise NotAnAmount(_("“%(typed)s” heeft meer dan twee decimalen. Rond het af op hele centen.") % named)
    if number >= LARGEST:
        raise NotAnAmount(
            _("“%(typed)s” is te groot: kleiner dan %(limit)s.") % (named | {"limit": euros(LARGEST)})
        )
    return number.quantize(CENT)
