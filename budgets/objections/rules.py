"""Who may do what with objections: officials take them in, another of the college than who decided answers."""

import rules

from areas.roles.rules import holds, holds_anywhere
from areas.roles.states import ALDERMAN
from budgets.decisions.queries import OFFICIALS
from budgets.objections.queries import has_function_with, is_addressee


def decision_of(obj):
    return getattr(obj, "decision", obj)


@rules.predicate
def decided(person, obj=None) -> bool:
    """Took the decision that the objection is about."""
    return obj is not None and decision_of(obj).decided_by_id == person.pk


@rules.predicate
def has_interest(person, obj=None) -> bool:
    """Is who the decision is for, objects to it, or has a function in that organisation."""
    if obj is None:
        return False
    mine = getattr(obj, "email", "").lower() == person.email.lower()
    return mine or is_addressee(person, decision_of(obj)) or has_function_with(person, decision_of(obj))


@rules.predicate
def may_object_to(person, decision=None) -> bool:
    """The decision was taken for this person, or for the board on which they sit."""
    return decision is not None and is_addressee(person, decision)


handles = holds("finance", "administrator", "area_manager")

rules.add_perm("objections.see_objections", holds_anywhere(*OFFICIALS))
rules.add_perm("objections.see_objection", holds(*OFFICIALS) | holds_anywhere(ALDERMAN))
rules.add_perm("objections.object", may_object_to)
rules.add_perm("objections.handle", handles & ~has_interest)
rules.add_perm("objections.answer", holds_anywhere(ALDERMAN) & ~decided & ~has_interest)
