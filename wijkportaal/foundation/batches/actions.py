"""The writes that every import has in common. Reading the file and writing its rows is the room's own."""

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.core.files.base import File
from django.utils.translation import gettext as _

from wijkportaal.foundation.batches.models import Batch
from wijkportaal.foundation.tables.plans import Fault, TablePlan
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.models import life_cycle_of

Kept = TypeVar("Kept", bound=Batch)


class ImportRefused(Exception):
    """A file that cannot be applied; the message says why, in Dutch. `faults` names what is wrong with it."""

    def __init__(self, message: str, faults: Iterable[Fault] = ()):
        super().__init__(message)
        self.faults = list(faults)


def keep_file(batch: Kept, upload: File, *, by) -> Kept:
    """Store an uploaded file with its batch, in the caller's transaction."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    batch.file_name = upload.name[-200:]
    batch.checksum = digest.hexdigest()
    batch.uploaded_by = by
    batch.file.save(batch.checksum[:16], upload, save=False)
    batch.save()
    return batch


def keep_preview(batch: Kept, plan: TablePlan, *, by) -> Kept:
    """Store a plan with its batch: ready to apply, or refused when anything is wrong."""

    def keep(locked: Batch) -> None:
        locked.plan = plan.as_dict()
        locked.save(update_fields=["plan"])

    return perform(batch, "refuse" if plan.faults else "preview", by=by, then=keep)


def apply_plan(batch: Kept, plan: TablePlan, write: Callable[[], None], *, by) -> Kept:
    """Write what the preview showed, all of it or nothing; `plan` was made anew just now.

    Raises ImportRefused when the portal changed since the preview, so that the outcome would be another;
    the new preview is then kept. Raises TransitionRefused for a file that was read in or thrown away.
    """
    life_cycle_of(type(batch)).check("apply", batch.state)
    if plan.faults or plan.as_dict() != batch.plan:
        keep_preview(batch, plan, by=by)
        raise ImportRefused(
            _("Er is intussen iets veranderd in het portaal. Bekijk opnieuw wat er gebeurt en lees dan in."),
            plan.faults,
        )
    return perform(batch, "apply", by=by, then=lambda locked: write())


def discard_batch(batch: Kept, *, by) -> Kept:
    """Throw an uploaded file away without using it."""
    return perform(batch, "discard", by=by, then=lambda locked: locked.file.delete(save=True))
