import factory

from areas.themes.models import Theme
from programmes.projects.models import CostLine, MoneySource, Project
from tests.factories.territory import AreaFactory


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme
        django_get_or_create = ("slug",)

    name = factory.Sequence(lambda n: f"Thema {n}")
    slug = factory.Sequence(lambda n: f"thema-{n}")
    icon = "tree"
    position = factory.Sequence(lambda n: n)


class ProjectFactory(factory.django.DjangoModelFactory):
    """A project with everything that a list or a page shows."""

    class Meta:
        model = Project

    area = factory.SubFactory(AreaFactory)
    theme = factory.SubFactory(ThemeFactory)
    title = factory.Sequence(lambda n: f"Veilig oversteken {n}")
    what = "<p>Er komt een zebrapad met <strong>licht</strong>.</p>"
    why = "Kinderen steken hier over naar school."
    summary = "Er komt een zebrapad met licht."
    street = "Schoolstraat"
    place = {"type": "Point", "coordinates": [5.8, 53.2]}
    marker_longitude = 5.8
    marker_latitude = 53.2
    start_year = 2026
    start_quarter = 2
    end_year = 2026
    end_quarter = 3
    source = "panel"


class CostLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CostLine

    project = factory.SubFactory(ProjectFactory)
    source = MoneySource.MUNICIPALITY
    amount = "12500.00"


def make_projects(number: int, **fields) -> list[Project]:
    """Make many projects in one go; `area` (one, or a list that they are spread over) and `theme` are asked."""
    areas = fields.pop("area")
    areas = areas if isinstance(areas, list) else [areas]
    return Project.objects.bulk_create(
        ProjectFactory.build(area=areas[place % len(areas)], **fields) for place in range(number)
    )
