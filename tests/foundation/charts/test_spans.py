import re
from datetime import date

from wijkportaal.foundation.charts.drawing import Span, span_chart


def test_bars_stand_where_their_days_are_and_are_cut_at_the_ends():
    chart = span_chart(
        caption="2026",
        spans=[
            Span("Vorig jaar begonnen", date(2025, 11, 1), date(2026, 1, 31), "peiling"),
            Span("Eén dag", date(2026, 7, 1), date(2026, 7, 1), "bijeenkomst"),
            Span("Heel het jaar", date(2026, 1, 1), date(2026, 12, 31), "peiling"),
        ],
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    bars = [
        tuple(map(float, found))
        for found in re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', chart.svg)
    ]
    assert bars[0] == (4.0, 31.9)
    assert bars[1][1] == 4.0
    assert bars[2] == (4.0, 376.0)
    assert chart.rows[1] == ("Eén dag", "bijeenkomst", "1 juli 2026", "1 juli 2026")
    assert len(re.findall("<path", chart.svg)) == 12
