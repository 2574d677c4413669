import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from wijkportaal.foundation.charts.drawing import (
    Palette,
    Series,
    age_chart,
    bar_chart,
    line_chart,
    sparkline,
    stacked_bar_chart,
    written,
)

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - of our own making


def inhabitants(**changes):
    arguments = {
        "caption": "Inwoners van Molenwijk",
        "labels": [2022, 2023, 2024, 2025],
        "series": [
            Series("Molenwijk", [2790, None, 2841, 2875]),
            Series("Gemiddelde wijk", [2500, 2510, 2520, 2530], is_comparison=True),
        ],
        "source": "CBS",
    }
    return line_chart(**{**arguments, **changes})


def all_charts():
    yield inhabitants()
    yield bar_chart(caption="Huishoudens", labels=["Alleen", "Gezin"], values=[Decimal("12.5"), None])
    yield bar_chart(
        caption="Vergelijking",
        labels=["Alleen", "Gezin"],
        series=[Series("Wijk", [41, 30]), Series("Gemeente", [38, -5], is_comparison=True)],
        unit="%",
    )
    yield stacked_bar_chart(
        caption="Woningen",
        labels=["Wijk", "Gemeente"],
        series=[Series("Koop", [3, 5]), Series("Huur", [1, None])],
    )
    yield age_chart(
        caption="Leeftijd",
        bands=["0–14", "65+"],
        left=Series("Wijk", [20, 30]),
        right=Series("Gemeente", [18, None]),
    )


def test_every_chart_is_valid_xml_with_a_title_a_summary_and_a_table():
    for chart in all_charts():
        drawing = parsed(chart.svg)
        assert drawing.get("role") == "img"
        assert [child.tag for child in drawing][:2] == [f"{SVG}title", f"{SVG}desc"]
        assert drawing.findtext(f"{SVG}title") == chart.caption
        assert chart.summary
        assert drawing.findtext(f"{SVG}desc") == chart.summary
        assert all(len(row) == len(chart.header) for row in chart.rows)


def test_no_chart_has_what_the_security_policy_or_print_refuses():
    for chart in all_charts():
        assert not re.search(r"style=|<style|<script|var\(--|\sid=|class=|href=", chart.svg)


def test_line_chart_breaks_at_an_unknown_value_and_names_it():
    chart = inhabitants()
    assert chart.rows[1] == ("2023", "onbekend", "2.510")
    assert chart.unknown == ("Molenwijk, 2023",)
    lines = re.findall(r'<path d="(M[^"]*)" fill="none"', chart.svg)
    assert len(lines) == 3, "two parts of Molenwijk and one of the comparison"
    assert "? = onbekend" in chart.svg
    assert "Molenwijk: van 2.790 (2022) naar 2.875 (2025)." in chart.summary


def test_line_chart_of_nothing_known_is_still_a_chart():
    chart = inhabitants(series=[Series("Molenwijk", [None] * 4)])
    assert "Molenwijk: onbekend." in chart.summary
    assert parsed(chart.svg) is not None


def test_bars_say_their_value_and_never_zero_for_unknown():
    chart = bar_chart(caption="Huishoudens", labels=["Alleen", "Gezin"], values=[520, None])
    assert chart.rows == (("Alleen", "520"), ("Gezin", "onbekend"))
    assert len(re.findall("<rect ", chart.svg)) == 1
    assert ">onbekend</text>" in chart.svg
    assert ">0<" not in chart.svg


def test_stacked_bars_are_whole_or_unknown():
    chart = stacked_bar_chart(
        caption="Woningen",
        labels=["Wijk", "Gemeente"],
        series=[Series("Koop", [3, 5]), Series("Huur", [1, None])],
    )
    assert ">75%</text>" in chart.svg
    assert ">25%</text>" in chart.svg
    assert ">onbekend</text>" in chart.svg
    widths = [float(width) for width in re.findall(r'width="([\d.]+)" height="28"', chart.svg)]
    assert widths[0] == pytest.approx(3 * widths[1], abs=0.2)


def test_names_cannot_break_out_of_a_chart():
    chart = inhabitants(
        caption='<script>alert("x")</script>', series=[Series('"><script>', [1, 2, 3, 4])], source="<b>"
    )
    assert "<script" not in chart.svg
    assert parsed(chart.svg).findtext(f"{SVG}title") == '<script>alert("x")</script>'


def test_colours_come_from_the_palette():
    chart = inhabitants(palette=Palette(primary="#22306b"))
    assert "#22306b" in chart.svg
    assert "#0f4f57" not in chart.svg


def test_written_values_are_dutch():
    assert written(2875) == "2.875"
    assert written(Decimal("12.5"), unit="%") == "12,5%"
    assert written(284000, unit="€") == "€\u00a0284.000"
    assert written(3.25, unit="ha", decimals=2) == "3,25\u00a0ha"
    assert written(None, unit="€") == "onbekend"


def test_sparkline_has_a_name():
    drawing = parsed(sparkline(label="Inwoners 2020 tot 2025", values=[1, None, 3]))
    assert drawing.get("aria-label").startswith("Inwoners 2020 tot 2025")
