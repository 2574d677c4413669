"""Who may take which step of a programme from which state: every role × every state × every step."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from areas.roles.states import ROLES
from areas.territory.models import Area
from programmes.projects.models import Project
from programmes.yearly import actions
from programmes.yearly.calculations import due_day, look_back_line
from programmes.yearly.models import Programme
from programmes.yearly.states import LIFE_CYCLE
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.yearly import DECISION, EntryFactory, PartFactory, ProgrammeFactory
from wijkportaal.foundation.transitions.actions import perform
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db

MAKERS = {"area_manager", "administrator"}
# step → (the states it leaves from, who may take it). Adopting differs by state: see below.
STEPS = {
    "ask_panel": ({"draft"}, MAKERS),
    "panel_agree": ({"panel"}, {"board_member"}),
    "panel_remark": ({"panel"}, {"board_member"}),
    "skip_panel": ({"panel"}, MAKERS),
    "submit": ({"draft"}, MAKERS),
    "send_back": ({"panel", "ready", "proposed"}, MAKERS | {"alderman"}),
    "propose": ({"ready"}, {"alderman"}),
    "adopt": ({"ready", "proposed"}, {"alderman"}),
    "publish": ({"adopted"}, MAKERS),
}


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Molenwijk")


@pytest.fixture
def programme(area):
    """A programme that lacks nothing, whatever the step."""
    programme = ProgrammeFactory(area=area, year=2031, panel_answer="agreed")
    person_with("board_member", area)
    PartFactory(programme=programme)
    EntryFactory(programme=programme, number=1)
    return programme


def test_the_matrix_names_every_step():
    assert set(STEPS) == set(LIFE_CYCLE.by_name)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_in_every_state(role, programme, area):
    person = person_with(role, area)
    wrong = []
    for step, (sources, allowed) in STEPS.items():
        for state in LIFE_CYCLE.states:
            Programme.objects.filter(pk=programme.pk).update(state=state)
            may = role in allowed or (step == "adopt" and state == "proposed" and role in MAKERS)
            expected = "refused" if state not in sources else "done" if may else "denied"
            try:
                perform(programme, step, by=person, reason="Zo")
                found = "done"
            except TransitionRefused:
                found = "refused"
            except PermissionDenied:
                found = "denied"
            if found != expected:
                wrong.append((step, state, found))
    assert wrong == []


def test_the_college_decides_with_a_number_and_a_date(programme, area):
    Programme.objects.filter(pk=programme.pk).update(state="proposed")
    manager = person_with("area_manager", area)
    with pytest.raises(TransitionRefused, match="nummer en de datum"):
        actions.change_state(programme, "adopt", by=manager)
    actions.change_state(programme, "adopt", by=manager, decision=DECISION)
    programme.refresh_from_db()
    assert (programme.decision_number, programme.decision_date) == (DECISION.number, DECISION.on)


def test_an_area_that_ends_before_the_year_gets_no_programme_any_more(programme, area):
    manager = person_with("area_manager", area)
    Area.objects.filter(pk=area.pk).update(ends_on=date(2031, 1, 1))
    with pytest.raises(TransitionRefused, match="In 2031 bestaat Molenwijk niet meer"):
        actions.change_state(programme, "submit", by=manager)
    Area.objects.filter(pk=area.pk).update(ends_on=date(2031, 7, 1))
    assert actions.change_state(programme, "submit", by=manager).state == "ready"


def test_carrying_over_twice_keeps_one_entry_with_what_was_promised(programme, area):
    manager = person_with("area_manager", area)
    last = ProgrammeFactory(area=area, year=2030)
    project = ProjectFactory(area=area, title="Zebrapad", state="postponed", state_reason="De grond is nat.")
    EntryFactory(programme=last, project=project, promise="Klaar in mei", number=1)
    EntryFactory(programme=last, project__state="done", number=2)
    other = EntryFactory(programme=last, project=ProjectFactory(area=area, state="running"), number=3)
    (entry,) = actions.take_over(programme, [project], by=manager)
    assert (
        entry.look_back == "In het programma van 2030 stond: Klaar in mei. Nu: uitgesteld (De grond is nat)."
    )
    actions.edit_entry(entry, {"look_back": "Het lukte niet."}, version=entry.version, by=manager)
    actions.take_over(programme, by=manager)
    actions.take_over(programme, by=manager)
    assert dict(programme.entries.exclude(carried_from=None).values_list("project", "look_back")) == {
        project.pk: "Het lukte niet.",
        other.project_id: look_back_line(other),
    }
    assert Project.objects.get(pk=project.pk).state == "postponed"


def test_due_day_lies_weeks_before_the_year():
    assert due_day(2027, 6) == date(2026, 11, 20)
