"""Writes of the editing room. `save_edit` is what actions of other rooms save an edited record with."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.models import Draft, Edited
from wijkportaal.foundation.editing.states import PRESENCE_SECONDS, EditConflict, presence_key, subject_of

# A draft is personal and temporary: nobody needs it after a season.
KEEP_DRAFTS = timedelta(days=90)

Record = TypeVar("Record", bound=Edited)


def save_edit(
    record: Record,
    values: Mapping[str, Any],
    *,
    version: int,
    by,
    action: str,
    then: Callable[[Record], None] | None = None,
) -> Record:
    """Save the fields in `values` of a record that the form read at `version`; return it as it is now.

    Locks the row. Raises EditConflict when somebody saved it in between; the exception carries the record
    as they left it. Saving what already stands there changes nothing, the version included. `then(record)`
    runs in the same transaction, before the row is saved, and may set more columns (it returns their names).
    The person's draft of this form goes.
    """
    with recorded(by=by, action=action):
        locked = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
        if locked.version != version:
            raise EditConflict(locked)
        changed = [name for name, value in values.items() if getattr(locked, name) != value]
        for name in changed:
            setattr(locked, name, values[name])
        more = (then(locked) or []) if then else []
        if changed or more:
            locked.version += 1
            locked.edited_at = timezone.now()
            locked.edited_by = by
            locked.save(update_fields=[*changed, *more, "version", "edited_at", "edited_by"])
        drop_draft(record, by=by)
    return locked


def keep_draft(record, values: Mapping[str, Any], *, version: int, by, form: str = "") -> Draft:
    """Keep what a person typed in a form that could not be saved. Replaces their earlier draft of it."""
    draft, _made = Draft.objects.update_or_create(
        person=by,
        subject=subject_of(record, form),
        defaults={"values": dict(values), "base_version": version},
    )
    return draft


def drop_draft(record, *, by, form: str = "") -> None:
    """Forget what a person had typed in a form."""
    if by is not None:
        Draft.objects.filter(person=by, subject=subject_of(record, form)).delete()


def drafts_past(term: timedelta = KEEP_DRAFTS) -> QuerySet[Draft]:
    """Return the drafts that nobody came back to."""
    return Draft.objects.filter(saved_at__lt=timezone.now() - term)


def forget_old_drafts(term: timedelta = KEEP_DRAFTS) -> int:
    """Delete the drafts that nobody came back to; returns how many."""
    return drafts_past(term).delete()[0]


def note_presence(record, *, by) -> None:
    """Note that a person has the form open; fades by itself when the browser falls silent.

    Kept in Redis only: it is a courtesy, and the version number is what protects the text.
    """
    key = presence_key(record)
    now = timezone.now().timestamp()
    present = {
        person: seen for person, seen in (cache.get(key) or {}).items() if now - seen[0] < PRESENCE_SECONDS
    }
    present[by.pk] = (now, str(by))
    cache.set(key, present, PRESENCE_SECONDS)
