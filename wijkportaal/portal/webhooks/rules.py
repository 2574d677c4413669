"""Who tells other systems what happened: the beheerder alone."""

import rules

from areas.roles.rules import holds

rules.add_perm("webhooks.manage", holds("administrator"))
