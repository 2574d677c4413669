"""Who may do what with staffels: finance makes them, someone else decides; everybody reads what was decided."""

import rules

from areas.roles.rules import holds, holds_anywhere


@rules.predicate
def did_not_propose(person, version=None) -> bool:
    """Is someone else than the one who proposed this version, or who worked on it last."""
    return version is not None and person.pk not in {version.proposed_by_id, version.edited_by_id}


is_finance = holds("finance")
# A wijkwethouder is a member of the college, whatever areas are in the portfolio.
is_of_college = holds_anywhere("alderman")

rules.add_perm("staffels.see_workbench", is_finance | is_of_college)
rules.add_perm("staffels.edit_staffel", is_finance)
rules.add_perm("staffels.simulate", is_finance | is_of_college)
rules.add_perm("staffels.propose_staffel", is_finance | is_of_college)
rules.add_perm("staffels.send_back_staffel", is_finance | is_of_college)
rules.add_perm("staffels.adopt_staffel", (is_finance | is_of_college) & did_not_propose)
rules.add_perm("staffels.lapse_staffel", is_finance | is_of_college)
