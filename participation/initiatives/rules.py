"""Who may do what with initiatives. Who makes one decides nothing about it on the gemeente's side."""

import rules

from areas.roles.rules import holds, holds_anywhere
from participation.initiatives.queries import HANDLERS, INSIDERS, checks_waiting_for, makes, own_departments


@rules.predicate
def is_maker(person, initiative=None) -> bool:
    """Is one of the makers of this initiative."""
    return initiative is not None and makes(person, initiative)


@rules.predicate
def wrote_it(person, comment=None) -> bool:
    """Wrote this comment."""
    return comment is not None and person.is_authenticated and comment.person_id == person.pk


@rules.predicate
def works_for_the_department(person, check=None) -> bool:
    """Works for the organisation that was asked whether it can be done."""
    return check is not None and check.organisation_id in own_departments(person)


@rules.predicate
def was_asked_something(person, obj=None) -> bool:
    """Works for an organisation that was asked whether some initiative can be done."""
    return checks_waiting_for(person).exists()


handles = holds(*HANDLERS)

rules.add_perm(
    "initiatives.see_workbench", holds_anywhere(*INSIDERS) | (holds_anywhere("partner") & was_asked_something)
)
rules.add_perm("initiatives.change_own", is_maker)
rules.add_perm("initiatives.handle", handles & ~is_maker)
rules.add_perm("initiatives.decide", holds("area_manager", "administrator") & ~is_maker)
rules.add_perm("initiatives.answer_check", works_for_the_department | handles)
rules.add_perm("initiatives.moderate", holds_anywhere(*HANDLERS))
rules.add_perm("initiatives.moderate_comment", handles & ~wrote_it)
