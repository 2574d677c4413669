import pytest
from django.urls import reverse

from programmes.commitments import actions
from programmes.commitments.models import Commitment
from programmes.commitments.queries import keepers_of, people_to_watch, public_here, scores, waiting_for
from tests.factories.commitments import CommitmentFactory, days
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db


def test_scores_name_a_person_only_by_a_public_function(area, manager):
    organisation = OrganisationFactory(name="Gemeente", kind="municipality")
    known = FunctionFactory(organisation=organisation, kind="alderman", name="Ype")
    hidden = FunctionFactory(organisation=organisation, name="Oda", name_public=False)
    for function in (known, known, hidden, None):
        made = CommitmentFactory(area=area, organisation=organisation, function=function, due_on=days(-5))
        if function is known:
            actions.keep_commitment(made, by=manager, on=days(-6))
    CommitmentFactory(area=area, is_public=False, organisation=organisation, due_on=days(-5))
    found = scores()
    assert [(name, tally.share, tally.counted) for name, tally in found.people] == [("Ype", 100, 2)]
    assert [(name, tally.share, tally.counted) for name, tally in found.organisations] == [
        ("Gemeente", 50, 4)
    ]
    assert [(where, tally.share) for where, tally in found.areas] == [(area, 50)]
    assert found.all.total == 4


def test_an_area_shows_what_lies_in_it_and_not_what_lies_above(area):
    inside = CommitmentFactory(area=AreaFactory(parent=area, kind="buurt"))
    own = CommitmentFactory(area=area, due_on=days(1))
    CommitmentFactory(area=area.parent)
    CommitmentFactory()
    assert list(public_here(area)) == [own, inside]


def test_what_waits_is_mine_open_and_due(manager, area):
    late = CommitmentFactory(area=area, responsible=manager, due_on=days(-1))
    soon = CommitmentFactory(area=area, responsible=manager, due_on=days(7))
    CommitmentFactory(area=area, responsible=manager, due_on=days(8))
    CommitmentFactory(area=area, due_on=days(1))
    done = CommitmentFactory(area=area, responsible=manager, due_on=days(1))
    actions.keep_commitment(done, by=manager)
    assert list(waiting_for(manager)) == [late, soon]


def test_the_first_page_of_the_workspace_shows_what_waits(client, manager, area):
    late = CommitmentFactory(area=area, responsible=manager, due_on=days(-1))
    client.force_login(manager)
    text = client.get(reverse("portal:workspace")).content.decode()
    assert late.what in text
    actions.keep_commitment(late, by=manager)
    assert late.what not in client.get(reverse("portal:workspace")).content.decode()


def test_who_can_watch_works_where_one_may_promise(area, manager):
    colleague = person_with("department", area.parent, full_name="Dirk Dienst")
    person_with("resident", area)
    person_with("area_manager", AreaFactory(name="Elders"))
    assert set(people_to_watch(manager)) == {manager, colleague}


def test_a_keeper_who_left_is_replaced_by_the_wijkmanager(area, manager):
    made = CommitmentFactory(area=area, responsible=PersonFactory(is_active=False))
    assert keepers_of(made) == [manager]
    assert keepers_of(Commitment.objects.get(pk=CommitmentFactory(area=area, responsible=manager).pk)) == [
        manager
    ]
