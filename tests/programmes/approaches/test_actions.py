import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from programmes.approaches import actions
from programmes.approaches.models import Approach
from programmes.approaches.queries import lacks_agreement, mandates_in
from tests.factories.approaches import ApproachFactory, MandateFactory, PartyFactory, QuestionFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


def test_roles_are_agreed_when_all_is_known(area, manager):
    question = QuestionFactory(area=area, has_power=None)
    party = PartyFactory(question=question, name="De corporatie", role="")
    with pytest.raises(TransitionRefused) as refused:
        actions.change_question(question, "agree_roles", by=manager)
    for lacking in ("eigen plan", "ten minste twee partijen", "De corporatie"):
        assert lacking in str(refused.value)
    PartyFactory(question=question)
    actions.edit_party(party, {"role": "opdrachtgever"}, version=1, by=manager)
    actions.edit_question(question, {"has_power": True}, version=1, by=manager)
    agreed = actions.change_question(question, "agree_roles", by=manager)
    assert (agreed.state, agreed.agreed_on) == ("agreed", timezone.localdate())


def test_agreed_roles_lie_fast_until_they_are_looked_at_again(area, manager):
    question = QuestionFactory(area=area)
    party = PartyFactory(question=question)
    PartyFactory(question=question)
    actions.change_question(question, "agree_roles", by=manager)
    for change in (
        lambda: actions.edit_party(party, {"role": "toeschouwer"}, version=1, by=manager),
        lambda: actions.add_party(question, name="Nog een", interest=1, influence=1, by=manager),
        lambda: actions.remove_party(party, by=manager),
        lambda: actions.edit_question(question, {"wished": "Iets anders"}, version=1, by=manager),
    ):
        with pytest.raises(actions.RolesAgreed):
            change()
    with pytest.raises(TransitionRefused):
        actions.change_question(question, "reopen_question", by=manager)
    with pytest.raises(PermissionDenied):
        actions.change_question(
            question, "reopen_question", by=person_with("community_worker", area), reason="Nee"
        )
    actions.change_question(question, "reopen_question", by=manager, reason="De corporatie stapt eruit.")
    actions.remove_party(party, by=manager)
    assert question.parties.count() == 1


def test_a_large_plan_asks_for_agreed_roles_before_it_begins(area, manager):
    small = ProjectFactory(area=area, state="planned", cost_total=99_999)
    large = ProjectFactory(area=area, state="planned", cost_total=100_000)
    assert lacks_agreement(small, None) == ""
    assert "groot plan" in lacks_agreement(large, None)
    question = QuestionFactory(area=area, project=small)
    assert "nog niet afgesproken" in lacks_agreement(small, question)
    PartyFactory(question=question)
    PartyFactory(question=question)
    assert lacks_agreement(small, actions.change_question(question, "agree_roles", by=manager)) == ""
    assert lacks_agreement(ProjectFactory(area=area, state="running", cost_total=10**6), None) == ""


def test_mandates_hold_in_what_lies_in_their_area_and_in_their_period(area):
    here = MandateFactory(area=area)
    above = MandateFactory(area=area.parent, what="verkeersbesluiten", up_to=None)
    MandateFactory(area=AreaFactory(parent=area.parent))
    MandateFactory(area=area, until="2025-01-01")
    MandateFactory(area=area, since="2900-01-01")
    assert list(mandates_in(area)) == [here, above]
    assert list(mandates_in(area.parent)) == [above]


def test_an_approach_keeps_its_areas_and_projects(area):
    admin = person_with("administrator")
    other = AreaFactory(parent=area.parent)
    first, second = ProjectFactory(area=area), ProjectFactory(area=other)
    approach = ApproachFactory(title="Samen op Zuid", areas=[area], projects=[first], state="draft")
    twin = ApproachFactory(title="Samen op Zuid", areas=[area])
    assert (approach.slug, twin.slug) == ("samen-op-zuid", "samen-op-zuid-2")
    actions.save_approach(approach, {"areas": [area, other], "projects": [second]}, by=admin)
    assert (list(approach.areas.order_by("pk")), list(approach.projects.all())) == ([area, other], [second])
    actions.change_approach(approach, "start_approach", by=admin)
    with pytest.raises(TransitionRefused):
        actions.change_approach(approach, "finish_approach", by=admin)
    actions.change_approach(approach, "finish_approach", by=admin, reason="Minder schulden.")
    assert Approach.objects.get(pk=approach.pk).result == "Minder schulden."
