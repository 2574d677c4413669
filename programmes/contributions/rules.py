"""Who may do what with the making of a programme by several parties, besides what `yearly.rules` says."""

import rules

from areas.roles.rules import holds, holds_anywhere


@rules.predicate
def is_adopted(person, thing) -> bool:
    """The college has decided on the programme (of this part or entry); what changes now is an amendment."""
    return thing is not None and getattr(thing, "programme", thing).is_adopted


makes_programmes = holds("area_manager", "administrator")

rules.add_perm("contributions.remind", makes_programmes)
rules.add_perm("contributions.amend", makes_programmes & is_adopted)
rules.add_perm(
    "contributions.follow_adopted", holds_anywhere("councillor", "alderman", "area_manager", "administrator")
)
