"""Who steers on figures, and who sets targets and makes groups of areas."""

import rules

from areas.roles.rules import holds, holds_anywhere
from wijkportaal.portal.steering.queries.reading import STEERERS

rules.add_perm("steering.see_figures", holds_anywhere(*STEERERS))
# Asked without an area: who holds it in the whole gemeente. A target is a promise of the gemeente to itself.
rules.add_perm("steering.set_targets", holds(*STEERERS))
