"""Who may take the sheet of an area along: who goes there for the gemeente."""

import rules

from areas.roles.rules import holds, holds_anywhere
from wijkportaal.portal.visits.queries import VISITORS

rules.add_perm("visits.see_sheet", holds(*VISITORS))
rules.add_perm("visits.choose_area", holds_anywhere(*VISITORS))
