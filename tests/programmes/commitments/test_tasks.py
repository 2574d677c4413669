import pytest
from celery import current_app
from django.conf import settings

from programmes.commitments.tasks import remind_keepers_task
from tests.factories.commitments import CommitmentFactory, days
from wijkportaal.foundation.mail.models import Letter


@pytest.mark.django_db
def test_the_clock_reminds_and_a_letter_goes_once(area, manager):
    CommitmentFactory(area=area, due_on=days(1), responsible=manager)
    remind_keepers_task()
    remind_keepers_task()
    assert Letter.objects.count() == 1


def test_the_clock_knows_the_task():
    planned = {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}
    assert remind_keepers_task.name in planned
    assert remind_keepers_task.name in current_app.tasks
