from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from areas.roles.queries import (
    areas_with_role,
    forget_roles,
    holds_role,
    people_with_role,
    roles_of,
)
from tests.factories.people import PersonFactory
from tests.factories.roles import RoleAssignmentFactory, person_with
from tests.factories.territory import AreaFactory, GemeenteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gemeente():
    return GemeenteFactory()


@pytest.fixture
def wijk(gemeente):
    return AreaFactory(name="Noord", parent=gemeente)


@pytest.fixture
def buurt(wijk):
    return AreaFactory(name="Bloemenbuurt", kind="buurt", parent=wijk)


def test_roles_of_costs_one_query_however_often_it_is_asked(wijk, django_assert_num_queries):
    person = PersonFactory()
    for role in ("area_manager", "resident", "board_member"):
        RoleAssignmentFactory(person=person, role=role, area=wijk)
    with django_assert_num_queries(1):
        held = [assignment.role for assignment in roles_of(person)]
        assert held == ["area_manager", "resident", "board_member"]
        assert holds_role(person, ["area_manager"], wijk)
        assert not holds_role(person, ["administrator"], wijk)


def test_roles_are_kept_on_the_person_behind_a_lazy_user(wijk, django_assert_num_queries):
    person = person_with("area_manager", wijk)
    lazy = SimpleLazyObject(lambda: person)
    with django_assert_num_queries(1):
        assert holds_role(lazy, ["area_manager"], wijk)
        assert holds_role(person, ["area_manager"], wijk)
        assert person.has_perm("organisations.edit_some")


def test_a_role_holds_from_its_first_day_until_the_day_before_its_end(wijk):
    person = PersonFactory()
    RoleAssignmentFactory(person=person, area=wijk, valid_from=date(2024, 3, 1), valid_until=date(2024, 6, 1))
    held = {day: bool(roles_of(person, on=day)) for day in DAYS}
    assert held == {
        date(2024, 2, 29): False,
        date(2024, 3, 1): True,
        date(2024, 5, 31): True,
        date(2024, 6, 1): False,
    }


DAYS = [date(2024, 2, 29), date(2024, 3, 1), date(2024, 5, 31), date(2024, 6, 1)]


def test_a_role_counts_in_what_lies_below_and_not_beside_or_above(gemeente, wijk, buurt):
    beside = AreaFactory(name="Zuid", parent=gemeente)
    person = person_with("area_manager", wijk)
    counts = {
        area.name: holds_role(person, ["area_manager"], area) for area in (gemeente, wijk, buurt, beside)
    }
    assert counts == {"Voorbeeldstad": False, "Noord": True, "Bloemenbuurt": True, "Zuid": False}


def test_without_an_area_only_a_role_in_the_gemeente_counts(gemeente, wijk):
    assert holds_role(person_with("administrator", gemeente), ["administrator"], None)
    assert not holds_role(person_with("administrator", wijk), ["administrator"], None)


def test_visitors_and_people_who_may_not_sign_in_hold_nothing(wijk):
    assert roles_of(AnonymousUser()) == []
    person = person_with("area_manager", wijk, is_active=False)
    assert roles_of(person) == []
    assert not holds_role(person, ["area_manager"], wijk)


def test_forget_roles_looks_again(wijk):
    person = PersonFactory()
    assert roles_of(person) == []
    RoleAssignmentFactory(person=person, area=wijk)
    assert roles_of(person) == []
    forget_roles(person)
    assert len(roles_of(person)) == 1


def test_people_with_role_are_found_from_above_and_once(gemeente, wijk, buurt):
    here, above = person_with("area_manager", wijk), person_with("area_manager", gemeente)
    RoleAssignmentFactory(person=here, role="area_manager", area=buurt)
    person_with("resident", wijk)
    RoleAssignmentFactory(
        role="area_manager", area=wijk, valid_until=timezone.localdate() - timedelta(days=1)
    )
    assert set(people_with_role(buurt, "area_manager")) == {here, above}
    assert list(people_with_role(gemeente, "area_manager")) == [above]


def test_areas_with_role_include_those_below(gemeente, wijk, buurt):
    AreaFactory(name="Zuid", parent=gemeente)
    assert set(areas_with_role(person_with("area_manager", wijk), "area_manager")) == {wijk, buurt}
    assert not areas_with_role(person_with("area_manager", wijk), "administrator").exists()
