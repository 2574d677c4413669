"""Who may see, keep, judge and decide the file of a panel or dorpsbelang."""

import rules

from areas.organisations.models import Organisation
from areas.organisations.queries import boards_of, served_areas
from areas.organisations.rules import sits_on_a_board
from areas.roles.queries import holds_role
from areas.roles.rules import holds, holds_anywhere
from areas.roles.states import ADMINISTRATOR
from participation.recognition.queries import DECIDERS, JUDGES, WATCHERS


def _body_of(obj) -> Organisation | None:
    """Return the organisation that a permission is about."""
    if obj is None or isinstance(obj, Organisation):
        return obj
    return getattr(obj, "file", obj).organisation


def _holds_where_it_works(person, obj, roles: tuple[str, ...]) -> bool:
    body = _body_of(obj)
    return body is not None and any(holds_role(person, roles, area) for area in served_areas(body))


@rules.predicate
def is_on_the_board(person, obj=None) -> bool:
    """Is on the board, linked to their sign-in."""
    body = _body_of(obj)
    return body is not None and boards_of(person).filter(organisation=body).exists()


@rules.predicate
def judges_here(person, obj=None) -> bool:
    """Is wijkmanager or administrator where the organisation works."""
    return _holds_where_it_works(person, obj, JUDGES)


@rules.predicate
def decides_here(person, obj=None) -> bool:
    """Is wethouder or administrator where the organisation works."""
    return _holds_where_it_works(person, obj, DECIDERS)


rules.add_perm("recognition.see_files", holds_anywhere(*WATCHERS) | sits_on_a_board)
rules.add_perm("recognition.see_overview", holds_anywhere(*WATCHERS))
rules.add_perm("recognition.see_file", is_on_the_board | judges_here | decides_here)
rules.add_perm("recognition.keep_file", is_on_the_board | judges_here)
rules.add_perm("recognition.judge_file", judges_here)
rules.add_perm("recognition.decide", decides_here)
rules.add_perm("recognition.set_criteria", holds(ADMINISTRATOR))
# What the portal does by itself: nobody has this.
rules.add_perm("recognition.follow_clock", rules.always_false)
