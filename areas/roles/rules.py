"""Who may do what, in the words of roles held in areas.

`holds("area_manager", "administrator")` is a predicate for `rules.add_perm`; predicates combine with `|`,
`&` and `~`. The permissions of the foundation's rooms are given out here: the foundation has no roles.
"""

import rules

from areas.roles.queries import holds_role, is_staff_member, role_areas
from areas.roles.states import ADMINISTRATOR, AREA_MANAGER, ROLES
from areas.territory.models import Area


def area_of(obj) -> Area | None:
    """Return the area that a permission is about: the area itself, the object's, or None for the gemeente."""
    if obj is None or isinstance(obj, Area):
        return obj
    return getattr(obj, "area", None)


def holds(*roles: str) -> rules.Predicate:
    """A predicate: the person holds one of these roles now in the object's area or in one above it.

    Without an object (or when it has no area) the role must be held in the whole gemeente.
    """
    if unknown := set(roles) - set(ROLES):
        raise ValueError(f"No such role: {', '.join(sorted(unknown))}")

    @rules.predicate(f"holds({', '.join(roles)})")
    def predicate(person, obj=None):
        return holds_role(person, roles, area_of(obj))

    return predicate


def holds_anywhere(*roles: str) -> rules.Predicate:
    """A predicate: the person holds one of these roles now in some area, whatever the object."""
    if unknown := set(roles) - set(ROLES):
        raise ValueError(f"No such role: {', '.join(sorted(unknown))}")

    @rules.predicate(f"holds_anywhere({', '.join(roles)})")
    def predicate(person, obj=None):
        return any(role_areas(person).get(role) for role in roles)

    return predicate


@rules.predicate
def is_staff(person, obj=None):
    """Works for the gemeente or a partner: holds a staff role in some area."""
    return is_staff_member(person)


@rules.predicate
def is_public_matter(person, obj=None):
    """The record is about an area, and not about who may do what there."""
    return area_of(obj) is not None and obj._meta.app_label != "roles"


@rules.predicate
def is_invited(person, invitation=None):
    """The invitation was sent to the address of the person who asks."""
    return invitation is not None and person.is_authenticated and person.email == invitation.email


is_administrator = holds(ADMINISTRATOR)

# Foundation
rules.add_perm("audit.view_history", is_administrator | (is_public_matter & holds(AREA_MANAGER)))
rules.add_perm("jobs.view_all_jobs", is_administrator)
rules.add_perm("branding.change_gemeente", is_administrator)
rules.add_perm("people.manage_people", is_administrator)
rules.add_perm("operations.view_operations", is_administrator)
rules.add_perm("privacy.see_clearing", is_administrator)
rules.add_perm("privacy.set_terms", is_administrator)

# This room. Nobody gives a role to themselves: roles.actions refuses it, whatever the permission.
rules.add_perm("roles.manage_roles", is_administrator)
rules.add_perm("roles.review_access", is_administrator)
rules.add_perm("roles.accept_invitation", is_invited)
rules.add_perm("roles.use_workspace", is_staff | holds_anywhere("board_member", "taskgroup_member"))
