"""What the writes of this room share: when the content of a programme may change, and rows that keep an order."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from programmes.yearly.models import Programme
from programmes.yearly.states import ProgrammeClosed
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.editing.states import EditRefused


@contextmanager
def while_draft(programme: Programme, *, by, action: str) -> Iterator[Programme]:
    """Lock a programme for a change of its content; raises ProgrammeClosed when it is no draft any more."""
    with recorded(by=by, action=action):
        locked = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        if not locked.is_draft:
            raise ProgrammeClosed(locked)
        yield locked


@contextmanager
def while_adopted(programme: Programme, *, by, action: str, reason: str = "") -> Iterator[Programme]:
    """Lock a programme for a change after its adoption; raises EditRefused while the college has not decided."""
    with recorded(by=by, action=action, reason=reason):
        locked = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        if not locked.is_adopted:
            raise EditRefused(_("Dit programma is nog niet vastgesteld. Wijzig het in het concept."))
        yield locked


def moved(records: list, record, places: int) -> list:
    """Return the rows with one of them moved `places` up (negative) or down."""
    index = next(i for i, each in enumerate(records) if each.pk == record.pk)
    records.insert(max(0, index + places), records.pop(index))
    return records


def renumber(records: list, field: str) -> None:
    """Number rows from 1 in the order in which they are given; only what changes is written."""
    changed = []
    for number, record in enumerate(records, start=1):
        if getattr(record, field) != number:
            setattr(record, field, number)
            changed.append(record)
    if changed:
        type(changed[0])._base_manager.bulk_update(changed, [field])
