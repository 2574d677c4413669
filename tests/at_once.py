"""Things that happen at the same moment, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections


def at_once(*steps: Callable[[], Any]) -> list[Any]:
    """Take steps at the same moment; returns what each gave, or the exception that it raised."""
    start = Barrier(len(steps))

    def take(step: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return step()
        except Exception as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(take, steps))
