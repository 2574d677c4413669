from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from participation.taskgroups import actions
from participation.taskgroups.models import Member, TaskGroup
from participation.taskgroups.queries import weekly_for
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.taskgroups import TaskGroupFactory
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.people.actions import forget_person
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


@pytest.fixture
def worker(area):
    return person_with("community_worker", area, email="werker@welzijn.example")


def mails(start=""):
    return sorted(Letter.objects.filter(subject__startswith=start).values_list("to", flat=True))


def lead_of(group):
    return TaskGroup.objects.get(pk=group.pk).lead


@pytest.mark.parametrize(
    ("least", "lacking"), [(4, "Er zijn nog 2 bewoners"), (3, "Er is nog 1 bewoner"), (2, "")]
)
def test_how_many_make_a_group_is_a_setting(settings, area, least, lacking):
    settings.LEAST_MEMBERS = least
    lead = PersonFactory()
    group = TaskGroupFactory(area=area, by=lead, members=[PersonFactory()], state="forming")
    if lacking:
        with pytest.raises(TransitionRefused, match=lacking):
            actions.take_step(group, "start_group", by=lead)
    else:
        assert actions.take_step(group, "start_group", by=lead).state == "active"


def test_neighbours_find_each_other_work_and_are_thanked(area, worker):
    lead, asker = PersonFactory(), PersonFactory()
    group = actions.found_group(area, name="Bankjes", aim="Vier bankjes.", by=lead)
    invited = actions.invite(group, "Buur@voorbeeld.example ", by=lead)
    assert actions.invite(group, "buur@voorbeeld.example", by=lead) == invited
    buddy = PersonFactory(email="buur@voorbeeld.example")
    with pytest.raises(PermissionDenied):
        actions.accept_place(invited, shows_name=False, by=asker)
    assert actions.accept_place(invited, shows_name=True, by=buddy).email == ""
    asked = actions.ask_to_join(group, "Ik kan timmeren", shows_name=False, by=asker)
    assert actions.ask_to_join(group, "Nog eens", shows_name=False, by=asker) == asked
    assert mails("Iemand wil meedoen") == [lead.email]
    assert asker.email not in Letter.objects.get(subject__startswith="Iemand wil").body
    with pytest.raises(PermissionDenied):
        actions.admit_member(asked, by=buddy)
    actions.admit_member(asked, by=lead)
    Member.objects.create(group=group, person=PersonFactory(), state="member")
    task = actions.save_task(group, None, what="Hout kopen", who=None, due_on=None, by=buddy)
    group.refresh_from_db()
    assert (group.member_count, group.tasks_open, group.tasks_done) == (4, 1, 0)
    actions.mark_task(task, done=True, by=buddy)
    actions.take_step(group, "start_group", by=lead)
    actions.take_step(group, "end_group", by=lead, reason="Ze staan er.")
    group.refresh_from_db()
    assert (group.state, group.tasks_open, group.tasks_done) == ("ended", 0, 1)
    assert len(mails("Bedankt!")) == 4
    with pytest.raises(TransitionRefused, match="gestopt of klaar"):
        actions.invite(group, "laat@voorbeeld.example", by=lead)
    assert [each.pk for each in weekly_for(worker, least=4).finished] == [group.pk]


def test_who_makes_an_initiative_is_in_its_group_at_once():
    first, second = PersonFactory(), PersonFactory()
    plan = InitiativeFactory(maker=first)
    plan.makers.create(person=second, shows_name=True)
    plan.makers.create(email="niet@voorbeeld.example")
    group = actions.found_group(plan.area, name="Plan", aim="Doen.", by=first, initiative=plan)
    assert set(group.members.values_list("person", "is_lead", "shows_name")) == {
        (first.pk, True, False),
        (second.pk, False, True),
    }


