"""Who may change an organisation, its people and places: the administrator, the wijkmanager of an area that
it serves, and its own board."""

import rules

from areas.organisations.models import Facility, Function, Organisation
from areas.organisations.queries import boards_of, served_areas, sits_on_some_board
from areas.roles.queries import holds_role
from areas.roles.rules import holds, holds_anywhere
from areas.roles.states import ADMINISTRATOR, AREA_MANAGER


def organisation_of(obj) -> Organisation | None:
    """Return the organisation that a permission is about: itself, or a function's."""
    return obj.organisation if isinstance(obj, Function) else obj


@rules.predicate
def manages_its_area(person, obj):
    """Is wijkmanager of an area in which the organisation works."""
    organisation = organisation_of(obj)
    if organisation is None:
        return False
    return any(holds_role(person, [AREA_MANAGER], area) for area in served_areas(organisation))


@rules.predicate
def sits_on_its_board(person, obj):
    """Is on the board of the organisation, linked to their sign-in."""
    organisation = organisation_of(obj)
    return organisation is not None and boards_of(person).filter(organisation=organisation).exists()


@rules.predicate
def board_keeps_place(person, obj):
    """Is on the board of the organisation that keeps the place."""
    if not isinstance(obj, Facility) or obj.manager_id is None:
        return False
    return boards_of(person).filter(organisation_id=obj.manager_id).exists()


@rules.predicate
def sits_on_a_board(person, obj=None):
    """Is on the board of some organisation."""
    return sits_on_some_board(person)


is_administrator = holds(ADMINISTRATOR)

rules.add_perm("organisations.add_organisation", is_administrator | holds_anywhere(AREA_MANAGER))
rules.add_perm("organisations.change_organisation", is_administrator | manages_its_area | sits_on_its_board)
# In which areas it works and whether it exists is not for its own board to say.
rules.add_perm("organisations.place_organisation", is_administrator | manages_its_area)
rules.add_perm("organisations.edit_some", is_administrator | holds_anywhere(AREA_MANAGER) | sits_on_a_board)
rules.add_perm("organisations.add_facility", is_administrator | holds_anywhere(AREA_MANAGER))
rules.add_perm("organisations.change_facility", holds(ADMINISTRATOR, AREA_MANAGER) | board_keeps_place)
