"""Shares with the margin within which chance leaves them, and what differs by more than that.

The interval is Wilson's (1927), which stays between 0 and 1 and holds for small numbers too; with a known number of
addresses those who were not asked become fewer, and the interval narrower (finite population). Two shares are compared
by Newcombe's interval of their difference (1998, method 10), made of both intervals.
"""

from dataclasses import dataclass
from math import sqrt

# Nineteen times in twenty: the 97.5th percentile of the normal distribution.
NINETY_FIVE = 1.959964


@dataclass(frozen=True)
class Share:
    """`hits` of `of` people, and between which shares (0 to 1) it lies for all of whom they are a sample."""

    hits: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        return self.hits / self.of


def share_of(hits: int, of: int, *, addresses: int | None = None) -> Share:
    """Return a share with its interval of 95 %. `addresses` is of how many these are a sample, where that is known.

    Raises ValueError when nobody answered or more answered than did.
    """
    if not 0 <= hits <= of or of == 0:
        raise ValueError("A share needs people.")
    share = hits / of
    if addresses is not None and of >= addresses:
        return Share(hits, of, share, share)  # everybody was asked: nothing is left to chance
    # The finite population makes the sample worth more than its own number.
    worth = of if addresses is None else of * (addresses - 1) / (addresses - of)
    square = NINETY_FIVE**2
    middle = (share + square / (2 * worth)) / (1 + square / worth)
    half = NINETY_FIVE / (1 + square / worth) * sqrt(share * (1 - share) / worth + square / (4 * worth**2))
    return Share(hits, of, max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half)))


def differs(one: Share, other: Share) -> bool:
    """Whether two shares differ by more than chance alone would make them, nineteen times in twenty."""
    if one.value > other.value:
        one, other = other, one
    gap = other.value - one.value
    return gap > sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)


def percent(share: float) -> int:
    """Return a share as whole percents, a half upwards."""
    return int(share * 100 + 0.5)
