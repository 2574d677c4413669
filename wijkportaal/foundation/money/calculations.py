"""Exact arithmetic of amounts and how they are written."""

from decimal import ROUND_HALF_UP, Decimal


def euros(amount: Decimal) -> str:
    """Write an amount the Dutch way, with cents only when there are any: `€ 12.500`, `€ 12.400,50`."""
    exact = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    whole, cents = f"{exact:,.2f}".split(".")
    text = whole.replace(",", ".")
    return f"€\u00a0{text}" if cents == "00" else f"€\u00a0{text},{cents}"


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
