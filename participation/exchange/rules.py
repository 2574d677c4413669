"""Who connects the portal to other systems: the beheerder alone."""

import rules

from areas.roles.rules import holds_anywhere

rules.add_perm("exchange.manage", holds_anywhere("administrator"))
