"""Who may do what with a visie. Its content changes only while it is a draft; execution plans are added later too."""

import rules

from areas.roles.rules import holds

makes_visions = holds("area_manager", "administrator")

rules.add_perm("visions.add_vision", makes_visions)
rules.add_perm(
    "visions.see_draft",
    makes_visions | holds("community_worker", "board_member", "partner", "department", "alderman"),
)
# Forms open with this; that the visie is still a draft is said by the action, which keeps what was typed.
rules.add_perm("visions.make_vision", makes_visions)
# The decision is taken by the council, the college or a meeting of the village: here it is written down.
rules.add_perm("visions.adopt_vision", makes_visions | holds("alderman"))
