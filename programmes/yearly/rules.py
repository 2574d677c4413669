"""Who may do what with a programme. Its content changes only while it is a draft."""

import rules

from areas.roles.rules import holds


@rules.predicate
def is_draft(person, thing) -> bool:
    """The programme, or the programme that this is a part of, is still a draft."""
    return getattr(thing, "programme", thing).is_draft


makes_programmes = holds("area_manager", "administrator")

rules.add_perm("yearly.add_programme", makes_programmes)
rules.add_perm("yearly.see_draft", makes_programmes | holds("community_worker", "alderman"))
# Forms open with this; that the programme is still a draft is said by the action, which keeps what was typed.
rules.add_perm("yearly.make_programme", makes_programmes)
rules.add_perm("yearly.edit_programme", makes_programmes & is_draft)
rules.add_perm("yearly.submit_programme", makes_programmes)
rules.add_perm("yearly.return_programme", makes_programmes | holds("alderman"))
rules.add_perm("yearly.adopt_programme", holds("alderman"))
rules.add_perm("yearly.publish_programme", makes_programmes)
