import rules

from areas.roles.rules import holds

rules.add_perm("imports.run_import", holds("administrator"))
rules.add_perm("figures.manage_figures", holds("administrator"))
