from datetime import date, timedelta

import pytest
from django.utils import timezone

from areas.organisations import actions
from areas.organisations.queries import (
    facilities_for,
    facilities_geojson,
    organisations_for,
    public_contacts,
    public_details,
    who_is_who,
)
from areas.territory.models import Area, Succession
from tests.factories.organisations import FacilityFactory, FunctionFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def names(things):
    return [thing.name for thing in things]


def ended_into(area: Area, successor: Area) -> None:
    """Let an area have ended yesterday, taken over by another."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Area.objects.filter(pk=area.pk).update(ends_on=yesterday)
    Succession.objects.create(predecessor=area, successor=successor, on=yesterday, share=1)
    area.refresh_from_db()


def test_organisations_of_an_area_are_those_of_it_and_of_what_it_lies_in(gemeente, noord, zuid, buurt):
    OrganisationFactory(kind="housing", name="De Corporatie", areas=[gemeente])
    OrganisationFactory(kind="panel", name="Panel Noord", areas=[noord])
    OrganisationFactory(kind="panel", name="Panel Zuid", areas=[zuid])
    OrganisationFactory(kind="other", name="Gesloten", areas=[noord], is_active=False)
    assert names(organisations_for(buurt)) == ["Panel Noord", "De Corporatie"]
    assert names(organisations_for(gemeente)) == ["De Corporatie"]


def test_organisations_are_known_for_a_day(noord):
    organisation = OrganisationFactory(name="Panel Noord", areas=[noord])
    actions.serve_areas(organisation, [], by=None, on=date(2024, 1, 1))
    assert names(organisations_for(noord, on=date(2023, 12, 31))) == ["Panel Noord"]
    assert organisations_for(noord, on=date(2024, 1, 1)) == []


def test_the_organisation_of_an_ended_area_serves_its_successor(noord, zuid):
    organisation = OrganisationFactory(name="Panel Noord", areas=[noord])
    FunctionFactory(organisation=organisation, name="Vera")
    ended_into(noord, zuid)
    assert names(organisations_for(zuid)) == ["Panel Noord"]
    assert names(who_is_who(zuid)) == ["Vera"]


def test_who_is_who_shows_only_what_is_public(noord):
    organisation = OrganisationFactory(name="Panel Noord", areas=[noord])
    FunctionFactory(
        organisation=organisation,
        name="Vera",
        phone="058-1",
        phone_public=True,
        email="vera@geheim.example",
    )
    FunctionFactory(organisation=organisation, name="Onzichtbaar", name_public=False, phone_public=True)
    FunctionFactory(organisation=organisation, name="Vroeger", valid_until=timezone.localdate())
    (contact,) = who_is_who(noord)
    assert (contact.name, contact.title, contact.phone, contact.email, contact.photo) == (
        "Vera",
        "voorzitter",
        "058-1",
        "",
        None,
    )


def test_a_function_for_one_area_is_not_shown_in_another(gemeente, noord, zuid, buurt):
    team = OrganisationFactory(kind="municipality", name="Gemeente", areas=[gemeente])
    actions.add_function(team, "area_manager", "Wim van Noord", by=None, areas=[noord])
    actions.add_function(team, "area_manager", "Zoë van Zuid", by=None, areas=[zuid])
    actions.add_function(team, "alderman", "Wethouder", by=None)
    assert names(who_is_who(noord)) == ["Wim van Noord", "Wethouder"]
    assert names(who_is_who(buurt)) == ["Wim van Noord", "Wethouder"]
    assert names(who_is_who(zuid)) == ["Zoë van Zuid", "Wethouder"]
    assert names(who_is_who(gemeente)) == ["Wethouder"]


@pytest.mark.parametrize("number", [1, 30])
def test_who_is_who_costs_two_queries(noord, number, django_assert_num_queries):
    organisation = OrganisationFactory(areas=[noord])
    for _n in range(number):
        FunctionFactory(organisation=organisation)
    with django_assert_num_queries(2):
        assert len(who_is_who(noord)) == number
    with django_assert_num_queries(2):
        assert len(organisations_for(noord)) == 1
    with django_assert_num_queries(1):
        assert len(public_contacts(organisation)) == number


def test_details_are_public_one_by_one():
    organisation = OrganisationFactory.build(
        phone="058-1", phone_public=True, email="geheim@voorbeeld.example", address="", address_public=True
    )
    assert public_details(organisation) == {"phone": "058-1"}


def test_facilities_of_an_area_are_those_in_it_and_below(gemeente, noord, zuid, buurt):
    FacilityFactory(name="School", kind="school", area=buurt)
    FacilityFactory(name="De Kern", area=noord)
    FacilityFactory(name="Elders", area=zuid)
    FacilityFactory(name="Weg", area=noord, is_active=False)
    assert names(facilities_for(noord)) == ["School", "De Kern"]
    assert names(facilities_for(gemeente)) == ["School", "De Kern", "Elders"]


def test_a_facility_of_an_ended_area_is_found_by_its_point(noord, zuid, buurt):
    inside = FacilityFactory(name="In Zuid", area=buurt, longitude="5.005", latitude="52.905")
    FacilityFactory(name="Zonder punt", area=buurt)
    ended_into(buurt, noord)
    assert names(facilities_for(zuid)) == [inside.name]
    assert "Zonder punt" in names(facilities_for(noord))


@pytest.mark.parametrize("number", [1, 30])
def test_facilities_cost_one_query(noord, number, django_assert_num_queries):
    for _n in range(number):
        FacilityFactory(area=noord)
    with django_assert_num_queries(1):
        assert len(facilities_for(noord)) == number


def test_the_map_has_the_places_with_a_point(noord):
    with_point = FacilityFactory(
        name="De Kern", area=noord, longitude="5.01", latitude="53.01", address="Kerkstraat 1"
    )
    features = facilities_geojson([with_point, FacilityFactory(area=noord)])["features"]
    assert features == [
        {
            "type": "Feature",
            "id": with_point.pk,
            "geometry": {"type": "Point", "coordinates": [5.01, 53.01]},
            "properties": {
                "name": "De Kern",
                "detail": ["wijkgebouw", "Kerkstraat 1"],
                "url": f"/voorzieningen/{with_point.pk}",
            },
        }
    ]
