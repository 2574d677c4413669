"""Who may do what with a buurtanalyse. The wijkmanager makes it; who knows the area adds what they know."""

import rules

from areas.roles.rules import holds
from programmes.analysis.states import PROFESSIONALS

makes_analyses = holds("area_manager", "administrator")
HEAR_RESIDENTS = ("area_manager", "community_worker", "board_member")


@rules.predicate
def is_own(person, contribution) -> bool:
    """The judgement or experience was given by this person."""
    return contribution is not None and contribution.person_id == person.pk


rules.add_perm("analysis.make_analysis", makes_analyses)
rules.add_perm(
    "analysis.see_draft",
    makes_analyses | holds("community_worker", "partner", "department", "board_member", "alderman"),
)
rules.add_perm("analysis.give_judgement", holds(*PROFESSIONALS))
rules.add_perm("analysis.give_experience", holds(*HEAR_RESIDENTS))
# One's own words are one's own: the wijkmanager can take them out, not rewrite them.
rules.add_perm("analysis.edit_contribution", is_own)
rules.add_perm("analysis.remove_contribution", is_own | makes_analyses)
rules.add_perm("analysis.make_outcome", makes_analyses)
