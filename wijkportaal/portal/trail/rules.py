"""Who looks at what everybody did: who manages the portal."""

import rules

from areas.roles.rules import is_administrator

rules.add_perm("trail.search_trail", is_administrator)
