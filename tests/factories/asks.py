"""Asks in the calendar."""

from datetime import timedelta

from django.utils import timezone

from participation.asks.actions import plan_ask
from participation.asks.models import Ask
from tests.factories.territory import AreaFactory


def planned_ask(*, area=None, in_days: int = 0, lasts: int = 7, **fields) -> Ask:
    """An ask that begins in some days and lasts a week, unless said otherwise."""
    starts = timezone.localdate() + timedelta(days=in_days)
    values = {
        "name": "Enquête wonen",
        "kind": "survey",
        "starts_on": starts,
        "ends_on": starts + timedelta(days=lasts - 1),
    }
    return plan_ask(area or AreaFactory(), by=None, **values | fields)
