"""Who may have a brochure made."""

import rules

from areas.roles.rules import holds

rules.add_perm(
    "editions.make_edition", holds("area_manager", "community_worker", "alderman", "administrator")
)
