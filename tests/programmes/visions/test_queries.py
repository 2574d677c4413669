from datetime import date

import pytest

from areas.territory.models import Succession
from programmes.visions.models import Vision
from programmes.visions.queries import goals_to_serve, visible_to
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.visions import GoalFactory, VisionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Molenwijk")


def goal_in(area, **fields):
    return GoalFactory(chapter__vision__area=area, **fields)


def test_a_project_can_serve_goals_of_its_area_and_of_those_above(area):
    own, above = goal_in(area), goal_in(area.parent)
    goal_in(AreaFactory(parent=area.parent))
    goal_in(AreaFactory(parent=area, kind="buurt"))
    GoalFactory(chapter__vision=VisionFactory(area=area, state="draft", first_year=2031, last_year=2041))
    assert list(goals_to_serve(area)) == [own, above]


def test_a_goal_that_was_chosen_stays_to_choose(area):
    past = GoalFactory(chapter__vision=VisionFactory(area=area, state="succeeded", first_year=2010))
    assert list(goals_to_serve(area)) == []
    assert list(goals_to_serve(area, kept=past.pk)) == [past]


def test_goals_of_a_merged_area_go_on(area):
    old = AreaFactory(parent=area.parent, name="Oudewijk")
    goal = goal_in(old)
    old.ends_on = date(2024, 1, 1)
    old.save()
    Succession.objects.create(predecessor=old, successor=area, on=date(2024, 1, 1), share=1)
    assert list(goals_to_serve(area)) == [goal]


def test_a_draft_is_for_who_works_there(area):
    draft = VisionFactory(area=area, state="draft")
    adopted = VisionFactory(area=area, first_year=2012)
    seen = {
        role: set(visible_to(person_with(role, area))) == {draft, adopted}
        for role in ("area_manager", "community_worker", "board_member", "partner", "alderman", "resident")
    }
    assert seen == dict.fromkeys(seen, True) | {"resident": False}
    stranger = person_with("area_manager", AreaFactory(parent=area.parent))
    assert list(visible_to(stranger)) == list(visible_to(PersonFactory())) == [adopted]
    assert Vision.objects.count() == 2
