import pytest
from django.utils import timezone

from areas.territory.models import Area
from budgets.staffels.models import StaffelVersion
from budgets.staffels.queries import in_force, money_of, result_of, years_of
from budgets.staffels.states import LIFE_CYCLE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_state_is_there_and_three_years_have_amounts(rietwolde):
    versions = list(StaffelVersion.objects.filter(staffel__slug="wijk-en-dorpsbudget"))
    assert {version.state for version in StaffelVersion.objects.all()} == set(LIFE_CYCLE.states)
    this = timezone.localdate().year
    assert set(years_of(versions)) >= {this - 2, this - 1, this}
    for year in (this - 2, this - 1, this):
        result = result_of(in_force(versions, year), year)
        assert result.total > 100_000
        assert (result.unknown, result.unmatched) == ([], ())


def test_every_area_reads_what_it_gets(rietwolde):
    for area in Area.objects.today().exclude(kind="gemeente")[:4]:
        assert [found.outcome.amount > 0 for found in money_of(area)] == [True]
