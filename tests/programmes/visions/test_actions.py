from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from programmes.visions import actions
from programmes.visions.models import PlanLine, Vision
from programmes.visions.states import VisionClosed
from tests.factories.projects import ProjectFactory, ThemeFactory
from tests.factories.roles import person_with
from tests.factories.visions import GoalFactory, PlanLineFactory, VisionFactory
from wijkportaal.foundation.audit.queries import history_of
from wijkportaal.foundation.editing.states import EditConflict, EditRefused
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


def test_a_visie_starts_as_a_draft_with_a_title(area, manager):
    vision = actions.create_vision(area, first_year=2026, last_year=2036, by=manager)
    assert (vision.title, vision.state, vision.years) == ("Visie Molenwijk 2036", "draft", "2026–2036")
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.create_vision(area, first_year=2026, last_year=2030, by=manager)


def test_two_editors_do_not_overwrite_each_other(draft, manager):
    saved = actions.edit_vision(draft, {"intro": "Groen en rustig."}, version=1, by=manager)
    assert saved.version == 2
    with pytest.raises(EditConflict):
        actions.edit_vision(draft, {"intro": "Druk en levendig."}, version=1, by=manager)


def test_a_theme_comes_in_once_and_goes_only_without_goals(draft, goal, manager):
    theme = ThemeFactory()
    chapter = actions.add_theme(draft, theme, by=manager)
    assert actions.add_theme(draft, theme, by=manager) == chapter
    with pytest.raises(EditRefused, match="nog doelen"):
        actions.remove_theme(goal.chapter, by=manager)
    actions.remove_theme(chapter, by=manager)
    assert [each.pk for each in draft.themes.all()] == [goal.chapter_id]


def test_goals_stand_in_the_order_that_was_chosen(draft, goal, manager):
    second = actions.add_goal(goal.chapter, title="Meer groen", domain="physical", by=manager)
    third = actions.add_goal(goal.chapter, title="Meer buren", domain="social", by=manager)
    actions.move_goal(third, places=-1, by=manager)
    assert list(goal.chapter.goals.all()) == [goal, third, second]
    actions.move_goal(goal, places=-1, by=manager)
    assert list(goal.chapter.goals.all()) == [goal, third, second]


def test_a_goal_with_plans_stays_and_a_project_outlives_its_goal(draft, goal, manager):
    line = PlanLineFactory(plan__vision=draft, goal=goal)
    project = ProjectFactory(goal=goal)
    with pytest.raises(EditRefused, match="uitvoeringsplan"):
        actions.remove_goal(goal, by=manager)
    actions.remove_line(line, by=manager)
    actions.remove_goal(goal, by=manager)
    project.refresh_from_db()
    assert project.goal is None


def test_what_is_adopted_stays_but_plans_go_on(draft, goal, manager):
    actions.change_state(draft, "adopt", by=manager)
    for change in (
        lambda: actions.edit_vision(draft, {"intro": "Anders"}, version=1, by=manager),
        lambda: actions.edit_goal(goal, {"title": "Anders", "what_works": "x"}, version=1, by=manager),
        lambda: actions.edit_theme(goal.chapter, {"figures": "<p>9</p>"}, version=1, by=manager),
        lambda: actions.add_goal(goal.chapter, title="Nog een", domain="both", by=manager),
        lambda: actions.add_theme(draft, ThemeFactory(), by=manager),
        lambda: actions.remove_goal(goal, by=manager),
    ):
        with pytest.raises(VisionClosed, match="vastgesteld"):
            change()
    edited = actions.edit_goal(goal, {"what_works": "<p>Schoolzones</p>"}, version=1, by=manager)
    assert edited.what_works == "<p>Schoolzones</p>"
    plan = actions.add_plan(
        draft, {"title": "Plan", "first_year": 2026, "last_year": 2027, "intro": ""}, by=manager
    )
    line = actions.add_line(plan, {"goal": goal, "what": "Drempels", "when": "2026"}, by=manager)
    actions.edit_line(line, {"what": "Twee drempels"}, version=1, by=manager)
    assert list(PlanLine.objects.values_list("what", flat=True)) == ["Twee drempels"]
    actions.change_state(draft, "succeed", by=manager)
    with pytest.raises(VisionClosed, match="opgevolgd"):
        actions.add_line(plan, {"goal": goal, "what": "Nog een", "when": "2027"}, by=manager)


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ({"made_by": " "}, "wie de visie heeft gemaakt"),
        ({"decided_by": ""}, "wie de visie heeft vastgesteld"),
        ({"decided_on": None}, "wie de visie heeft vastgesteld"),
    ],
)
def test_what_lacks_is_said(draft, manager, fields, lacking):
    Vision.objects.filter(pk=draft.pk).update(**fields)
    with pytest.raises(TransitionRefused, match=lacking):
        actions.change_state(draft, "adopt", by=manager)


def test_a_visie_without_goals_is_not_adopted(area, manager):
    with pytest.raises(TransitionRefused, match="geen doel"):
        actions.change_state(VisionFactory(area=area, state="draft"), "adopt", by=manager)


def test_adopting_ends_the_visie_before_it(area, draft, manager):
    former = VisionFactory(area=area, first_year=2012, last_year=2022)
    elsewhere = VisionFactory()
    actions.change_state(draft, "adopt", by=manager)
    states = dict(Vision.objects.values_list("pk", "state"))
    assert states == {draft.pk: "adopted", former.pk: "succeeded", elsewhere.pk: "adopted"}


def test_a_refused_adoption_changes_nothing(area, manager):
    former = VisionFactory(area=area, first_year=2012)
    with pytest.raises(TransitionRefused):
        actions.change_state(VisionFactory(area=area, state="draft"), "adopt", by=manager)
    former.refresh_from_db()
    assert former.state == "adopted"


def test_reopening_needs_a_reason_that_is_kept_until_it_is_adopted_again(draft, manager):
    actions.change_state(draft, "adopt", by=manager)
    with pytest.raises(TransitionRefused):
        actions.change_state(draft, "reopen", by=manager)
    reopened = actions.change_state(draft, "reopen", by=manager, reason="Een doel was vergeten.")
    assert (reopened.state, reopened.reopened_because) == ("draft", "Een doel was vergeten.")
    assert actions.change_state(draft, "adopt", by=manager).reopened_because == ""


@pytest.mark.parametrize("role", ["community_worker", "board_member", "partner", "resident"])
def test_who_reads_a_draft_does_not_adopt_it(draft, area, role):
    with pytest.raises(PermissionDenied):
        actions.change_state(draft, "adopt", by=person_with(role, area))


def test_an_alderman_adopts_and_the_history_says_so(draft, area):
    alderman = person_with("alderman", area, full_name="Ype Wethouder")
    actions.change_state(draft, "adopt", by=alderman)
    assert "Ype Wethouder" in str(history_of(draft)[0].by)


def test_years_in_the_wrong_order_do_not_get_into_the_table(area):
    with pytest.raises(IntegrityError):
        VisionFactory(area=area, first_year=2032, last_year=2022, decided_on=date(2022, 1, 1))


def test_a_goal_knows_where_it_belongs(draft, goal, area):
    assert (goal.vision, goal.area, goal.theme) == (draft, area, goal.chapter.theme)
    assert GoalFactory(chapter=goal.chapter).vision == draft
