from datetime import date

import pytest

from areas.organisations import actions
from areas.organisations.models import Function, ServedArea
from areas.organisations.queries import served_areas
from tests.factories.organisations import FacilityFactory, FunctionFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from wijkportaal.foundation.audit.queries import history_of

pytestmark = pytest.mark.django_db


def test_an_organisation_is_made_with_its_areas_and_an_address_of_its_own(noord):
    person = PersonFactory(full_name="Ans")
    first = actions.add_organisation("panel", "Panel Noord", by=person, areas=[noord], phone="058-1")
    second = actions.add_organisation("panel", "Panel Noord", by=person)
    assert (first.slug, second.slug) == ("panel-noord", "panel-noord-2")
    assert served_areas(first) == [noord]
    assert history_of(first)[0].by == "Ans"


def test_its_areas_change_and_the_past_stays(noord, zuid):
    organisation = actions.add_organisation("panel", "Panel", by=None, areas=[noord], on=date(2020, 1, 1))
    actions.serve_areas(organisation, [zuid], by=None, on=date(2024, 1, 1))
    rows = ServedArea.objects.filter(organisation=organisation).order_by("pk")
    assert [(r.area, r.valid_from, r.valid_until) for r in rows] == [
        (noord, date(2020, 1, 1), date(2024, 1, 1)),
        (zuid, date(2024, 1, 1), None),
    ]
    actions.serve_areas(organisation, [zuid], by=None)
    assert rows.count() == 2


def test_the_description_is_stored_clean():
    organisation = OrganisationFactory()
    changed = actions.change_organisation(
        organisation, by=None, description="<p>Hallo<script>alert(1)</script></p>"
    )
    changed.refresh_from_db()
    assert changed.description == "<p>Hallo</p>"


def test_people_are_put_in_order():
    organisation = OrganisationFactory()
    a, b, c = (actions.add_function(organisation, "other", name, by=None) for name in "ABC")
    actions.move_function(c, by=None, up=True)
    assert [f.name for f in Function.objects.order_by("position")] == ["A", "C", "B"]
    actions.move_function(a, by=None, up=True)
    assert [f.name for f in Function.objects.order_by("position")] == ["A", "C", "B"]
    actions.move_function(a, by=None, up=False)
    assert [f.name for f in Function.objects.order_by("position")] == ["C", "A", "B"]
    assert b.organisation == organisation


def test_a_function_ends_once():
    function = actions.end_function(FunctionFactory(), by=None, on=date(2024, 1, 1))
    assert function.valid_until == date(2024, 1, 1)
    with pytest.raises(actions.OrganisationRefused):
        actions.end_function(function, by=None)


def test_the_areas_of_a_function_change(noord, zuid):
    function = actions.add_function(OrganisationFactory(), "other", "A", by=None, areas=[noord])
    actions.change_function(function, by=None, areas=[zuid], title="Dorpenmanager")
    function.refresh_from_db()
    assert (list(function.areas.all()), function.shown_title) == ([zuid], "Dorpenmanager")


def test_a_facility_closes_and_opens():
    facility = FacilityFactory()
    actions.close_facility(facility, by=None, reason="Gesloopt")
    facility.refresh_from_db()
    assert not facility.is_active
    assert history_of(facility)[0].reason == "Gesloopt"
    actions.reopen_facility(facility, by=None)
    facility.refresh_from_db()
    assert facility.is_active
