"""Find the view of an address without asking each of the hundreds of doors in turn.

Django tries the patterns one by one: at eight hundred doors that is milliseconds of every request. Here only those are
tried that begin as the address does. What is found is what Django would have found, for patterns keep their order.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import ResolverMatch, RoutePattern

Patterns = list[URLPattern | URLResolver]
# How many words of an address are looked at: the first tells the public side from the workplace, the second the room.
WORDS = 2


class Doors(URLResolver):
    """All patterns of a portal, in their order, as the one pattern of its URL configuration."""

    def __init__(self, patterns: Patterns) -> None:
        super().__init__(RoutePattern(""), patterns)
        self._beginnings = set(_beginnings(patterns, ""))
        self._nearby: dict[str, URLResolver] = {}

    def resolve(self, path: str) -> ResolverMatch:
        """Return the view of an address (without the slash before it); raises Resolver404."""
        beginning = ""
        for word in str(path).split("/")[:WORDS]:
            if f"{beginning}{word}/" not in self._beginnings:
                break
            beginning += f"{word}/"
        if beginning not in self._nearby:
            self._nearby[beginning] = URLResolver(self.pattern, _nearby(beginning, self.url_patterns, ""))
        return self._nearby[beginning].resolve(path)


def _fixed(before: str, pattern: URLPattern | URLResolver) -> str:
    """Return what an address begins with behind a pattern: its route up to the first hole."""
    if "<" in before or not isinstance(pattern.pattern, RoutePattern):
        return before + "<"
    return before + str(pattern.pattern)


def _beginnings(patterns: Patterns, before: str) -> Iterator[str]:
    """Yield the first word and the first two of every route, each with a slash behind it."""
    for pattern in patterns:
        route = _fixed(before, pattern)
        if isinstance(pattern, URLResolver):
            yield from _beginnings(pattern.url_patterns, route)
        words = route.partition("<")[0].split("/")[:WORDS]
        yield from ("/".join(words[:count]) + "/" for count in range(1, len(words) + 1))


def _nearby(beginning: str, patterns: Patterns, before: str) -> Patterns:
    """Return the patterns that an address with this beginning can lead to, and of a group those in it."""
    found = []
    for pattern in patterns:
        route = _fixed(before, pattern)
        fixed = route.partition("<")[0]
        if not (fixed.startswith(beginning) or beginning.startswith(fixed)):
            continue
        if isinstance(pattern, URLResolver):
            inside = _nearby(beginning, pattern.url_patterns, route)
            pattern = URLResolver(  # noqa: PLW2901 - the same group, with fewer in it
                pattern.pattern, inside, pattern.default_kwargs, pattern.app_name, pattern.namespace
            )
        found.append(pattern)
    return found
