"""A board as it leaves the portal: a table, the charts beside it, and what the figures mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wijkportaal.foundation.charts.drawing import Chart
from wijkportaal.portal.steering.definitions import Definition


@dataclass(frozen=True)
class Sheet:
    """A title, a table of plain values (as a spreadsheet counts with them), and the same in words for print."""

    title: str
    subtitle: str
    as_of: datetime | None
    header: Sequence[str]
    rows: Sequence[Sequence]
    told: Sequence[Sequence[str]]
    meanings: Sequence[Definition]
    charts: Sequence[Chart] = field(default=())
