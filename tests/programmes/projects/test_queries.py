import pytest

from programmes.projects.models import Project
from programmes.projects.queries import for_list
from tests.factories.projects import ProjectFactory


@pytest.mark.django_db
def test_for_list_costs_one_query(django_assert_num_queries):
    for _each in range(3):
        ProjectFactory()
    with django_assert_num_queries(1):
        rows = [
            (p.title, p.area.name, p.theme.name, p.lead, p.period) for p in for_list(Project.objects.all())
        ]
    assert len(rows) == 3
