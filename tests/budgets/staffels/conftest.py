from decimal import Decimal

import pytest

from budgets.staffels import actions
from tests.budgets.staffels.making import scheme
from tests.factories.figures import FigureFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory


@pytest.fixture
def gemeente():
    return GemeenteFactory()


@pytest.fixture
def villages(gemeente):
    """Three dorpen; of the last nobody knows how many live there."""
    found = [
        AreaFactory(parent=gemeente, name=name, kind="dorp") for name in ("Aldwier", "Bovenkerk", "Cleyterp")
    ]
    for area, people in zip(found, (100, 2020, None), strict=True):
        FigureFactory(area=area, year=2026, value=people and Decimal(people), source="BRP")
    return found


@pytest.fixture
def finance(gemeente):
    return person_with("finance", gemeente, full_name="Fenna Geld")


@pytest.fixture
def alderman(gemeente):
    return person_with("alderman", gemeente, full_name="Ype Wethouder")


@pytest.fixture
def draft(gemeente, finance):
    return actions.make_staffel(gemeente, scheme(kinds=("dorp",)), by=finance)


@pytest.fixture
def proposed(draft, finance):
    actions.propose(draft, by=finance)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def adopted(proposed, alderman):
    actions.adopt(proposed, by=alderman, decision="Besluit van het college van 16 december")
    proposed.refresh_from_db()
    return proposed
