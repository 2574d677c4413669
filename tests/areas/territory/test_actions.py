from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from areas.territory import actions
from areas.territory.models import Area, AreaVersion, Atlas, Border
from areas.territory.queries import ancestor_ids, areas_above, areas_on, descendants_of, version_of
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from wijkportaal.foundation.audit.queries import history_of

pytestmark = pytest.mark.django_db


def test_create_area_shows_name_parent_and_border():
    gemeente = GemeenteFactory()
    wijk = AreaFactory(name="Oud-Oost", parent=gemeente, border=square(), code="WK000101")
    assert (wijk.name, wijk.parent, wijk.slug) == ("Oud-Oost", gemeente, "oud-oost")
    assert wijk.border["type"] == "Polygon"
    assert wijk.point[0] == pytest.approx(5.005)
    assert areas_above(wijk) == [wijk.pk, gemeente.pk]
    assert [str(code) for code in wijk.codes.all()] == ["WK000101 (2020)"]


def test_create_area_gives_each_its_own_address():
    slugs = [AreaFactory(name="Verspreide huizen", kind="buurt").slug for _ in range(4)]
    assert slugs == [
        "verspreide-huizen",
        "verspreide-huizen-buurt",
        "verspreide-huizen-2",
        "verspreide-huizen-3",
    ]


def test_the_same_outline_is_stored_once():
    AreaFactory(border=square())
    AreaFactory(border=square())
    assert Border.objects.count() == 1


def test_change_area_keeps_what_was():
    gemeente = GemeenteFactory()
    area = AreaFactory(name="Oost", parent=gemeente)
    actions.change_area(area, on=date(2023, 1, 1), by=None, name="Nieuw-Oost")
    assert area.name == "Nieuw-Oost"
    assert version_of(area, date(2022, 12, 31)).name == "Oost"
    assert version_of(area, date(2023, 1, 1)).name == "Nieuw-Oost"
    assert [a.name_then for a in areas_on(date(2022, 6, 1), kind="wijk")] == ["Oost"]


def test_change_area_on_the_day_it_began_puts_that_version_right():
    area = AreaFactory(name="Ost")
    actions.change_area(area, on=date(2020, 1, 1), by=None, name="Oost")
    assert [v.name for v in area.versions.all()] == ["Oost"]


def test_a_planned_change_shows_from_its_day_on():
    tomorrow = timezone.localdate() + timedelta(days=1)
    area = AreaFactory(name="Oost")
    actions.change_area(area, on=tomorrow, by=None, name="Nieuw-Oost")
    assert area.name == "Oost"
    assert actions.refresh_areas(tomorrow) == 1
    area.refresh_from_db()
    assert area.name == "Nieuw-Oost"
    assert actions.refresh_areas(tomorrow) == 0


def test_change_area_refuses_what_cannot_be():
    gemeente = GemeenteFactory()
    wijk = AreaFactory(name="Oost", parent=gemeente)
    with pytest.raises(actions.TerritoryRefused, match="ligt er zelf in"):
        actions.change_area(gemeente, on=date(2023, 1, 1), by=None, parent=wijk)
    with pytest.raises(actions.TerritoryRefused, match="bestaat nog niet"):
        actions.change_area(wijk, on=date(2019, 1, 1), by=None, name="X")
    actions.change_area(wijk, on=date(2024, 1, 1), by=None, name="Nieuw-Oost")
    with pytest.raises(actions.TerritoryRefused, match="verandert later nog een keer, op 01-01-2024"):
        actions.change_area(wijk, on=date(2023, 1, 1), by=None, name="X")
    actions.end_area(wijk, on=date(2025, 1, 1), by=None)
    with pytest.raises(actions.TerritoryRefused, match="bestaat sinds 01-01-2025 niet meer"):
        actions.change_area(wijk, on=date(2025, 1, 1), by=None, name="X")


def test_end_area_refuses_while_something_lies_in_it():
    gemeente = GemeenteFactory()
    wijk = AreaFactory(name="Oost", parent=gemeente)
    with pytest.raises(actions.TerritoryRefused, match="Oost ligt nog in Voorbeeldstad"):
        actions.end_area(gemeente, on=date(2024, 1, 1), by=None)
    actions.end_area(wijk, on=date(2024, 1, 1), by=None)
    actions.end_area(gemeente, on=date(2024, 1, 1), by=None)
    assert list(areas_on()) == []
    assert {a.name for a in areas_on(date(2023, 12, 31))} == {"Oost", "Voorbeeldstad"}
    assert gemeente.has_ended


def test_the_database_refuses_overlapping_versions():
    area = AreaFactory()
    other = AreaFactory()
    with pytest.raises(IntegrityError, match="version_periods_do_not_overlap"), transaction.atomic():
        AreaVersion.objects.create(area=area, valid_from=date(2021, 1, 1), name="X")
    AreaVersion.objects.filter(area=area).update(valid_until=date(2021, 1, 1))
    AreaVersion.objects.create(area=area, valid_from=date(2021, 1, 1), name="X")
    assert other.versions.count() == 1


def test_ancestors_follow_a_move():
    gemeente = GemeenteFactory()
    west, oost = AreaFactory(name="West", parent=gemeente), AreaFactory(name="Oost", parent=gemeente)
    buurt = AreaFactory(name="Buurt", kind="buurt", parent=west)
    straat = AreaFactory(name="Straat", kind="other", parent=buurt)
    actions.change_area(buurt, on=date(2023, 1, 1), by=None, parent=oost)
    straat.refresh_from_db()
    assert ancestor_ids(straat) == [buurt.pk, oost.pk, gemeente.pk]
    assert ancestor_ids(straat, on=date(2022, 1, 1)) == [buurt.pk, west.pk, gemeente.pk]
    assert list(descendants_of(oost)) == [buurt, straat]
    assert list(descendants_of(west)) == []


def test_every_change_marks_the_atlas_and_in_the_history():
    area = AreaFactory()
    before = Atlas.objects.get().mark
    actions.change_area(area, on=date(2023, 1, 1), by=None, name="Anders", reason="Raadsbesluit")
    assert Atlas.objects.get().mark != before
    newest = history_of(Area.objects.get(pk=area.pk))[0]
    assert (newest.action, newest.reason) == ("territory.change_area", "Raadsbesluit")
    assert ("naam", "Anders") in [(change.field, change.new) for change in newest.changes]


def test_give_code_refuses_a_code_of_another():
    oost, west = AreaFactory(name="Oost"), AreaFactory(name="West")
    actions.give_code(oost, code="WK000101", year=2024, by=None)
    actions.give_code(oost, code="WK000101", year=2024, by=None)
    actions.give_code(west, code="WK000101", year=2025, by=None)
    with pytest.raises(actions.TerritoryRefused, match="al van Oost"):
        actions.give_code(west, code="WK000101", year=2024, by=None)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.dates(date(2020, 1, 2), date(2030, 1, 1)), min_size=1, max_size=6, unique=True))
def test_whatever_the_order_there_is_one_version_a_day(days):
    with transaction.atomic():
        area = AreaFactory(name="0")
        done = []
        for number, day in enumerate(days, start=1):
            try:
                actions.change_area(area, on=day, by=None, name=str(number))
                done.append(day)
            except actions.TerritoryRefused:
                assert any(day < earlier for earlier in done)
        for day in [date(2020, 1, 1), *days, date(2031, 1, 1)]:
            assert Area.objects.on(day).filter(pk=area.pk).count() == 1
        transaction.set_rollback(True)
