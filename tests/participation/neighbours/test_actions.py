from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from participation.moderation import actions as moderation
from participation.moderation.models import Reason
from participation.moderation.queries import pieces_of, queue_for
from participation.neighbours import actions
from participation.neighbours.models import Block, Line, Notice, Talk
from participation.neighbours.moderated import ident_of
from participation.neighbours.queries import fits_for, public_notices, seen_by
from tests.factories.neighbours import NoticeFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


@pytest.fixture
def notice(area):
    return NoticeFactory(area=area, by=PersonFactory(full_name="Ans Vraagt", email="ans@buurt.example"))


def letters_to(person):
    return list(Letter.objects.filter(to=person.email).order_by("pk"))


def test_nothing_stands_on_the_list_before_somebody_read_it(area):
    made = NoticeFactory(area=area, state="waiting")
    assert not public_notices().exists()
    with pytest.raises(PermissionDenied):
        actions.take_step(made, "publish", by=made.person)
    worker = person_with("community_worker", area)
    actions.take_step(made, "refuse", by=worker, reason="Dit is reclame.")
    assert "Dit is reclame." in letters_to(made.person)[0].body
    other = NoticeFactory(area=area, state="waiting")
    actions.take_step(other, "publish", by=worker)
    assert list(public_notices()) == [other]


def test_nobody_knows_the_other_until_both_agree(notice):
    helper = PersonFactory(full_name="Bob Biedt", email="bob@buurt.example")
    talk = actions.answer_notice(notice, "Ik kan zaterdag.", by=helper)
    assert actions.answer_notice(notice, "Nog eens", by=helper) == talk
    actions.write_line(talk, "Graag!", by=notice.person)
    talk = actions.agree(talk, by=helper)
    assert talk.state == "talking"
    told = "\n".join(letter.body for letter in Letter.objects.all())
    assert not {"Ans", "Bob", "@buurt.example"} & {
        part for part in ("Ans", "Bob", "@buurt.example") if part in told
    }
    talk = actions.agree(talk, by=notice.person)
    assert talk.state == "known"
    assert "bob@buurt.example" in letters_to(notice.person)[-1].body
    assert "ans@buurt.example" in letters_to(helper)[-1].body
    stranger = PersonFactory()
    with pytest.raises(PermissionDenied):
        actions.end_talk(talk, by=stranger)


def test_who_is_blocked_sees_and_writes_nothing_more(notice):
    pest = PersonFactory()
    talk = actions.answer_notice(notice, "Hoi", by=pest)
    actions.end_talk(talk, by=notice.person, block=True)
    assert not seen_by(pest).filter(pk=notice.pk).exists()
    with pytest.raises(TransitionRefused, match="gestopt"):
        actions.write_line(talk, "Hé", by=pest)
    second = NoticeFactory(area=notice.area, by=notice.person)
    with pytest.raises(TransitionRefused, match="niet reageren"):
        actions.answer_notice(second, "Hé", by=pest)
    offer = NoticeFactory(area=notice.area, kind="offer", by=pest)
    assert fits_for(notice) == []
    assert fits_for(offer) == []


def test_limits_hold_for_who_writes_too_much(area, monkeypatch):
    eager = PersonFactory()
    for _each in range(actions.MOST_A_DAY):
        NoticeFactory(area=area, by=eager)
    with pytest.raises(TransitionRefused, match="vandaag"):
        NoticeFactory(area=area, by=eager)
    Notice.objects.update(made_at=timezone.now() - timedelta(days=2))
    for _each in range(actions.MOST_A_DAY):
        NoticeFactory(area=area, by=eager)
    with pytest.raises(TransitionRefused, match="Haal er eerst een weg"):
        NoticeFactory(area=area, by=eager)
    monkeypatch.setattr(actions, "TALKS_A_DAY", 1)
    helper = PersonFactory()
    first, second = Notice.objects.all()[:2]
    talk = actions.answer_notice(first, "Ja", by=helper)
    with pytest.raises(TransitionRefused, match="vandaag al vaak"):
        actions.answer_notice(second, "Ja", by=helper)
    monkeypatch.setattr(actions, "WORDS_A_DAY", 1)
    with pytest.raises(TransitionRefused, match="veel berichten"):
        actions.write_line(talk, "Nog iets", by=helper)


