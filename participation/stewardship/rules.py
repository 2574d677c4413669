"""Who keeps the record of a body of residents: the wijkmanager where it works, the administrator, and its own board."""

import rules

from areas.organisations.queries import boards_of
from areas.roles.queries import holds_role
from areas.roles.rules import holds, holds_anywhere
from areas.roles.states import BOARD_MEMBER
from participation.stewardship.models import Agreement
from participation.stewardship.queries import KEEPERS, kept_by


def _body_of(obj):
    return obj.stewardship if isinstance(obj, Agreement) else obj


@rules.predicate
def looks_after_it(person, obj=None) -> bool:
    """Is wijkmanager or administrator where the body works."""
    body = _body_of(obj)
    return body is not None and any(holds_role(person, KEEPERS, area) for area in body.areas.all())


@rules.predicate
def sits_on_its_board(person, obj=None) -> bool:
    """Is on the board of the organisation behind the body, linked to their sign-in."""
    body = _body_of(obj)
    if body is None or body.organisation_id is None:
        return False
    return boards_of(person).filter(organisation=body.organisation_id).exists()


@rules.predicate
def keeps_one(person, obj=None) -> bool:
    """Keeps the record of some body."""
    return person.is_authenticated and kept_by(person).exists()


# Asked on every page of the workspace, for the menu: by roles alone, which are known already.
is_keeper_or_board = holds_anywhere(*KEEPERS, BOARD_MEMBER)

rules.add_perm("stewardship.expect_workbench", is_keeper_or_board)
rules.add_perm("stewardship.see_workbench", is_keeper_or_board | keeps_one)
rules.add_perm("stewardship.register", holds_anywhere(*KEEPERS))
# Of an initiative: whoever looks after the bodies of its area.
rules.add_perm("stewardship.register_from", holds(*KEEPERS))
rules.add_perm("stewardship.keep", looks_after_it | sits_on_its_board)
# Where it works and which organisation is behind it is not for its own board to say: that is who may keep the record.
rules.add_perm("stewardship.place", looks_after_it)
