from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db import transaction


@contextmanager
def recorded(*, by, action: str, reason: str = "") -> Iterator[None]:
    """Run a write as one transaction that says who did it, what it was and why.

    `by` is a Person, or None for the portal itself (the clock, an import from the shell). `action` is
    `room.verb_noun`, as in `territory.rename_area`. Every tracked row that changes inside points to this.
    """
    context = {"action": action, "by": getattr(by, "pk", None)}
    if reason:
        context["reason"] = reason
    with transaction.atomic(), pghistory.context(**context):
        yield