def test_reminded_once_expired_renewed_and_forgotten(notice, monkeypatch):
    talk = actions.answer_notice(notice, "Ja", by=PersonFactory())
    Notice.objects.update(expires_on=timezone.localdate() + timedelta(days=3))
    for _each in range(2):
        actions.follow_clock()
    reminders = [letter for letter in letters_to(notice.person) if "Geldt uw oproep nog?" in letter.subject]
    assert len(reminders) == 1
    Notice.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert not public_notices().exists()
    actions.follow_clock()
    notice.refresh_from_db()
    assert notice.state == "expired"
    notice = actions.prolong(notice, by=notice.person)
    assert (notice.state, notice.over_at) == ("open", None)
    actions.take_step(notice, "fulfil", by=notice.person)
    later = timezone.now() + timedelta(days=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert actions.clear_away() == 1
    assert not (Notice.objects.exists() or Talk.objects.filter(pk=talk.pk).exists())
    assert not Line.objects.exists()


def test_a_reported_notice_goes_and_comes_back_by_a_second_judge(area, notice, monkeypatch):
    worker, colleague = person_with("community_worker", area), person_with("area_manager", area)
    case = moderation.report("oproep", notice.public_id, reason=Reason.SPAM, words="Een winkel.", by=None)
    assert list(queue_for(worker)) == [case]
    moderation.judge(case, "remove", by=worker, reason="Dit is reclame.")
    notice.refresh_from_db()
    assert (notice.state, notice.state_reason, public_notices().exists()) == (
        "removed",
        "Dit is reclame.",
        False,
    )
    assert "tweede-oordeel" in letters_to(notice.person)[-1].body
    with pytest.raises(PermissionDenied):
        actions.take_step(notice, "put_back", by=notice.person)
    moderation.appeal(case, "Ik ben geen winkel.")
    later = timezone.now() + timedelta(days=61)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: later)
        assert actions.clear_away() == 0, "while a second judgement is awaited it stays"
    moderation.judge(case, "restore", by=colleague)
    notice.refresh_from_db()
    assert (notice.state, list(public_notices())) == ("open", [notice])
    actions.take_step(notice, "withdraw", by=notice.person)
    case = moderation.report("oproep", notice.public_id, reason=Reason.SPAM, words="", by=None)
    moderation.judge(case, "remove", by=worker, reason="Reclame.")
    notice.refresh_from_db()
    assert notice.state == "withdrawn"


def test_of_a_reported_talk_only_the_words_of_the_other_are_read_and_go(area, notice):
    rude = PersonFactory()
    talk = actions.answer_notice(notice, "Geef eerst geld.", by=rude)
    actions.write_line(talk, "Dat wil ik niet.", by=notice.person)
    case = moderation.report(
        "buurtgesprek", ident_of(talk, of_maker=False), reason=Reason.RUDE, words="", by=notice.person
    )
    (piece,) = pieces_of([case]).values()
    assert (piece.text, piece.writer, piece.is_public) == ("Geef eerst geld.", rude, False)
    moderation.judge(case, "remove", by=person_with("area_manager", area), reason="Dit is oplichting.")
    talk.refresh_from_db()
    assert (talk.state, [line.words for line in talk.lines.all()]) == ("ended", ["Dat wil ik niet."])
    assert Block.objects.filter(by=notice.person, whom=rude).exists()
    assert "tweede-oordeel" not in letters_to(rude)[-1].body
    assert moderation.report("buurtgesprek", "onzin", reason=Reason.RUDE, words="", by=None) is None
