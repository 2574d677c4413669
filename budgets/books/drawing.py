"""The budget of a board as bars."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from budgets.books.queries import BudgetRow
from budgets.books.states import INCOME, SPENDING
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.charts.drawing import Chart, Series, bar_chart


def budget_chart(rows: Mapping[str, list[BudgetRow]], year: int) -> Chart | None:
    """Draw what was expected beside what became of it, line by line; None when there is nothing to draw."""
    shown = [row for direction in (INCOME, SPENDING) for row in rows[direction] if row.expected or row.actual]
    if not shown:
        return None
    return bar_chart(
        caption=_("Begroting en werkelijkheid in %(year)d") % {"year": year},
        labels=[row.category.name for row in shown],
        series=[
            Series(_("Geboekt"), [row.actual for row in shown]),
            Series(_("Begroot"), [row.expected for row in shown], is_comparison=True),
        ],
        unit="€",
        decimals=0,
        first_column=_("Post"),
        palette=palette_of(gemeente()),
    )
