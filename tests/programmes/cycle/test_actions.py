from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from programmes.cycle import actions
from programmes.cycle.models import CalendarStep, Check, Cycle, CycleStep, StepLink
from programmes.cycle.states import KINDS
from tests.factories.cycle import YEAR, make_cycle, make_step
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def test_a_cycle_follows_the_calendar(area, manager):
    [cycle] = actions.plan_cycles([area], YEAR, by=manager)
    steps = list(cycle.steps.all())
    assert {step.kind: (step.starts_on, step.ends_on) for step in steps} == {
        line.kind: line.period_in(YEAR) for line in CalendarStep.objects.all()
    }
    assert [step.kind for step in steps] == list(KINDS)
    choice = cycle.steps.get(kind="choice")
    assert (choice.starts_on, choice.ends_on) == (date(2029, 10, 8), date(2029, 10, 31))
    assert [check.text for check in choice.checks.all()] == [
        "Zaal en datum bekend",
        "Bewoners uitgenodigd",
        "Keuzes vastgelegd",
    ]
    assert (choice.is_moved, choice.round, choice.who) == (False, 1, "wijkopbouwwerker en wijkmanager")


def test_planning_twice_changes_nothing(area, manager):
    other = AreaFactory(parent=area.parent)
    actions.plan_cycles([area], YEAR, by=manager)
    CycleStep.objects.filter(kind="choice").update(outcome="Zes ideeën")
    made = actions.plan_cycles([area, other], YEAR, by=manager)
    assert [cycle.area for cycle in made] == [other]
    assert (Cycle.objects.count(), CycleStep.objects.count()) == (2, 14)
    assert CycleStep.objects.get(kind="choice", cycle__area=area).outcome == "Zes ideeën"


def test_a_changed_calendar_holds_for_new_cycles_only(area, manager):
    old = make_cycle(area)
    line = CalendarStep.objects.get(kind="questions")
    values = {
        "first_month": 3,
        "first_day": 31,
        "last_month": 6,
        "last_day": 31,
        "checklist": "Een\n\n Twee ",
    }
    actions.edit_calendar_step(line, values, version=1, by=manager)
    CalendarStep.objects.filter(kind="results").update(by_default=False)
    new = make_cycle(area, YEAR + 1)
    assert old.steps.get(kind="questions").starts_on == date(YEAR - 1, 9, 1)
    step = new.steps.get(kind="questions")
    assert (step.starts_on, step.ends_on) == (date(YEAR, 3, 31), date(YEAR, 6, 30))
    assert [check.text for check in step.checks.all()] == ["Een", "Twee"]
    assert not new.steps.filter(kind="results").exists()
    with pytest.raises(EditConflict):
        actions.edit_calendar_step(line, values, version=1, by=manager)


def test_a_moved_step_keeps_its_first_period_and_says_why(area, manager):
    step = make_step(area)
    moved = actions.move_step(step, days(3), days(9), by=manager, reason=" De zaal was bezet. ")
    assert (moved.starts_on, moved.ends_on, moved.moved_because) == (days(3), days(9), "De zaal was bezet.")
    assert (moved.first_starts_on, moved.is_moved) == (step.starts_on, True)
    for first, last, reason in (
        (days(9), days(3), "Zo"),
        (days(3), days(9), "Zo"),
        (days(4), days(9), "  "),
    ):
        with pytest.raises(TransitionRefused):
            actions.move_step(step, first, last, by=manager, reason=reason)
    actions.change_state(moved, "skip_step", by=manager, reason="Dit jaar niet.")
    with pytest.raises(TransitionRefused, match="overgeslagen"):
        actions.move_step(step, days(30), days(40), by=manager, reason="Toch")


def test_finishing_what_lacks_something_needs_a_reason(area, manager):
    step = make_step(area)
    with pytest.raises(TransitionRefused, match=r"nog 3 punten open\. Schrijf erbij waarom"):
        actions.change_state(step, "finish_step", by=manager)
    step.refresh_from_db()
    assert step.state == "planned"
    done = actions.change_state(step, "finish_step", by=manager, reason="De rest komt per mail.")
    assert (done.state, done.state_reason, done.finished_on) == (
        "done",
        "De rest komt per mail.",
        timezone.localdate(),
    )
    opened = actions.change_state(done, "reopen_step", by=manager, reason="Toch nog een avond.")
    assert (opened.state, opened.finished_on) == ("planned", None)


def test_a_complete_step_finishes_without_a_word(area, manager):
    step = make_step(area, outcome="Zes ideeën gekozen")
    for check in step.checks.all():
        actions.tick_check(check, done=True, by=manager)
    actions.change_state(step, "begin_step", by=manager)
    assert actions.change_state(step, "finish_step", by=manager).state == "done"


