"""Who may do what with commitments: who works in the area, and the one who answers for it."""

import rules

from areas.roles.rules import holds, holds_anywhere
from programmes.commitments.queries import INSIDERS, PROMISERS, keeps_any


@rules.predicate
def is_responsible(person, commitment=None) -> bool:
    """Is the one who watches over this commitment."""
    return commitment is not None and person.is_authenticated and commitment.responsible_id == person.pk


@rules.predicate
def is_made_to(person, commitment=None) -> bool:
    """Is the one it was made to, by the e-mail address."""
    return (
        commitment is not None
        and person.is_authenticated
        and bool(commitment.made_to_email)
        and commitment.made_to_email.lower() == person.email
    )


@rules.predicate
def watches_over_some(person, obj=None) -> bool:
    """Watches over some commitment."""
    return keeps_any(person)


keeps_promises = holds("area_manager", "administrator")

rules.add_perm("commitments.see_workbench", holds_anywhere(*INSIDERS) | watches_over_some)
rules.add_perm("commitments.add_some", holds_anywhere(*PROMISERS))
rules.add_perm("commitments.add_commitment", holds(*PROMISERS))
rules.add_perm("commitments.edit_commitment", keeps_promises | is_responsible)
rules.add_perm("commitments.settle_commitment", keeps_promises | is_responsible)
rules.add_perm("commitments.reopen_commitment", keeps_promises | is_responsible)
rules.add_perm("commitments.dispute_commitment", is_made_to)