def test_a_trekker_hands_over_or_leaves_and_who_helps_hears_it(area, worker):
    lead, other = PersonFactory(), PersonFactory()
    group = TaskGroupFactory(area=area, by=lead, members=[other, PersonFactory(), PersonFactory()])
    actions.hand_over(group, group.members.get(person=other), by=lead)
    assert lead_of(group).person == other
    assert mails("U bent nu trekker") == [other.email]
    task = actions.save_task(
        group, None, what="Hout", who=group.members.get(person=other), due_on=None, by=lead
    )
    actions.leave_group(group.members.get(person=other), by=other)
    task.refresh_from_db()
    assert (lead_of(group), task.who) == (None, None)
    assert mails(f"{group.name} heeft geen trekker") == [worker.email]
    assert [each.pk for each in weekly_for(worker, least=4).stuck] == [group.pk]
    with pytest.raises(TransitionRefused, match="lid is"):
        actions.hand_over(group, group.members.get(person=other), by=worker)
    actions.hand_over(group, group.members.get(person=lead), by=worker)
    forget_person(lead, by=None)
    assert lead_of(group) is None
    assert [each.pk for each in weekly_for(worker, least=4).stuck] == [group.pk]


def test_contact_goes_through_the_portal(area):
    lead, outsider = PersonFactory(full_name="Lia Lead"), PersonFactory(full_name="Bram Buiten")
    group = TaskGroupFactory(area=area, by=lead)
    asked = actions.write_message(group, "Mag ik kijken?", by=outsider)
    assert mails("Bericht van") == [lead.email]
    actions.write_message(group, "Kom zaterdag.", by=lead, answers=asked)
    assert mails("Bericht van") == sorted([lead.email, outsider.email])
    actions.write_message(group, "Zaterdag hout halen", by=lead)
    assert len(mails("Bericht van")) == 5
    for letter in Letter.objects.all():
        assert not any(person.email in letter.body for person in (lead, outsider))
    for number in range(9):
        actions.write_message(group, f"Nog iets {number}", by=outsider)
    with pytest.raises(TransitionRefused, match="morgen"):
        actions.write_message(group, "Te veel", by=outsider)


def test_a_call_for_help_has_its_own_term(area, worker):
    lead = PersonFactory()
    group = TaskGroupFactory(area=area, by=lead)
    call = actions.call_for_help(group, "Niemand reageert", by=lead)
    assert (call.due_on - timezone.localdate(), mails("Hulp gevraagd")) == (timedelta(days=5), [worker.email])
    assert [each.pk for each in weekly_for(worker, least=4).calls] == [call.pk]
    with pytest.raises(PermissionDenied):
        actions.take_call(call, answer="Zelf", by=lead)
    actions.take_call(call, answer="Ik kom langs", by=worker)
    assert len(mails("Antwoord op uw vraag")) == 4
    actions.solve_call(call, by=lead)
    assert weekly_for(worker, least=4).calls == []


def test_the_weekly_list_says_who_is_quiet_stuck_or_small(area, worker):
    quiet, stuck, small = (TaskGroupFactory(area=area) for _each in range(3))
    elsewhere = TaskGroupFactory()
    long_ago = timezone.now() - timedelta(days=30)
    actions.save_task(
        stuck,
        None,
        what="Hout",
        who=None,
        due_on=timezone.localdate() - timedelta(days=1),
        by=stuck.lead.person,
    )
    TaskGroup.objects.filter(pk__in=[quiet.pk, elsewhere.pk]).update(active_at=long_ago)
    TaskGroup.objects.filter(pk=small.pk).update(member_count=2)
    actions.note_talk(quiet, "Wim belt", by=worker)
    found = weekly_for(worker, least=4)
    parts = {
        name: [group.pk for group in getattr(found, name)] for name in ("quiet", "stuck", "small", "finished")
    }
    assert parts == {"quiet": [quiet.pk], "stuck": [stuck.pk], "small": [small.pk], "finished": []}
    assert found.quiet[0].last_note == "Wim belt"


def test_who_never_answers_is_forgotten(area):
    group = TaskGroupFactory(area=area)
    Member.objects.create(
        group=group, email="oud@voorbeeld.example", since=timezone.now() - timedelta(days=31)
    )
    assert actions.forget_invitations() == 1
    assert not Member.objects.exclude(email="").exists()
