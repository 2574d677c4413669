from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from areas.figures.models import Figure
from areas.figures.queries import population_of
from areas.reforms import actions
from areas.reforms.actions import Decision, NewPart
from areas.reforms.models import Reform
from areas.territory.actions import TerritoryRefused
from areas.territory.models import Area, Succession
from areas.territory.queries import areas_on, children_of, successor_of, successors_of, version_of
from tests.factories.figures import FigureFactory
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 1)
DECISION = Decision(DAY, "Raadsbesluit", "2023-17")


@pytest.fixture
def town():
    gemeente = GemeenteFactory(name="Stad")
    west = AreaFactory(name="West", parent=gemeente, border=square(5.0))
    oost = AreaFactory(name="Oost", parent=gemeente, border=square(5.01))
    for area, people, woz in ((west, 1000, 100), (oost, 3000, 200)):
        FigureFactory(area=area, year=2023, value=people)
        FigureFactory(area=area, year=2023, indicator="a_woning", value=people)
        FigureFactory(area=area, year=2023, indicator="g_wozbag", value=woz)
    buurt = AreaFactory(name="Buurt", kind="buurt", parent=west, border=square(5.0, 53.0, 0.004))
    return gemeente, west, oost, buurt


def merge(west, oost, **options):
    return actions.merge_areas(
        [west, oost], name="Midden", kind="wijk", decision=DECISION, by=None, **options
    )


def test_merge_makes_one_area_of_two(town):
    gemeente, west, oost, buurt = town
    outcome = merge(west, oost)
    whole = Area.objects.get(name="Midden")
    assert outcome.reform.summary == "West en Oost worden samen Midden"
    assert outcome.lines == [
        "1 gebied dat erin ligt, verhuist mee.",
        "3 cijfers worden geschat uit die van daarvoor.",
    ]
    assert set(children_of(gemeente)) == {whole}
    assert set(children_of(gemeente, on=date(2023, 12, 31))) == {west, oost}
    assert list(children_of(whole)) == [buurt]
    assert list(children_of(west, on=date(2023, 12, 31))) == [buurt]
    assert successor_of(west) == successor_of(oost) == whole
    border = version_of(whole).border
    assert border.bbox == pytest.approx((5.0, 53.0, 5.02, 53.01))
    figures = {f.indicator: (f.value, f.estimated) for f in Figure.objects.filter(area=whole)}
    assert figures == {"a_inw": (4000, True), "a_woning": (4000, True), "g_wozbag": (175, True)}
    west.refresh_from_db()
    assert west.has_ended


def test_merge_into_one_that_stays(town):
    _gemeente, west, oost, buurt = town
    merge(west, oost, into=oost)
    oost.refresh_from_db()
    assert oost.name == "Midden"
    assert version_of(oost, date(2023, 12, 31)).name == "Oost"
    assert list(children_of(oost)) == [buurt]
    assert successors_of(west) == [oost]
    assert (population_of(oost).value, population_of(oost).year, population_of(oost).estimated) == (
        4000,
        2024,
        True,
    )
    assert population_of(oost, date(2023, 6, 1)).value == 3000


def test_split_shares_out_the_inhabitants(town):
    _gemeente, west, _oost, buurt = town
    parts = [
        NewPart("Noord", Decimal("0.6"), border=square(5.0, 53.0, 0.005)),
        NewPart("Zuid", Decimal("0.4"), border=square(5.005, 53.005, 0.005)),
    ]
    actions.split_area(west, parts, decision=DECISION, by=None)
    north, south = Area.objects.get(name="Noord"), Area.objects.get(name="Zuid")
    assert successors_of(west) == [north, south]
    assert (population_of(north).value, population_of(south).value) == (600, 400)
    assert list(children_of(north)) == [buurt]
    assert {s.share for s in Succession.objects.all()} == {Decimal("0.6"), Decimal("0.4")}


def test_split_by_members_and_refusals(town):
    _gemeente, west, _oost, buurt = town
    half = Decimal("0.5")
    with pytest.raises(TerritoryRefused, match="Zeg bij welk deel Buurt hoort"):
        actions.split_area(west, [NewPart("A", half), NewPart("B", half)], decision=DECISION, by=None)
    with pytest.raises(TerritoryRefused, match="samen 100 procent"):
        actions.split_area(
            west, [NewPart("A", half), NewPart("B", Decimal("0.4"))], decision=DECISION, by=None
        )
    assert not Area.objects.filter(name="A").exists()
    actions.split_area(
        west, [NewPart("A", half, members=(buurt,)), NewPart("B", half)], decision=DECISION, by=None
    )
    assert version_of(Area.objects.get(name="A")).border == version_of(buurt).border


def test_rename_move_add_and_end(town):
    gemeente, west, oost, buurt = town
    actions.rename_area(west, name="Nieuw-West", decision=DECISION, by=None)
    actions.move_area(buurt, parent=oost, decision=DECISION, by=None)
    actions.add_area(name="Haven", kind="wijk", parent=gemeente, decision=DECISION, by=None)
    actions.end_area(west, decision=Decision(date(2025, 1, 1), "Weg"), by=None, successor=oost)
    assert {a.name for a in areas_on(kind="wijk")} == {"Oost", "Haven"}
    assert {a.name_then for a in areas_on(date(2024, 6, 1), kind="wijk")} == {"Nieuw-West", "Oost", "Haven"}
    assert list(children_of(oost)) == [buurt]
    assert successor_of(west) == oost
    assert [r.summary for r in Reform.objects.all()] == [
        "Nieuw-West gaat op in Oost",
        "Haven komt erbij",
        "Buurt hoort voortaan bij Oost",
        "West heet voortaan Nieuw-West",
    ]
    with pytest.raises(TerritoryRefused, match="ligt al in Oost"):
        actions.move_area(buurt, parent=oost, decision=Decision(date(2025, 2, 1), "x"), by=None)


def test_try_out_changes_nothing(town):
    _gemeente, west, oost, _buurt = town
    lines = actions.try_out(lambda: merge(west, oost))
    assert lines[0] == "West en Oost worden samen Midden."
    assert Reform.objects.count() == 0
    assert not Area.objects.filter(name="Midden").exists()
    assert set(areas_on(kind="wijk")) == {west, oost}


def test_a_reform_of_the_future_shows_by_date(town):
    _gemeente, west, oost, _buurt = town
    soon = timezone.localdate() + timedelta(days=40)
    actions.merge_areas([west, oost], name="Midden", kind="wijk", decision=Decision(soon, "x"), by=None)
    assert {a.name for a in areas_on(kind="wijk")} == {"West", "Oost"}
    assert {a.name_then for a in areas_on(soon, kind="wijk")} == {"Midden"}
    assert successors_of(west) == [west]
    assert [a.name for a in successors_of(west, on=soon)] == ["Midden"]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 50), min_size=2, max_size=5), st.integers(0, 100_000))
def test_a_split_keeps_all_inhabitants_to_a_rounding(weights, people):
    area = AreaFactory()
    FigureFactory(area=area, value=people)
    shares = [(Decimal(w) / sum(weights)).quantize(Decimal("0.000001")) for w in weights]
    shares[0] += 1 - sum(shares)
    parts = [NewPart(f"Deel {n} {area.pk}", share) for n, share in enumerate(shares)]
    actions.split_area(area, parts, decision=DECISION, by=None)
    found = [population_of(successor) for successor in successors_of(area)]
    assert abs(sum(p.value for p in found) - people) <= len(parts)
