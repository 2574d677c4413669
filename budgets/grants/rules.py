"""Who may do what with applications. Who has an interest in one does nothing with it on the gemeente's side."""

import rules

from areas.organisations.queries import boards_of
from areas.roles.queries import holds_role
from areas.roles.rules import holds, holds_anywhere
from areas.roles.states import ALDERMAN
from budgets.grants.queries import OFFICIALS, has_function_in


@rules.predicate
def has_interest(person, application=None) -> bool:
    """Applied, or has (or had, since it was begun) a function in the organisation that applies."""
    if application is None:
        return False
    return application.applicant_id == person.pk or has_function_in(person, application)


@rules.predicate
def applied(person, application=None) -> bool:
    """Applied for themselves or a taakgroep, or sits on the board that applies."""
    if application is None or not person.is_authenticated:
        return False
    if application.organisation_id:
        return boards_of(person).filter(organisation=application.organisation_id).exists()
    return application.applicant_id == person.pk


@rules.predicate
def is_its_decider(person, application=None) -> bool:
    """Holds the role that decides under this regulation; a wijkwethouder is of the college, wherever."""
    if application is None:
        return False
    role = application.regulation.decider
    if role == ALDERMAN:
        return holds_anywhere(ALDERMAN)(person)
    return holds_role(person, [role], application.area)


@rules.predicate
def had_no_part_in_it(person, application=None) -> bool:
    """Neither assessed it nor gave the first of two decisions."""
    return application is not None and person.pk not in {
        application.assessed_by_id,
        application.proposed_by_id,
    }


is_finance = holds("finance")

rules.add_perm("grants.manage_regulations", holds("finance", "administrator"))
rules.add_perm("grants.see_workbench", holds_anywhere(*OFFICIALS))
rules.add_perm("grants.change_own", applied)
rules.add_perm("grants.see_application", holds(*OFFICIALS) | is_its_decider | applied)
rules.add_perm("grants.review", holds("area_manager", "finance") & ~has_interest)
rules.add_perm("grants.advise", holds("community_worker", "partner", "area_manager") & ~has_interest)
rules.add_perm("grants.decide", is_its_decider & had_no_part_in_it & ~has_interest)
rules.add_perm("grants.pay", is_finance & ~has_interest)
rules.add_perm("grants.settle", is_finance & ~has_interest)
# Who of the college answers an objection, `objections.answer` says; here it is about the application.
rules.add_perm("grants.revise", holds_anywhere(ALDERMAN) & ~has_interest)
