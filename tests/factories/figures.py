from decimal import Decimal

import factory

from areas.figures.models import Figure
from tests.factories.territory import AreaFactory


class FigureFactory(factory.django.DjangoModelFactory):
    """A number of inhabitants, unless said otherwise."""

    class Meta:
        model = Figure

    area = factory.SubFactory(AreaFactory)
    year = 2024
    indicator = "a_inw"
    value = Decimal(1000)
    source = "CBS"
