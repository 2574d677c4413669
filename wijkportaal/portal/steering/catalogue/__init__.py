"""Every figure of the dashboard, said once: what it is, where it comes from, how it is worked out, and what it cannot tell.

The page of definitions, the heads of tables, the exports, the letters and the tests read this; the queries fill it in.
"""

from wijkportaal.portal.steering.catalogue.residents import RESIDENT_FIGURES
from wijkportaal.portal.steering.catalogue.work import PROGRAMME_FIGURES, WORK_FIGURES
from wijkportaal.portal.steering.definitions import Definition

FIGURES: dict[str, Definition] = {
    each.key: each for each in (*PROGRAMME_FIGURES, *RESIDENT_FIGURES, *WORK_FIGURES)
}
# The four measures of Deventer, in its own order.
FOUR_MEASURES = ("taking_part", "appreciation", "solved", "awareness")
# What the dashboard shows of who chose nothing: one figure of each part that a wethouder is asked about first.
FIRST_COLUMNS = (
    "cycle_step",
    "cycle_late",
    "promises_overdue",
    "projects_running",
    "projects_slipped",
    "budget_used",
    "euro_per_inhabitant",
    "signals_open",
    "taskgroups",
    "appreciation",
    "focus",
)
