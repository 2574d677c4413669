from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas.figures.models import Figure
from budgets.flows.actions import save_flow, save_goal
from budgets.flows.calculations import Amount
from budgets.flows.models import JointFlow, MoneyFlow
from budgets.flows.queries import amounts, beside, joint_in, places, yields_of
from budgets.flows.states import FlowRefused
from tests.budgets.flows.making import flow, goal, source
from tests.factories.ledger import AccountFactory, PurposeFactory, fill
from tests.factories.territory import AreaFactory, GemeenteFactory

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def wijk():
    return AreaFactory(name="Noord", kind="wijk", parent=GemeenteFactory())


def people(area, number, year=2026):
    Figure.objects.create(area=area, year=year, indicator="a_inw", value=number, source="proef")


def test_what_the_ledger_booked_comes_in_by_itself(wijk):
    meeting = goal("Ontmoeten")
    purpose = PurposeFactory(name="Ontmoetingen", task_field="6.1")
    save_goal(meeting, {}, purposes=[purpose], by=None)
    buurt = AreaFactory(name="Buurtje", kind="buurt", parent=wijk)
    fill(AccountFactory(area=wijk, purpose=purpose, year=2026), "300.00")
    fill(AccountFactory(area=buurt, purpose=purpose, kind="spent", year=2026), "50.00")
    fill(AccountFactory(area=wijk, purpose=purpose, kind="receivable", year=2026), "7.00")
    fill(AccountFactory(area=AreaFactory(), purpose=purpose, year=2026), "9.00")
    flow(wijk, "80.00", source=source("Corporatie"), goal=meeting, description="zaal")
    flow(wijk, "80.00", year=2025)
    booked = {
        "area": "Noord",
        "year": 2026,
        "source": "Gemeente, 6.1",
        "goal": "Ontmoeten",
        "certainty": "booked",
        "description": "Ontmoetingen",
        "evidence": "grootboek van het portaal",
    }
    assert amounts(area=wijk, year=2026) == [
        Amount(amount=D("50.00"), **booked),
        Amount(amount=D("300.00"), **booked),
        Amount("Noord", 2026, "Corporatie", "Ontmoeten", "budgeted", D("80.00"), "zaal", "begroting"),
    ]
    gemeente = source("Gemeente samenkracht", "gemeente", task_field="6.1")
    values = {
        "area": wijk,
        "year": 2026,
        "source": gemeente,
        "goal": meeting,
        "evidence": "x",
        "amount": D(5),
    }
    with pytest.raises(FlowRefused, match="al vanzelf uit het grootboek"):
        save_flow(MoneyFlow(), {**values, "certainty": "booked"}, by=None)
    assert save_flow(MoneyFlow(), {**values, "certainty": "budgeted"}, by=None).pk
    other = goal("Groen")
    with pytest.raises(FlowRefused, match="telt al mee voor “Ontmoeten”"):
        save_goal(other, {}, purposes=[purpose], by=None)


def test_hours_of_residents_are_worth_their_rate(wijk):
    values = {"area": wijk, "year": 2026, "source": source("Uren", "residents"), "goal": goal()}
    values |= {"hours": D("100.5"), "rate": D("14.40"), "certainty": "estimated", "evidence": "minimumloon"}
    assert save_flow(MoneyFlow(), values, by=None).amount == D("1447.20")


def test_an_area_stands_beside_the_gemeente_and_comparable_areas(wijk):
    root = wijk.parent
    for number, (name, inhabitants, money) in enumerate(
        [("Zuid", 90, 450), ("Oost", 110, 1100), ("West", 120, 120), ("Ver", 9000, 9000)]
    ):
        area = AreaFactory(name=name, kind="wijk", parent=root)
        people(area, inhabitants)
        flow(area, money, description=str(number))
    people(wijk, 100)
    flow(AreaFactory(name="Buurt", kind="buurt", parent=wijk), "1000.00")
    found = beside(wijk, 2026)
    assert (found.own, found.alike, found.names) == (D("10.00"), D("5.00"), ["Oost", "Zuid", "West"])
    assert found.whole == D("1.24")
    unknown = AreaFactory(name="Nieuw", kind="wijk", parent=root)
    assert beside(unknown, 2026).own is None


def test_sources_that_spend_together_show_what_each_gives(wijk):
    meeting, housing, care = goal("Ontmoeten"), source("Corporatie"), source("Zorg", "care")
    flow(wijk, "300.00", source=housing, goal=meeting)
    joint = JointFlow.objects.create(
        area=wijk, goal=meeting, title="Huiskamer", agreement="Samen", agreed_on="2026-01-05", first_year=2026
    )
    joint.sources.set([housing, care])
    (found,) = joint_in(wijk, 2026, amounts(area=wijk, year=2026))
    assert (sorted(found.parts), found.total) == ([("Corporatie", D("300.00")), ("Zorg", D(0))], D("300.00"))
    assert joint_in(wijk, 2025, []) == []


def test_a_goal_shows_its_figures_beside_its_money(wijk):
    safe = goal("Wonen", indicators=["p_koopw", "g_wozbag"])
    flow(wijk, "10.00", goal=safe, year=2025)
    flow(wijk, "20.00", goal=safe, year=2026)
    Figure.objects.create(area=wijk, year=2025, indicator="p_koopw", value=40, source="CBS")
    (told,) = yields_of(wijk, [2026, 2025, 2024])
    assert (told.goal, told.years, told.money) == (safe, [2024, 2025, 2026], [0, D("10.00"), D("20.00")])
    assert [series.indicator.key for series in told.figures] == ["p_koopw"]


def test_reading_asks_as_many_queries_for_many_amounts(wijk):
    def count():
        asked = []
        for ask in (
            lambda: amounts(area=wijk, year=2026),
            lambda: places(2026),
            lambda: beside(wijk, 2026),
            lambda: yields_of(wijk, [2026]),
        ):
            with CaptureQueriesContext(connection) as queries:
                ask()
            asked.append(len(queries))
        return asked

    flow(wijk, goal=goal(indicators=["p_koopw"]))
    assert count() == [3, 6, 6, 5]
    for number in range(30):
        flow(AreaFactory(kind="wijk", parent=wijk.parent), description=str(number))
        flow(wijk, description=str(number), goal=goal(indicators=["p_koopw"]))
    assert count() == [3, 6, 6, 5]
