"""Which function does which kind of work. Filled by `@handles` in the tasks.py of every room."""

from collections.abc import Callable


class JobFailed(Exception):
    """Work that cannot succeed however often it is tried; the message says why, in Dutch."""


class JobLost(Exception):
    """Another worker has taken this job over, or it ended: this one must stop without any effect."""


HANDLERS: dict[str, Callable] = {}


def handles(kind: str) -> Callable[[Callable], Callable]:
    """Register a function as the one that does jobs of `kind` (`room.verb_noun`).

    It is called with a Work and the job's arguments by name, outside any transaction, and puts its effect
    inside `with work.finishing():`. It may be called again after a crash.
    """

    def register(function: Callable) -> Callable:
        if kind in HANDLERS and HANDLERS[kind] is not function:
            raise ValueError(f"Two functions handle {kind}")
        HANDLERS[kind] = function
        return function

    return register
