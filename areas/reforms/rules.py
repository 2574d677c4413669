import rules

from areas.roles.rules import holds

rules.add_perm("territory.manage_areas", holds("administrator"))
rules.add_perm("reforms.carry_out_reform", holds("administrator"))
