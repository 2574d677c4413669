from decimal import Decimal

import pytest
from django.template import Context, Template

from tests.factories.figures import FigureFactory
from tests.factories.territory import AreaFactory, GemeenteFactory

pytestmark = pytest.mark.django_db


def page_of(area):
    return Template("{% load figures %}{% area_figures area %}").render(Context({"area": area}))


def test_area_figures_shows_tiles_and_charts_with_tables(django_assert_num_queries):
    gemeente = GemeenteFactory()
    area = AreaFactory(name="Oost", parent=gemeente)
    for year, value in ((2022, 900), (2023, None), (2024, 12345)):
        FigureFactory(area=area, year=year, value=value)
    for where in (area, gemeente):
        for band, share in zip(
            ("00_14", "15_24", "25_44", "45_64", "65_oo"), (15, 10, 30, 25, 20), strict=True
        ):
            FigureFactory(area=where, indicator=f"p_{band}", value=Decimal(share))
    with django_assert_num_queries(2):
        page = page_of(area)
    assert "12.345" in page
    assert page.count("<svg") >= 2
    assert "Inwoners door de jaren" in page
    assert "Leeftijd van de inwoners" in page
    assert "Voorbeeldstad" in page
    assert "onbekend" in page  # households and dwellings: no source
    assert "2.024" not in page


def test_area_figures_of_an_area_without_any_says_so():
    assert "nog geen cijfers" in page_of(AreaFactory())


def test_area_figures_says_which_are_estimated():
    figure = FigureFactory(estimated=True, source="Geschat uit de wijken")
    page = page_of(figure.area)
    assert "geschat" in page
    assert "Geschat uit de wijken" in page
