"""The areas of a run as a picture: this year beside the last."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from budgets.allocations.models import Allocation, Run
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.charts.drawing import Chart, Series, bar_chart

# More bars than this nobody compares by eye; the table has them all.
MOST = 12


def change_chart(run: Run, rows: Sequence[Allocation]) -> Chart | None:
    """Draw the areas with the largest difference with last year; None when there is no difference."""
    known = [row for row in rows if row.since_last_year and row.takes_part]
    shown = sorted(known, key=lambda row: (-abs(row.since_last_year), row.name))[:MOST]
    if not shown:
        return None
    shown.sort(key=lambda row: (-row.amount, row.name))
    caption = _("Gebieden met een ander bedrag dan vorig jaar")
    if len(known) > MOST:
        caption = _("De %(number)s gebieden met het grootste verschil met vorig jaar") % {"number": MOST}
    return bar_chart(
        caption=caption,
        labels=[row.name for row in shown],
        series=[
            Series(str(run.year), [row.amount for row in shown]),
            Series(str(run.year - 1), [row.last_year for row in shown], is_comparison=True),
        ],
        unit="€",
        first_column=_("Gebied"),
        palette=palette_of(gemeente()),
    )
