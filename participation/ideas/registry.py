"""Where ideas come from and what became of them. Filled by `@ideas_of` and `@taken_up` in the answers.py of every room."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from participation.ideas.states import OPEN, YES


@dataclass(frozen=True)
class Idea:
    """One idea as everyone may read it, with its answer as far as its own room knows it.

    `kind` and `ident` name it. What is the same idea further on (an initiative that was voted on) has the name of the
    first: they are one line. `address` is a path within the portal, `place` the area's id; `work_address` is where who
    works on it answers it, empty when it is answered here. While `waits_for` says for what it waits (a vote that is not
    over), nobody is asked for an answer.
    """

    kind: str
    ident: str
    title: str
    place: int
    area: str
    brought_on: date
    address: str = ""
    work_address: str = ""
    answer: str = OPEN
    why: str = ""
    who: str = ""
    when: str = ""
    waits_for: str = ""
    # `why` tells by whom and when it is done.
    says_who: bool = False
    # Where one can follow it: (title, path) of a project or a taakgroep.
    followed: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> tuple[str, str]:
        return self.kind, self.ident


@dataclass(frozen=True)
class TakenUp:
    """Who carries an idea out and when, and where one can follow it."""

    who: str
    when: str
    title: str = ""
    address: str = ""
    answer: str = YES


# Of areas (their ids) and a year, all ideas that everyone may know; in a number of queries that does not grow.
Find = Callable[[Sequence[int], int], Iterable[Idea]]
# Of ids of ideas of one kind, those that were taken up.
Follow = Callable[[Iterable[str]], dict[str, TakenUp]]


@dataclass(frozen=True)
class Source:
    """A kind of ideas."""

    name: str
    label: str | Promise
    icon: str
    position: int
    find: Find
    years: Callable[[Sequence[int]], Iterable[int]]


SOURCES: dict[str, Source] = {}
FOLLOWERS: dict[str, list[Follow]] = {}


def ideas_of(
    name: str,
    *,
    label: str | Promise,
    icon: str,
    position: int,
    years: Callable[[Sequence[int]], Iterable[int]],
) -> Callable[[Find], Find]:
    """Register a function as the one that finds the ideas of a source in areas and a year.

    `label` names one in a sentence (“initiatief”); `years(areas)` gives the years in which it has any. An idea that
    more sources name stands as the one with the lowest `position` tells it.
    """

    def register(find: Find) -> Find:
        if name in SOURCES and SOURCES[name].find is not find:
            raise ValueError(f"Two functions find {name}")
        SOURCES[name] = Source(name, label, icon, position, find, years)
        return find

    return register


def sources() -> list[Source]:
    """Return where ideas come from, in their order."""
    return sorted(SOURCES.values(), key=lambda source: source.position)


def taken_up(name: str) -> Callable[[Follow], Follow]:
    """Register a function as one that knows who carries out the ideas of a kind; several rooms may know."""

    def register(follow: Follow) -> Follow:
        known = FOLLOWERS.setdefault(name, [])
        if follow not in known:
            known.append(follow)
        return follow

    return register
