from datetime import timedelta

import pytest
from django.utils import timezone

from programmes.projects.models import Project
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Molenwijk")


@pytest.fixture
def department():
    return OrganisationFactory(
        kind="department", name="Stadsbeheer", slug="stadsbeheer", email="desk@x.example"
    )


@pytest.fixture
def engineer(area, department):
    """Who works for the department, with the role in another area than the projects."""
    elsewhere = AreaFactory(parent=area.parent, name="Westerwijk")
    person = person_with("department", elsewhere, full_name="Ruth Kok", email="ruth@gemeente.example")
    FunctionFactory(organisation=department, person=person, kind="contact", name="Ruth Kok")
    return person


@pytest.fixture
def project(area, department):
    """A public project that the department leads, of which nothing was told for half a year."""
    return ProjectFactory(
        area=area,
        title="Zebrapad",
        state="planned",
        lead_organisation=department,
        published_at=timezone.now(),
        checked_at=timezone.now() - timedelta(days=180),
    )


@pytest.fixture
def fresh():
    """Read a project again."""
    return lambda project: Project.objects.get(pk=project.pk)
