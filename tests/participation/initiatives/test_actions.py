from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from participation.initiatives.actions import handling, making, talking
from participation.initiatives.models import Check, Comment, Initiative, Maker
from participation.initiatives.queries import queue_for, visible_to, waiting_for
from participation.subscriptions.models import News
from tests.factories.initiatives import CommentFactory, InitiativeFactory
from tests.factories.organisations import FunctionFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.editing.states import EditConflict, EditRefused
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.people.actions import forget_person
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Wim Wijk")


@pytest.fixture
def maker():
    return PersonFactory(full_name="Mina Maker", email="mina@voorbeeld.example")


@pytest.fixture
def regular():
    """Someone who is no newcomer."""
    person = PersonFactory(full_name="Roos Regel")
    CommentFactory(person=person)
    type(person).objects.filter(pk=person.pk).update(joined_at=timezone.now() - timedelta(days=60))
    person.refresh_from_db()
    return person


def mails():
    return sorted(Letter.objects.values_list("to", flat=True))


def test_an_initiative_goes_from_draft_to_done(area, manager, maker):
    department = OrganisationFactory(kind="department", areas=[area])
    expert = PersonFactory(email="expert@gemeente.example")
    FunctionFactory(organisation=department, kind="contact", person=expert)
    made = making.begin(area, theme=ThemeFactory(), title="Moestuin", by=maker)
    assert not visible_to(PersonFactory()).filter(pk=made.pk).exists()
    assert not visible_to(manager).filter(pk=made.pk).exists()
    with pytest.raises(TransitionRefused, match="wat u wilt en waarom"):
        handling.take_step(made, "submit", by=maker)
    made = making.edit(made, {"what": "Twaalf bakken.", "why": "Samen."}, version=made.version, by=maker)
    handling.take_step(made, "submit", by=maker)
    assert mails() == [manager.email]
    with pytest.raises(PermissionDenied):
        handling.take_step(made, "publish", by=maker)
    handling.take_step(made, "publish", by=manager)
    handling.take_step(made, "check", by=manager)
    with pytest.raises(EditRefused):
        making.edit(made, {"what": "Anders."}, version=2, by=maker)
    check = handling.ask_department(
        made, department, question="Kan dit?", due_on=timezone.localdate(), by=manager
    )
    assert expert.email in mails()
    with pytest.raises(TransitionRefused, match=r"Nog niet elke afdeling.*mogen beslissen"):
        handling.take_step(made, "accept", by=manager, reason="Mooi plan.")
    Check.objects.filter(pk=check.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    Initiative.objects.filter(pk=made.pk).update(answer_by=timezone.localdate() + timedelta(days=7))
    assert waiting_for(manager).to_decide == 0
    for _time in range(2):
        handling.remind()
    reminded = [
        (expert.email, "Nog geen antwoord: Moestuin"),
        (manager.email, "Bewoners wachten op uw besluit: Moestuin"),
    ]
    assert list(Letter.objects.order_by("pk").values_list("to", "subject"))[-2:] == reminded
    handling.answer_check(check, outcome="yes", reason="Ja.", by=expert)
    told = Letter.objects.order_by("pk").last()
    assert (told.to, "U kunt nu besluiten" in told.body) == (manager.email, True)
    assert waiting_for(manager).to_decide == 1
    with pytest.raises(TransitionRefused, match="blijft te lezen"):
        handling.withdraw_check(check, by=manager)
    with pytest.raises(TransitionRefused, match="als er is besloten"):
        making.judge_rung(made, held=True, words="", by=maker)
    handling.state_rung(made, rung="codecide", words="Waar de bakken staan.", by=manager)
    handling.take_step(made, "accept", by=manager, reason="Mooi plan.")
    with pytest.raises(TransitionRefused, match="al besloten"):
        handling.answer_check(check, outcome="no", reason="Toch niet.", by=expert)
    handling.take_step(made, "start", by=maker)
    handling.take_step(made, "finish", by=maker, reason="Het staat er.")
    making.judge_rung(made, held=False, words="De plek koos de gemeente.", by=maker)
    with pytest.raises(TransitionRefused, match="Dit blijft staan"):
        handling.state_rung(made, rung="inform", words="", by=manager)
    made.refresh_from_db()
    assert (made.state, made.rung_held, made.answer_by) == ("done", False, None)
    steps = ["submit", "publish", "check", "accept", "start", "finish"]
    assert list(made.steps.order_by("pk").values_list("name", flat=True)) == steps
    assert News.objects.filter(key__startswith="initiatives.step:").count() == 5


def test_a_challenge_needs_an_agreement(area, manager, maker):
    made = InitiativeFactory(area=area, kind="challenge", rung="self", maker=maker)
    with pytest.raises(TransitionRefused, match="Schrijf eerst de afspraak op"):
        handling.take_step(made, "accept", by=manager, reason="Goed.")
    handling.write_agreement(made, agreement="Wij maaien.", agreed_until=None, by=manager)
    assert handling.take_step(made, "accept", by=manager, reason="Goed.").state == "accepted"


def test_a_manager_decides_nothing_about_an_initiative_of_their_own(area, manager):
    made = InitiativeFactory(area=area, rung="self", maker=manager)
    for step in ("check", "accept"):
        with pytest.raises(PermissionDenied):
            handling.take_step(made, step, by=manager, reason="Van mij.")


def test_makers_write_together_and_nobody_overwrites_another(area, maker):
    made = making.begin(area, theme=ThemeFactory(), title="Moestuin", by=maker)
    buddy = PersonFactory(email="buur@voorbeeld.example")
    invitation = making.invite(made, " Buur@voorbeeld.example", by=maker)
    assert making.invite(made, "buur@voorbeeld.example", by=maker) == invitation
    assert mails() == ["buur@voorbeeld.example"]
    accepted = making.accept_invitation(invitation, shows_name=True, by=buddy)
    assert (accepted.person, accepted.email, accepted.name) == (buddy, "", buddy.full_name)
    making.edit(made, {"what": "Van buur."}, version=made.version, by=buddy)
    with pytest.raises(EditConflict):
        making.edit(made, {"what": "Van Mina."}, version=made.version, by=maker)
    making.remove_maker(made.makers.get(person=maker), by=maker)
    with pytest.raises(TransitionRefused, match="enige maker"):
        making.remove_maker(made.makers.get(person=buddy), by=buddy)


def test_support_counts_once_a_person_with_their_place():
    made = InitiativeFactory()
    ann, bob = PersonFactory(), PersonFactory()

    def counted():
        made.refresh_from_db()
        return made.supporters_here, made.supporters_elsewhere

    talking.give_support(made, from_here=True, by=ann)
    talking.give_support(made, from_here=True, by=ann)
    talking.give_support(made, from_here=False, by=bob)
    assert counted() == (1, 1)
    talking.give_support(made, from_here=False, by=ann)
    assert counted() == (0, 2)
    talking.withdraw_support(made, by=ann)
    talking.withdraw_support(made, by=ann)
    assert counted() == (0, 1)
    with pytest.raises(talking.NotNow, match="al besloten"):
        talking.give_support(InitiativeFactory(state="accepted"), from_here=True, by=ann)


def write(made, words, by, **fields):
    return talking.write_comment(made, words, by=by, **{"is_question": False, "shows_name": False} | fields)


@pytest.mark.parametrize(("after", "state"), [(False, "waiting"), (True, "shown")])
def test_whether_a_comment_shows_at_once_is_a_setting(settings, regular, after, state):
    settings.COMMENTS_AFTER = after
    made = InitiativeFactory()
    assert write(made, "Mooi!", regular).state == state
    assert write(made, "Mooi plan.", PersonFactory()).state == "waiting"
    made.refresh_from_db()
    assert made.comment_count == int(after)


def test_what_shows_at_once_is_looked_at_afterwards(settings, area, manager, regular):
    settings.COMMENTS_AFTER = True
    made = InitiativeFactory(area=area)
    first, second, third = (
        write(made, words, regular, is_question=asks)
        for words, asks in (("Mooi!", False), ("Lelijk.", False), ("Wanneer?", True))
    )
    assert list(queue_for(manager)) == [first, second, third]
    talking.tick_off(first, by=manager)
    talking.hide_comment(str(second.pk), by=manager, reason="Niet aardig.")
    talking.answer_question(third, words="In mei.", by=manager)
    assert not queue_for(manager).exists()
    talking.show_comment_again(str(second.pk), by=manager)
    assert not queue_for(manager).exists()


def test_floods_and_doubles_are_refused(regular):
    made = InitiativeFactory()
    write(made, "Mooi!", regular)
    with pytest.raises(talking.NotNow, match="net al geplaatst"):
        write(made, " Mooi! ", regular)
    for number in range(4):
        write(made, f"Mooi {number}", regular)
    with pytest.raises(talking.NotNow, match="Wacht een uur"):
        write(made, "Nog een", regular)
    with pytest.raises(talking.NotNow, match="nog geen link"):
        write(made, "Koop op www.winst.example", PersonFactory())
    with pytest.raises(talking.NotNow, match="afgesloten"):
        write(InitiativeFactory(state="done"), "Laat", regular)


def test_a_question_gets_an_answer_and_a_letter(area, manager):
    comment = CommentFactory(initiative__area=area, is_question=True, state="waiting")
    talking.answer_question(comment, words="Ja, in mei.", by=manager)
    comment.refresh_from_db()
    assert (comment.state, comment.answer, mails()) == ("shown", "Ja, in mei.", [comment.person.email])
    assert not queue_for(manager).exists()


def test_who_is_forgotten_leaves_what_is_public_without_a_name(maker):
    made = InitiativeFactory(maker=maker)
    Maker.objects.update(shows_name=True)
    comment = CommentFactory(initiative=made, person=maker, shows_name=True)
    assert {made.makers.get().name, comment.name} == {"Mina Maker"}
    forget_person(maker, by=None)
    assert {made.makers.get().name, Comment.objects.get(pk=comment.pk).name} == {"een bewoner"}
    assert Initiative.objects.filter(pk=made.pk, title=made.title).exists()
    Maker.objects.create(
        initiative=made, email="oud@voorbeeld.example", since=timezone.now() - timedelta(days=31)
    )
    assert talking.forget_invitations() == 1
    assert not Maker.objects.exclude(email="").exists()
