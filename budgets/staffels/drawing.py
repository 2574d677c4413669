"""The curve of a scheme: the amount by number of inhabitants, with every area as a dot."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from budgets.staffels.calculations.scheme import Result
from wijkportaal.foundation.branding.queries import gemeente, palette_of
from wijkportaal.foundation.charts.drawing import Chart, Curve, Dot, scatter_chart


def amount_chart(
    before: Sequence[tuple[int, Decimal]], after: Sequence[tuple[int, Decimal]], result: Result
) -> Chart:
    """Draw the amounts of a result over the curve of its scheme, and the curve as it was when that is another."""
    curves = [Curve(_("bedrag"), after)] if after else []
    if before and before != after:
        curves.append(Curve(_("zoals nu"), before, is_comparison=True))
    dots = [
        Dot(outcome.name, outcome.inhabitants, outcome.amount)
        for outcome in result.outcomes
        if outcome.inhabitants is not None
    ]
    return scatter_chart(
        caption=_("Bedrag naar aantal inwoners"),
        across=_("inwoners"),
        up=_("bedrag"),
        unit="€",
        curves=curves,
        dots=dots,
        first_column=_("Gebied"),
        palette=palette_of(gemeente()),
    )
