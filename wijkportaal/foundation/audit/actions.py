from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

import pghistory
import pgtrigger
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from pghistory import runtime
from pghistory.models import Context as PastContext
from redis.exceptions import RedisError

from wijkportaal.foundation.languages.speaking import speaking
from wijkportaal.foundation.languages.states import DUTCH

# What the portal shows changes with this value; see foundation.operations.caching.
REVISION_KEY = "audit:revision"

# The write that is under way: whether it changes what visitors see, as far as is known.
_inside: ContextVar[dict[str, bool] | None] = ContextVar("inside_recorded", default=None)


@contextmanager
def recorded(*, by, action: str, reason: str = "", shows: bool = True) -> Iterator[None]:
    """Run a write as one transaction that says who did it, what it was and why.

    `by` is a Person, or None for the portal itself (the clock, an import from the shell). `action` is
    `room.verb_noun`, as in `territory.rename_area`. Every tracked row that changes inside points to this.
    An action that another one calls is part of that one: the outermost names what happened. What is written
    down is Dutch, in whatever language somebody reads the portal.

    `shows=False` is for what many people do in the same minute and no visitor sees (a signal that nobody has looked at
    yet): the pages that visitors share then stay as they are, unless an action inside does show.
    """
    if write := _inside.get():
        write["shows"] |= shows
        with transaction.atomic():
            yield
        return
    context = {"action": action, "by": getattr(by, "pk", None)}
    if reason:
        context["reason"] = reason
    write = {"shows": shows}
    token = _inside.set(write)
    try:
        with transaction.atomic(), _own_context(context), speaking(DUTCH):
            yield
            if write["shows"]:
                transaction.on_commit(renew_revision, robust=True)
    finally:
        _inside.reset(token)


def erase_from_history(obj, *, fields: dict[str, object], by) -> None:
    """Overwrite personal fields of a record in its whole history; of a person also from where they wrote.

    The AVG's right to be forgotten is the one thing that goes before an unchangeable history: the lines
    stay, with what is in `fields` in place of who it was.
    """
    with recorded(by=by, action="audit.erase_from_history"):
        for events in obj.pgh_event_models.values() if hasattr(obj, "pgh_event_models") else ():
            with pgtrigger.ignore(f"{events._meta.label}:append_only"):
                events.objects.filter(pgh_obj_id=obj.pk).update(**fields)
        if not isinstance(obj, get_user_model()):
            return
        for context in PastContext.objects.filter(metadata__by=obj.pk, metadata__has_key="origin"):
            context.metadata.pop("origin")
            context.save(update_fields=["metadata"])


def renew_revision(*, only_if_absent: bool = False) -> str:
    """Give what the portal shows a new revision and return it. Random, so that none ever comes back."""
    revision = uuid4().hex
    if only_if_absent:
        cache.add(REVISION_KEY, revision, None)
        return cache.get(REVISION_KEY, revision)
    try:
        cache.set(REVISION_KEY, revision, None)
    except RedisError:  # pages in the cache end by themselves within minutes
        return revision
    return revision


@contextmanager
def _own_context(metadata: dict) -> Iterator[None]:
    """Give an action a context of its own, also as the second one in a request.

    pghistory keeps one context per request and lets later metadata overwrite earlier, so that two actions
    in one request would both carry the name of the last.
    """
    surrounding = getattr(runtime._tracker, "value", None)
    if surrounding is None:
        with pghistory.context(**metadata):
            yield
        return
    runtime._tracker.value = runtime.Context(id=uuid4(), metadata={**surrounding.metadata, **metadata})
    try:
        yield
    finally:
        runtime._tracker.value = surrounding
