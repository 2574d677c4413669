import rules

from areas.roles.rules import is_administrator

rules.add_perm("administration.manage_portal", is_administrator)
