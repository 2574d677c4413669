"""What can be followed. Filled by `@followable` in the following.py of every room."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Subject:
    """One thing that can be followed, as a follower reads of it; `url` is a path within the portal."""

    title: str
    url: str


Find = Callable[[Iterable[str]], dict[str, Subject]]


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be followed."""

    name: str
    label: str | Promise
    icon: str
    find: Find


KINDS: dict[str, Kind] = {}


def followable(name: str, *, label: str | Promise, icon: str) -> Callable[[Find], Find]:
    """Register a function as the one that finds things of kind `name` by their ids.

    It gets ids as texts, whatever they are, and returns a Subject for each that exists and that everyone may see, in
    a number of queries that does not grow. What it leaves out cannot be followed, and followers of it hear nothing.
    `label` names the kind in a sentence (“project”).
    """

    def register(find: Find) -> Find:
        if name in KINDS and KINDS[name].find is not find:
            raise ValueError(f"Two functions find {name}")
        KINDS[name] = Kind(name, label, icon, find)
        return find

    return register
