"""Who may see and choose the focus of an area, and who sets the limits."""

import rules

from areas.roles.rules import holds, holds_anywhere
from programmes.focus.queries import INSIDERS

rules.add_perm("focus.see_overview", holds_anywhere(*INSIDERS))
rules.add_perm("focus.see_focus", holds(*INSIDERS))
rules.add_perm("focus.choose_focus", holds("area_manager", "administrator"))
rules.add_perm("focus.set_limits", holds("administrator"))
