"""Writes on the texts of a programme: who supplies one fills it in and signs it off."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.utils import timezone

from programmes.yearly.actions.drafts import moved, renumber, while_draft
from programmes.yearly.models import Part, Programme
from programmes.yearly.states import OPEN, RETURNED, DeadlinePassed, PartSigned
from wijkportaal.foundation.editing.actions import save_edit
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.pictures.actions import store_picture
from wijkportaal.foundation.transitions.actions import perform


def edit_part(part: Part, values: Mapping[str, Any], *, version: int, by) -> Part:
    """Save a part of a draft that was read at `version`; raises as `edit_programme` does.

    Raises PartSigned when it was signed off, DeadlinePassed when its supplier comes too late.
    """
    with _open_part(part, by=by, action="yearly.edit_part"):
        saved = save_edit(part, values, version=version, by=by, action="yearly.edit_part")
        if saved.version != version and saved.state in {OPEN, RETURNED}:
            # Follows from the save; who may save was asked already.
            perform(saved, "begin", by=None)
    return saved


def sign_off(part: Part, *, version: int, by) -> Part:
    """Sign a part off as it was read at `version`; raises EditConflict when somebody saved it in between."""
    with while_draft(part.programme, by=by, action="yearly.sign_off"):
        present = Part.objects.select_for_update(of=("self",)).get(pk=part.pk)
        if present.version != version:
            raise EditConflict(present)

        def then(locked: Part) -> None:
            locked.signed_at, locked.signed_by, locked.returned_because = timezone.now(), by, ""
            locked.save(update_fields=["signed_at", "signed_by", "returned_because"])

        return perform(part, "sign_off", by=by, then=then)


def reopen_part(part: Part, *, by) -> Part:
    """Open a part again that was signed off, to change it."""
    with while_draft(part.programme, by=by, action="yearly.reopen_part"):
        return perform(part, "reopen", by=by, then=_forget_signature)


def hand_back(part: Part, *, by, reason: str, due_on: date | None = None) -> Part:
    """Give a part back to who supplies it, with a remark and, when the deadline is near, a new one."""

    def then(locked: Part) -> None:
        locked.returned_because, locked.due_on = reason.strip(), due_on or locked.due_on
        locked.save(update_fields=["returned_because", "due_on"])
        _forget_signature(locked)

    with while_draft(part.programme, by=by, action="yearly.hand_back"):
        return perform(part, "hand_back", by=by, reason=reason, then=then)


def ask_of_part(part: Part, values: Mapping[str, Any], *, version: int, by) -> Part:
    """Change what is asked of a part: who supplies it, by when, how long; raises as `edit_programme` does."""
    with while_draft(part.programme, by=by, action="yearly.ask_of_part"):
        return save_edit(part, values, version=version, by=by, action="yearly.ask_of_part")


def set_part_picture(part: Part, upload, *, alt: str = "", credit: str = "", by) -> None:
    """Put a picture beside a part, or take it away when `upload` is None."""
    with _open_part(part, by=by, action="yearly.set_part_picture"):
        part.picture = store_picture(upload, alt=alt, credit=credit, by=by) if upload else None
        part.save(update_fields=["picture"])


def add_part(programme: Programme, *, kind: str, title: str, by) -> Part:
    """Add one more part (a second corporatie, say) behind the others of its kind."""
    with while_draft(programme, by=by, action="yearly.add_part"):
        order = list(programme.parts.all())
        same = [place for place, each in enumerate(order, start=1) if each.kind == kind]
        part = Part.objects.create(
            programme=programme, kind=kind, title=title, position=len(order) + 1, edited_by=by
        )
        order.insert(same[-1] if same else len(order), part)
        renumber(order, "position")
    return part


def move_part(part: Part, *, places: int, by) -> None:
    """Move a part `places` up (negative) or down."""
    with while_draft(part.programme, by=by, action="yearly.move_part"):
        renumber(moved(list(part.programme.parts.all()), part, places), "position")


def remove_part(part: Part, *, by) -> None:
    """Take a part out of a draft; its text stays in the history."""
    with while_draft(part.programme, by=by, action="yearly.remove_part"):
        part.delete()


@contextmanager
def _open_part(part: Part, *, by, action: str) -> Iterator[None]:
    """Lock the programme for a change of one part; raises as `edit_part` says."""
    with while_draft(part.programme, by=by, action=action):
        present = Part.objects.get(pk=part.pk)
        if present.is_signed:
            raise PartSigned
        if present.is_closed_to_supplier and by and not by.has_perm("yearly.make_programme", part.programme):
            raise DeadlinePassed(present)
        yield


def _forget_signature(part: Part) -> None:
    part.signed_at = part.signed_by = None
    part.save(update_fields=["signed_at", "signed_by"])
