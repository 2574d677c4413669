import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.projects import actions
from programmes.projects.models import Project, TrailLine
from programmes.projects.states import LIFE_CYCLE
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db

STEPS = [transition.name for transition in LIFE_CYCLE.transitions]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(["", "Te duur"])), max_size=8))
def test_any_walk_keeps_to_the_table_and_leaves_its_trail(steps):
    project = ProjectFactory()
    expected = []
    for name, reason in steps:
        old = Project.objects.get(pk=project.pk).state
        transition = LIFE_CYCLE.by_name[name]
        possible = old in transition.source and (reason or not transition.needs_reason)
        if possible:
            actions.change_state(project, name, by=None, reason=reason)
            expected.append((old, transition.target, reason))
        else:
            with pytest.raises(TransitionRefused):
                actions.change_state(project, name, by=None, reason=reason)
    lines = TrailLine.objects.filter(project=project).order_by("pk").values_list("old", "new", "reason")
    assert list(lines) == expected
    now = Project.objects.get(pk=project.pk)
    assert now.state == (expected[-1][1] if expected else "idea")
    assert now.state_reason == (expected[-1][2] if expected else "")


@pytest.mark.parametrize("role", ["area_manager", "administrator", "community_worker"])
def test_who_works_in_the_area_takes_steps(role):
    project = ProjectFactory()
    actions.change_state(project, "plan", by=person_with(role, project.area))
    assert Project.objects.get(pk=project.pk).state == "planned"


@pytest.mark.parametrize("role", ["resident", "alderman", "councillor", "finance", "partner", "department"])
def test_others_do_not(role):
    project = ProjectFactory()
    with pytest.raises(PermissionDenied):
        actions.change_state(project, "plan", by=person_with(role, project.area))


def test_a_project_without_a_period_cannot_be_planned():
    project = ProjectFactory(start_year=None, start_quarter=None, end_year=None, end_quarter=None)
    with pytest.raises(TransitionRefused, match="wanneer het project begint"):
        actions.change_state(project, "plan", by=None)
