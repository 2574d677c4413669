"""Who sets how open the portal is: the beheerder. What is open is for everyone."""

import rules

from areas.roles.rules import holds

rules.add_perm("opendata.manage", holds("administrator"))
