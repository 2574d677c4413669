import pytest

from programmes.cycle.tasks import remind_keepers_task
from tests.factories.cycle import make_step
from tests.programmes.cycle.test_actions import days
from wijkportaal.foundation.mail.models import Letter


@pytest.mark.django_db
def test_the_clock_reminds(area, manager):
    make_step(area, period=(days(-3), days(3)))
    remind_keepers_task()
    assert Letter.objects.get().to == manager.email
