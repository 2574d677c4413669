"""Who may change the list of themes."""

import rules

from areas.roles.rules import holds

rules.add_perm("themes.manage_themes", holds("administrator"))
