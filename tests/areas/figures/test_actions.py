from decimal import Decimal

import pytest

from areas.figures.actions import NewFigure, record_figures
from areas.figures.models import Figure
from areas.figures.queries import figures_for, population_of, populations_of, series_for
from tests.factories.figures import FigureFactory
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db


def test_record_figures_writes_once_and_then_only_what_differs():
    area = AreaFactory()
    figures = [
        NewFigure(area, 2024, "a_inw", Decimal(1200), "CBS"),
        NewFigure(area, 2024, "a_hh", None, "CBS"),
    ]
    assert record_figures(figures, by=None) == 2
    assert record_figures(figures, by=None) == 0
    assert record_figures([NewFigure(area, 2024, "a_hh", Decimal(500), "CBS")], by=None) == 1
    assert Figure.objects.get(indicator="a_hh").value == 500


def test_an_estimate_never_replaces_what_was_counted():
    figure = FigureFactory(value=Decimal(1000))
    guess = NewFigure(figure.area, 2024, "a_inw", Decimal(900), "geschat", estimated=True)
    assert record_figures([guess], by=None) == 0
    figure.refresh_from_db()
    assert figure.value == 1000


def test_queries_give_the_newest_that_is_known(django_assert_num_queries):
    area = AreaFactory()
    for year, value in ((2021, 900), (2022, 950), (2023, None)):
        FigureFactory(area=area, year=year, value=value)
    others = [FigureFactory(area=AreaFactory()).area for _ in range(30)]
    assert (population_of(area).value, population_of(area).year) == (950, 2022)
    assert population_of(AreaFactory()) is None
    assert figures_for(area)["a_inw"].latest.year == 2022
    assert figures_for(area)["a_inw"].value(2023) is None
    with django_assert_num_queries(1):
        assert populations_of([area, *others])[area.pk].value == 950
    with django_assert_num_queries(1):
        assert len(series_for([area, *others])) == 31
