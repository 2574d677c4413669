from xml.etree import ElementTree

from wijkportaal.foundation.charts.drawing import Curve, Dot, scatter_chart


def drawn(**more):
    given = {
        "caption": "Bedrag naar inwoners",
        "across": "inwoners",
        "up": "bedrag",
        "unit": "€",
        "first_column": "Gebied",
        "curves": [Curve("bedrag", [(0, 2500), (5000, 6500)])],
        "dots": [Dot("Aldwier & <b>", 180, 2644), Dot("Cleyterp", 5000, None)],
    }
    return scatter_chart(**{**given, **more})


def test_a_dot_for_each_that_is_known_and_a_row_for_all():
    chart = drawn()
    shapes = ElementTree.fromstring(chart.svg)  # noqa: S314 - our own drawing
    assert len(shapes.findall(".//{*}circle")) == 1
    assert chart.rows == (
        ("Aldwier & <b>", "180", "€\u00a02.644,00"),
        ("Cleyterp", "5.000", "onbekend"),
    )
    assert (chart.unknown, chart.summary) == (("Cleyterp",), "1 punten.")


def test_two_curves_are_told_apart_without_colour():
    chart = drawn(
        curves=[Curve("bedrag", [(0, 1), (9, 2)]), Curve("zoals nu", [(0, 1), (9, 9)], is_comparison=True)]
    )
    assert chart.svg.count("stroke-dasharray") == 2
    assert "zoals nu" in chart.svg


def test_nothing_to_draw_is_an_empty_chart():
    chart = drawn(curves=[], dots=[])
    assert chart.rows == ()
    ElementTree.fromstring(chart.svg)  # noqa: S314
