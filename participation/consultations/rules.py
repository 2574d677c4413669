"""Who may do what with rounds of questions. A walking list is its walker's alone."""

import rules

from areas.roles.rules import holds, holds_anywhere
from participation.consultations.queries.rounds import HOLDERS, INSIDERS, WORKERS, walks


@rules.predicate
def is_walker(person, walker=None) -> bool:
    """Is the one who goes along these doors."""
    return walker is not None and walks(person, walker)


rules.add_perm("consultations.see_workbench", holds_anywhere(*INSIDERS))
rules.add_perm("consultations.see_round", holds(*INSIDERS))
rules.add_perm("consultations.make_some", holds_anywhere(*WORKERS))
rules.add_perm("consultations.edit_set", holds(*WORKERS))
rules.add_perm("consultations.use_set", holds_anywhere(*WORKERS))
rules.add_perm("consultations.work_on_round", holds(*WORKERS))
rules.add_perm("consultations.run_round", holds(*HOLDERS))
rules.add_perm("consultations.answer_wish", holds(*HOLDERS))
rules.add_perm("consultations.walk", is_walker)
