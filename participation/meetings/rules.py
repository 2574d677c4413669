"""Who may do what with meetings: who works in the area, and who works for the organisation that holds it."""

import rules

from areas.organisations.queries import organisations_worked_for
from areas.roles.rules import holds, holds_anywhere
from participation.meetings.queries import ORGANISERS, WATCHERS


@rules.predicate
def works_for_host(person, obj=None) -> bool:
    """Works for the organisation that holds the meeting."""
    host = getattr(obj, "organiser_id", None) or getattr(getattr(obj, "meeting", None), "organiser_id", None)
    return host is not None and person.is_authenticated and host in organisations_worked_for(person)


@rules.predicate
def works_for_some(person, obj=None) -> bool:
    """Works for an organisation, in whose name they may hold meetings."""
    return person.is_authenticated and bool(organisations_worked_for(person))


holds_some = holds_anywhere(*ORGANISERS) | works_for_some

rules.add_perm("meetings.see_workbench", holds_some)
rules.add_perm("meetings.make_some", holds_some)
rules.add_perm("meetings.manage_meeting", holds(*ORGANISERS) | works_for_host)
rules.add_perm("meetings.see_load", holds_anywhere(*WATCHERS) | works_for_some)
# In the name of the gemeente itself, beside the organisations for which someone works.
rules.add_perm("meetings.hold_for_gemeente", holds_anywhere(*ORGANISERS))
