import re

from wijkportaal.foundation.charts.drawing import Interval, interval_chart


def test_a_value_stands_within_its_interval_and_the_table_says_the_same():
    chart = interval_chart(
        caption="Waardering",
        intervals=[Interval("2025", 74, 65, 81, number=100), Interval("2026", note="te weinig antwoorden")],
        highest=100,
        first_column="Jaar",
        number_column="Antwoorden",
        highlight="2026",
    )
    assert chart.header == ("Jaar", "Waarde", "Van", "Tot", "Antwoorden")
    assert chart.rows == (
        ("2025", "74%", "65%", "81%", "100"),
        ("2026", "te weinig antwoorden", "–", "–", "–"),
    )
    assert chart.unknown == ("2026",)
    assert chart.summary == "2025: 74% (tussen 65% en 81%). 2026: te weinig antwoorden."
    start, wide = map(float, re.search(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', chart.svg).groups())
    at = float(re.search(r'<circle cx="([\d.]+)"', chart.svg)[1])
    assert start < at < start + wide
    assert chart.svg.count("<circle") == 1


def test_without_numbers_there_is_no_column_and_nothing_known_is_drawn():
    chart = interval_chart(caption="Leeg", intervals=[Interval("Noord")], unit="")
    assert chart.rows == (("Noord", "onbekend", "–", "–"),)
