"""Who may do what with taakgroepen: its members, its trekker, and who helps groups in the area."""

import rules

from areas.roles.rules import holds, holds_anywhere
from participation.taskgroups.queries import HELPERS, is_lead_of, is_member_of


@rules.predicate
def is_member(person, obj=None) -> bool:
    """Is a member of the group."""
    return obj is not None and is_member_of(person, getattr(obj, "group", obj))


@rules.predicate
def is_lead(person, obj=None) -> bool:
    """Is the trekker of the group."""
    return obj is not None and is_lead_of(person, getattr(obj, "group", obj))


@rules.predicate
def is_own_place(person, member=None) -> bool:
    """Is the member's own place in the group, or the invitation to their address."""
    if member is None or not person.is_authenticated:
        return False
    return member.person_id == person.pk or bool(member.email and member.email == person.email)


helps = holds(*HELPERS)

rules.add_perm("taskgroups.see_weekly", holds_anywhere(*HELPERS))
rules.add_perm("taskgroups.support_group", helps)
rules.add_perm("taskgroups.lead_group", is_lead | helps)
rules.add_perm("taskgroups.take_part", is_member | helps)
rules.add_perm("taskgroups.accept_place", is_own_place)
rules.add_perm("taskgroups.leave_group", is_own_place | is_lead | helps)
