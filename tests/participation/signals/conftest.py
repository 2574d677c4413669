import pytest
from django.utils import timezone

from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import WAITING


@pytest.fixture
def area(db):
    root = GemeenteFactory(name="Rietwolde", slug="rietwolde", border=square(5.0, 53.0, 0.2))
    return AreaFactory(name="Noord", slug="noord", parent=root, border=square(5.0, 53.0, 0.05))


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Anna Bakker", email="anna@gemeente.example")


@pytest.fixture
def work(db):
    """`work()`: do the jobs that are due, as a worker would, but deliver no mail."""

    def work() -> None:
        due = Job.objects.filter(state=WAITING, due_at__lte=timezone.now()).exclude(kind__startswith="mail.")
        while job := due.order_by("pk").first():
            run_job(job.pk)

    return work
