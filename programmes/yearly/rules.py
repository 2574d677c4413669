"""Who may do what with a programme. Its content changes only while it is a draft."""

import rules

from areas.roles.rules import holds, holds_anywhere
from programmes.yearly.queries import SUPPLIERS, supplied_by


@rules.predicate
def is_draft(person, thing) -> bool:
    """The programme, or the programme that this is a part of, is still a draft."""
    return getattr(thing, "programme", thing).is_draft


@rules.predicate
def is_proposed(person, programme) -> bool:
    """The wijkwethouder has agreed; what is left is to note what the college decided."""
    return programme is not None and programme.is_proposed


@rules.predicate
def supplies(person, part) -> bool:
    """Works in the organisation that supplies this part, in its area."""
    return part is not None and supplied_by(person).filter(pk=part.pk).exists()


makes_programmes = holds("area_manager", "administrator")

rules.add_perm("yearly.add_programme", makes_programmes)
rules.add_perm("yearly.see_draft", makes_programmes | holds("community_worker", "alderman"))
# Forms open with this; that the programme is still a draft is said by the action, which keeps what was typed.
rules.add_perm("yearly.make_programme", makes_programmes)
rules.add_perm("yearly.edit_programme", makes_programmes & is_draft)
rules.add_perm("yearly.submit_programme", makes_programmes)
rules.add_perm("yearly.return_programme", makes_programmes | holds("alderman"))
rules.add_perm("yearly.answer_for_panel", holds("board_member"))
rules.add_perm("yearly.propose_programme", holds("alderman"))
rules.add_perm("yearly.adopt_programme", holds("alderman") | (makes_programmes & is_proposed))
rules.add_perm("yearly.publish_programme", makes_programmes)

# Parts: who supplies one writes and signs it; the wijkmanager may do the same in their name.
rules.add_perm("yearly.contribute", holds_anywhere(*SUPPLIERS))
rules.add_perm("yearly.write_part", makes_programmes | supplies)
rules.add_perm("yearly.hand_back_part", makes_programmes)
rules.add_perm("yearly.manage_template", holds("administrator"))
