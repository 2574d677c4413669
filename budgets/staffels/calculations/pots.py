"""Dividing an amount so that the shares add up to it, to the cent."""

from collections.abc import Sequence


def largest_remainder(total: int, weights: Sequence[int], keys: Sequence[str]) -> list[int]:
    """Divide `total` cents by whole weights; the cents that remain go to the largest remainders.

    Equal remainders go to the larger weight, then by key, so that the order of the areas does not matter. All 0
    when there is nothing to weigh by.
    """
    weight = sum(weights)
    if weight <= 0:
        return [0] * len(weights)
    shares, remainders = [], []
    for each in weights:
        share, remainder = divmod(total * each, weight)
        shares.append(share)
        remainders.append(remainder)
    order = sorted(range(len(weights)), key=lambda i: (-remainders[i], -weights[i], keys[i]))
    for index in order[: total - sum(shares)]:
        shares[index] += 1
    return shares


def share_at(total: int, weight: int, of: int) -> int:
    """The share in cents of one weight among `of`, rounded to the nearest cent: for a curve, not for a division."""
    return 0 if of <= 0 else (2 * total * weight + of) // (2 * of)
