"""Arithmetic about groups of people: what may be shown of small ones (docs/adr/0135-small-groups.md)."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

Name = TypeVar("Name")
# Fewer people than this are never shown as a group.
SMALL = 5
# What is hidden together holds at least this many people, so that no hidden number follows from the total.
TOGETHER = 2 * SMALL


def without_small(counts: Mapping[Name, int]) -> dict[Name, int | None]:
    """Return the counts of groups of which the total is known, with None for what may not be shown.

    A group of 1 to 4 is hidden, and with it the next one (at the end the one before), until what is hidden are at least
    two groups that hold `TOGETHER` people, and not each as many as a small one can be: three of together twelve are
    four each. Which one is hidden along goes by the order of the groups and not by their size: who knows the rule would
    learn from that. Nobody is nothing to hide: a 0 is shown, unless the groups together
    are too few.
    """
    filled = [name for name, number in counts.items() if number]
    small = [place for place, name in enumerate(filled) if counts[name] < SMALL]
    if not small:
        return dict(counts)
    hidden = [filled[place] for place in small]
    for place in (*range(small[-1] + 1, len(filled)), *range(small[-1] - 1, -1, -1)):
        if len(hidden) > 1 and TOGETHER <= _people(counts, hidden) != (SMALL - 1) * len(hidden):
            break
        if filled[place] not in hidden:
            hidden.append(filled[place])
    if len(hidden) == 1 or _people(counts, hidden) < TOGETHER:
        return dict.fromkeys(counts)
    return {name: None if name in hidden else number for name, number in counts.items()}


def _people(counts: Mapping[Name, int], names: Iterable[Name]) -> int:
    return sum(counts[name] for name in names)


def shown_parts(parts: Iterable[Mapping[Name, int]]) -> list[dict[Name, int]]:
    """Return the tables that can be added up: each of which something is shown, and those of which nothing is as one.

    What is still too small together is left out, so that one person in one activity does not hide a whole year.
    """
    found, tiny = [], {}
    for part in parts:
        if any(number is not None for number in without_small(part).values()):
            found.append(dict(part))
        else:
            tiny = {name: tiny.get(name, 0) + number for name, number in part.items()}
    if any(number is not None for number in without_small(tiny).values()):
        found.append(tiny)
    return found


def without_small_of(parts: Iterable[Mapping[Name, int]]) -> dict[Name, int | None]:
    """Return the sum of tables that are shown themselves, each by `without_small`, with None for what may not be shown.

    What a part hides follows from the sum less the other parts: so a group stays hidden in the sum unless at least two
    parts hide it and hold `TOGETHER` people of it.
    """
    parts = [dict(part) for part in parts]
    total = {name: sum(part.get(name, 0) for part in parts) for part in parts for name in part}
    shown = [without_small(part) for part in parts]
    told = without_small(total)
    for name in total:
        hidden = [
            part[name] for part, seen in zip(parts, shown, strict=True) if name in part and seen[name] is None
        ]
        if hidden and (len(hidden) == 1 or sum(hidden) < TOGETHER):
            told[name] = None
    kept = [name for name, number in told.items() if number is None]
    if len(kept) == 1:
        others = [name for name in told if name not in kept and total[name]]
        for name in others[:1]:
            told[name] = None
    return told
