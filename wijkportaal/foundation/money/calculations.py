"""Exact arithmetic of amounts and how they are written."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language

# What numeric(12,2) holds.
LARGEST = Decimal("9999999999.99")
# Digits with dots between thousands or without, a comma or a single dot before the cents.
WRITTEN = re.compile(r"(-?)(?:(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?|(\d+)(?:[.,](\d+))?)", re.ASCII)

# Commas between thousands and a dot before the cents.
ENGLISH = re.compile(r"€?\s*-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
DUTCH_MARKS = str.maketrans(",.", ".,")


def read_amount(text: str) -> Decimal | None:
    """Read an amount as people write it (`1250`, `1.250,50`, `€ 12,5`, `12.50`); None when it is none.

    A dot followed by just three digits stands between thousands: `1.250` is twelve hundred and fifty. On a page in
    English a comma does: `1,250.50`.
    """
    if is_english() and ENGLISH.fullmatch(text.strip()):
        text = text.replace(",", "")
        text = text if "." in text else f"{text}.00"
    found = WRITTEN.fullmatch(re.sub(r"[\s\u00a0\u202f€]|,-+$|EUR", "", text.strip()))
    if not found or len(text) > 40:
        return None
    sign, grouped, cents, plain, plain_cents = found.groups()
    whole = (grouped or plain).replace(".", "")
    return Decimal(f"{sign}{whole}.{cents or plain_cents or 0}")


def euros(amount: Decimal) -> str:
    """Write an amount with cents only when there are any: `€ 12.500`, `€ 12.400,50`, in English `€ 12,400.50`."""
    exact = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    text = f"{exact:,.2f}".removesuffix(".00")
    if not is_english():
        text = text.translate(DUTCH_MARKS)
    return f"€\u00a0{text}"


def is_english() -> bool:
    """Whether a comma stands between thousands now: English, and no other language of the portal."""
    return (get_language() or "").startswith("en")


def shares(amounts: list[Decimal]) -> list[int]:
    """Return whole percentages that add up to 100 (largest remainders); all 0 when there is nothing."""
    total = sum(amounts)
    if total <= 0:
        return [0 for _amount in amounts]
    exact = [amount * 100 / total for amount in amounts]
    whole = [int(share) for share in exact]
    by_remainder = sorted(range(len(amounts)), key=lambda i: exact[i] - whole[i], reverse=True)
    for index in by_remainder[: 100 - sum(whole)]:
        whole[index] += 1
    return whole
