"""Arithmetic of a brochure: headings, columns, and how many pages a printer can bind."""

import re

SHEET = 4
HEADING = re.compile(r"<(/?)h[1-6]>", re.IGNORECASE)


def with_headings(html: str, level: int) -> str:
    """Give all headings within a text one level: screen readers (and PDF/UA) want none skipped."""
    return HEADING.sub(rf"<\g<1>h{level}>", html)


def fillers_needed(pages: int) -> int:
    """Return how many pages make a multiple of four: a printer folds sheets of four pages."""
    return -pages % SHEET


def divide(heights: list[float], columns: int) -> list[int]:
    """Divide blocks that follow one another over columns; return how many go in each, the first ones first.

    The highest column is as low as it can be without changing the order.
    """
    low, high = max(heights, default=0.0), sum(heights)
    for _step in range(40):
        middle = (low + high) / 2
        if len(_filled(heights, middle)) <= columns:
            high = middle
        else:
            low = middle
    return _filled(heights, high)


def _filled(heights: list[float], height: float) -> list[int]:
    counts, filled = [0], 0.0
    for block in heights:
        if filled + block > height + 1e-9 and counts[-1]:
            counts.append(0)
            filled = 0.0
        counts[-1] += 1
        filled += block
    return counts


def quarters_in(year: int, start, end) -> tuple[int, ...]:
    """Return in which quarters (1 to 4) of a year there is work from quarter `start` up to and with `end`.

    Either may be None: open at that side, within the year; both None is not known and gives nothing.
    """
    if start is None and end is None:
        return ()
    first = start or end
    last = end or start
    if end is None and start.year <= year:
        last = type(start)(year, 4)
    return tuple(quarter for quarter in range(1, 5) if first <= type(first)(year, quarter) <= last)