def test_skipping_needs_a_reason_and_the_right(area, manager):
    step = make_step(area)
    with pytest.raises(TransitionRefused):
        actions.change_state(step, "skip_step", by=manager, reason=" ")
    with pytest.raises(PermissionDenied):
        actions.change_state(step, "skip_step", by=person_with("community_worker", area), reason="Nee")
    CycleStep.objects.filter(pk=step.pk).update(responsible=person_with("community_worker", area))
    step.refresh_from_db()
    assert actions.change_state(step, "skip_step", by=step.responsible, reason="Nee").state == "skipped"


def test_a_repeated_step_comes_beside_the_first(area, manager):
    step = make_step(area, responsible=manager, outcome="Eerste avond")
    actions.tick_check(step.checks.first(), done=True, by=manager)
    again = actions.repeat_step(step, days(1), days(2), by=manager)
    third = actions.repeat_step(again, days(3), days(3), by=manager)
    assert [str(each) for each in (step, again, third)] == [
        "keuzebijeenkomst",
        "keuzebijeenkomst 2",
        "keuzebijeenkomst 3",
    ]
    assert (again.outcome, again.responsible, again.who) == ("", manager, step.who)
    assert again.checks.filter(done_at=None).count() == 3
    with pytest.raises(TransitionRefused):
        actions.repeat_step(step, days(2), days(1), by=manager)


def test_points_are_ticked_once_and_can_be_opened(area, manager):
    step = make_step(area)
    check = actions.add_check(step, " Koffie besteld ", by=manager)
    assert (check.text, check.position) == ("Koffie besteld", 4)
    actions.tick_check(check, done=True, by=manager)
    first = Check.objects.get(pk=check.pk).done_at
    actions.tick_check(check, done=True, by=person_with("community_worker", area))
    assert (Check.objects.get(pk=check.pk).done_at, Check.objects.get(pk=check.pk).done_by) == (
        first,
        manager,
    )
    actions.tick_check(check, done=False, by=manager)
    assert Check.objects.get(pk=check.pk).done_by is None
    actions.remove_check(check, by=manager)
    assert step.checks.count() == 3


def test_a_file_goes_with_its_row(area, manager, django_capture_on_commit_callbacks, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    step = make_step(area)
    file = actions.add_file(step, SimpleUploadedFile("verslag.pdf", b"%PDF-1.7"), by=manager)
    assert (file.title, file.size, file.is_public) == ("verslag.pdf", 8, False)
    assert default_storage.exists(file.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_file(file, by=manager)
    assert not default_storage.exists(file.file.name)


def test_a_link_of_another_room_is_renewed_and_never_doubled(area, manager):
    step = make_step(area)
    for title in ("Avond in De Schakel", "Avond in De Kern"):
        actions.link_to_step(
            step, kind="meetings.meeting", key="12", title=title, address="/bijeenkomsten/12", by=manager
        )
    page = actions.link_to_step(step, title="Visie", address="https://visie.example", by=manager)
    assert [(each.kind, each.key, each.title) for each in StepLink.objects.all()] == [
        ("meetings.meeting", "12", "Avond in De Kern"),
        ("page", "https://visie.example", "Visie"),
    ]
    actions.remove_link(page, by=manager)
    assert StepLink.objects.count() == 1


def test_keepers_are_reminded_once_before_and_once_after(area, manager):
    worker = person_with("community_worker", area, email="opbouw@welzijn.example")
    make_step(area, "choice", period=(days(-10), days(10)), responsible=worker)
    make_step(area, "results", period=(days(-10), days(10)))
    make_step(area, "questions", period=(days(-10), days(10)), state="done")
    for _time in range(2):
        actions.remind_keepers()
    sent = sorted(Letter.objects.values_list("to", "subject"))
    assert sent == [
        ("anna@gemeente.example", "Bijna zover: resultaatbijeenkomst in Molenwijk"),
        ("opbouw@welzijn.example", "Bijna zover: keuzebijeenkomst in Molenwijk"),
    ]
    for number in (11, 12, 40):
        actions.remind_keepers(on=days(number))
    late = Letter.objects.filter(subject__startswith="Te laat").order_by("to")
    assert [letter.to for letter in late] == ["anna@gemeente.example", "opbouw@welzijn.example"]
    assert "- Op de lijst staan nog 3 punten open." in late[1].body


def test_an_area_that_ended_is_not_reminded(area, manager):
    make_step(area, period=(days(-10), days(-2)))
    type(area).objects.filter(pk=area.pk).update(ends_on=days(-1))
    actions.remind_keepers()
    assert not Letter.objects.exists()
