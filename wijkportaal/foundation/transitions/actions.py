from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.transitions.models import life_cycle_of
from wijkportaal.foundation.transitions.states import TransitionRefused


def perform(obj, name: str, *, by, reason: str = "", then: Callable[[object], None] | None = None):
    """Take one step in the life cycle of a record and return the record as it is now.

    Locks the row, checks source, permission and guards on what is in the database now, sets the state and
    writes the audit line, in one transaction. `then(record)` runs in that transaction, for what follows
    from the step (a date, a letter). `by=None` is the portal itself, which needs no permission.

    Raises TransitionRefused (Dutch message) when the step is not possible, PermissionDenied when this
    person may not take it.
    """
    model = type(obj)
    life_cycle = life_cycle_of(model)
    with recorded(by=by, action=f"{model._meta.app_label}.{name}", reason=reason):
        locked = model._base_manager.select_for_update(of=("self",)).get(pk=obj.pk)
        transition = life_cycle.check(name, locked.state)
        if by is not None and not by.has_perm(transition.permission, locked):
            raise PermissionDenied
        if transition.needs_reason and not reason.strip():
            raise TransitionRefused(_("Schrijf erbij waarom. Anderen lezen deze reden."))
        if lacking := transition.lacking(locked):
            raise TransitionRefused(" ".join(lacking))
        locked.state = transition.target
        locked.save(update_fields=["state"])
        if then:
            then(locked)
    obj.state = locked.state
    return locked
