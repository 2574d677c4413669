from datetime import timedelta

import pytest
from django.utils import timezone

from programmes.progress.templatetags.progress import days_ago


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "vandaag"),
        (1, "1 dag geleden"),
        (13, "13 dagen geleden"),
        (14, "2 weken geleden"),
        (62, "8 weken geleden"),
        (92, "3 maanden geleden"),
        (365, "12 maanden geleden"),
    ],
)
def test_days_ago(days, said):
    assert days_ago(timezone.localtime() - timedelta(days=days)) == said
