"""Who may translate the texts of a programme, whatever its state: a translation changes nothing that was adopted."""

import rules

from areas.roles.rules import holds

rules.add_perm("translations.translate", holds("area_manager", "community_worker", "administrator"))
