from datetime import date

import factory

from areas.territory import actions
from areas.territory.models import Area, AreaKind


def square(west: float = 5.0, south: float = 53.0, size: float = 0.01) -> dict:
    """Return a square outline, the lower left corner given; neighbours differ by `size`."""
    east, north = round(west + size, 6), round(south + size, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


class AreaFactory(factory.django.DjangoModelFactory):
    """An area, made by its action; takes what `territory.actions.create_area` takes, and `code=`."""

    class Meta:
        model = Area

    name = factory.Sequence(lambda n: f"Wijk {n}")
    kind = AreaKind.WIJK
    valid_from = date(2020, 1, 1)

    @classmethod
    def _create(cls, model_class, *args, code=None, by=None, **kwargs):
        if code:
            kwargs["codes"] = {kwargs["valid_from"].year: code}
        return actions.create_area(by=by, **kwargs)


class GemeenteFactory(AreaFactory):
    """The root area."""

    name = "Voorbeeldstad"
    kind = AreaKind.GEMEENTE


def make_areas(number: int, *, parent: Area) -> list[Area]:
    """Make many areas in one go, for what has to be as quick with hundreds of them."""
    begin = date(2020, 1, 1)
    news = [
        actions.NewArea(f"Veel {place:03}", AreaKind.WIJK, begin, parent=parent) for place in range(number)
    ]
    with actions.changing_atlas(by=None, action="territory.create_area"):
        areas = actions.add_areas(news)
    return list(Area.objects.filter(pk__in=[area.pk for area in areas]).order_by("pk"))
