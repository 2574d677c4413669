from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from participation.recognition.actions import deciding, declaring, recruiting
from participation.recognition.models import Criterion, Recognition, Recruitment, SignUp
from participation.recognition.queries import public_list, standing_of
from tests.factories.people import PersonFactory
from tests.factories.recognition import fill_file, make_panel, recognise, recruitment_for
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


@pytest.fixture
def panel(area):
    return make_panel(area)


def mails(start):
    return sorted(Letter.objects.filter(subject__startswith=start).values_list("to", flat=True))


def spokespeople(panel):
    return sorted(
        panel.functions.filter(kind__in=("chair", "secretary")).values_list("person__email", flat=True)
    )


def test_a_file_goes_from_nothing_to_all_that_is_asked(panel):
    empty = standing_of(panel)
    assert {line.criterion.kind for line in empty.missing} == {
        "statutes", "chosen", "registered", "account", "meetings", "public", "judged",
    }  # fmt: skip
    fill_file(panel)
    assert [str(line.criterion) for line in standing_of(panel).missing] == []
    again = {"statutes": None, "kvk_number": "87654321"}
    assert declaring.keep_file(panel, again, by=None).statutes_id is not None
    Criterion.objects.filter(kind="board").update(number=5)
    assert [line.verdict.todo for line in standing_of(panel).missing] == ["Zoek nog 1 bestuurslid."]


def test_a_new_document_takes_the_place_of_the_old_one(panel):
    fill_file(panel)
    fill_file(panel)
    assert StoredFile.objects.count() == 1
    meeting = standing_of(panel).file.meetings.filter(account_year=None).first()
    with pytest.raises(TransitionRefused, match="staat al"):
        declaring.add_meeting(panel, {"held_on": meeting.held_on, "kind": meeting.kind}, by=None)
    declaring.remove_meeting(meeting, by=None)
    assert standing_of(panel).file.meetings.count() == 4


def test_asked_proposed_by_one_decided_by_another_and_told(panel, area):
    manager = person_with("area_manager", area)
    alderman = person_with("alderman", area)
    admin = person_with("administrator", area)
    asked = deciding.ask_recognition(panel, "Graag, 100 % van ons.", by=PersonFactory())
    assert deciding.ask_recognition(panel, "Nog eens", by=None) == asked
    assert mails(f"{panel} vraagt") == [manager.email]
    period = {"valid_from": timezone.localdate(), "valid_until": timezone.localdate() + timedelta(days=1461)}
    with pytest.raises(PermissionDenied):
        deciding.propose(asked, advice="Doen", **period, by=alderman)
    deciding.propose(asked, advice="Doen", **period, by=manager)
    assert mails("Voorstel over") == [alderman.email]
    deciding.decide(asked, "send_back", by=admin, reason="Te kort.")
    deciding.propose(asked, advice="Doen, want …", **period, by=admin)
    with pytest.raises(TransitionRefused, match="Iemand anders"):
        deciding.decide(asked, "recognise", by=admin)
    with pytest.raises(PermissionDenied):
        deciding.decide(asked, "recognise", by=manager)
    made = deciding.decide(asked, "recognise", by=alderman)
    assert (made.state, made.decided_by) == ("recognised", alderman)
    assert len(made.checked) == 11
    assert {"eis": "Actieve bestuursleden: minstens 4", "stand": "met"} in made.checked
    assert mails(f"{panel} is erkend") == spokespeople(panel)
    assert [each.organisation for each in public_list()] == [panel]
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        Recognition.objects.update(proposed_by=alderman)


def test_withdrawn_with_a_public_reason_after_the_board_was_heard(panel, area):
    recognise(panel)
    rival = make_panel(area)
    assert standing_of(rival).missing[0].verdict.todo
    manager, alderman = person_with("area_manager", area), person_with("alderman", area)
    made = Recognition.objects.get()
    deciding.decide(made, "propose_withdrawal", by=manager, reason="Geen vergadering.")
    assert mails("Voorstel om de erkenning") == sorted({*spokespeople(panel), *aldermen(area)})
    assert standing_of(panel).current is not None
    deciding.decide(made, "uphold", by=alderman, reason="Zij vergaderen volgende week.")
    deciding.decide(made, "propose_withdrawal", by=manager, reason="Weer niet.")
    with pytest.raises(TransitionRefused, match="waarom"):
        deciding.decide(made, "withdraw", by=alderman)
    deciding.decide(made, "withdraw", by=alderman, reason="Er was geen jaarvergadering.")
    listed = public_list()[0]
    assert (listed.current, listed.last.reason) == (None, "Er was geen jaarvergadering.")
    assert not [line for line in standing_of(rival).missing if line.criterion.kind == "single"]
    assert deciding.ask_recognition(panel, "", by=None) != made


def aldermen(area):
    from areas.roles.queries import people_with_role

    return people_with_role(area, "alderman").values_list("email", flat=True)


def test_renewed_without_a_gap_reminded_once_and_expired(panel, area, monkeypatch):
    today = timezone.localdate()
    manager = person_with("area_manager", area)
    first = recognise(panel, start=today - timedelta(days=1000), until=today + timedelta(days=20))
    for _each in range(2):
        deciding.follow_clock()
    told = mails(f"De erkenning van {panel} verloopt")
    assert sorted(set(told)) == told
    assert set(spokespeople(panel)) | {manager.email} <= set(told)
    with pytest.raises(TransitionRefused, match="loopt al tot"):
        recognise(panel)
    Recognition.objects.filter(state="proposed").update(valid_from=first.valid_until)
    coming = deciding.decide(
        Recognition.objects.get(state="proposed"), "recognise", by=person_with("alderman", area)
    )
    standing = standing_of(panel)
    assert (standing.current.pk, standing.coming.pk) == (first.pk, coming.pk)
    later = timezone.now() + timedelta(days=30)
    monkeypatch.setattr(timezone, "now", lambda: later)
    deciding.follow_clock()
    standing = standing_of(panel)
    assert (standing.current.pk, standing.since) == (coming.pk, first.valid_from)
    assert mails(f"De erkenning van {panel} is verlopen") == []
    latest = timezone.now() + timedelta(days=3000)
    monkeypatch.setattr(timezone, "now", lambda: latest)
    deciding.follow_clock()
    assert standing_of(panel).last.state == "expired"
    assert mails(f"De erkenning van {panel} is verlopen") == spokespeople(panel)


def test_a_request_can_be_taken_back_and_refused(panel, area):
    board = panel.functions.get(kind="chair").person
    asked = deciding.ask_recognition(panel, "", by=board)
    assert deciding.decide(asked, "take_back", by=board).state == "taken_back"
    again = deciding.ask_recognition(panel, "", by=board)
    begin = timezone.localdate()
    deciding.propose(
        again,
        advice="Niet doen",
        valid_from=begin,
        valid_until=date(begin.year + 4, 1, 1),
        by=person_with("administrator", area),
    )
    deciding.decide(again, "refuse", by=person_with("alderman", area), reason="Geen statuten.")
    assert mails(f"{panel} is nog niet") == spokespeople(panel)
    assert public_list() == []


def test_who_signs_up_is_told_to_the_secretary_alone_and_forgotten(panel, monkeypatch):
    recruitment_for(panel)
    made = recruiting.sign_up(panel, name="Jo", contact="jo@buurt.example", words="Hoi")
    assert recruiting.sign_up(panel, name="Jo", contact="Jo@buurt.example", words="") == made
    letter = Letter.objects.get(subject__startswith="Iemand wil meedoen")
    assert letter.to == panel.functions.get(kind="secretary").person.email
    assert "jo@buurt.example" in letter.body
    for number in range(recruiting.MOST_A_DAY - 1):
        recruiting.sign_up(panel, name="Bo", contact=f"bo{number}@buurt.example", words="")
    with pytest.raises(TransitionRefused, match="vandaag al veel"):
        recruiting.sign_up(panel, name="Te veel", contact="vol@buurt.example", words="")
    recruiting.settle_sign_up(made, by=None)
    later = timezone.now() + timedelta(days=91)
    monkeypatch.setattr(timezone, "now", lambda: later)
    recruiting.forget_sign_ups()
    assert SignUp.objects.count() == 0


def test_print_is_made_of_the_newest_text_and_replaces_the_old(panel):
    made = recruitment_for(panel)
    assert (made.version, Job.objects.filter(kind=recruiting.DRAW_JOB).count()) == (2, 1)
    files = {name: (name.encode(), 1) for name in recruiting.KIT}
    for version in (2, 2, 1, 3):
        recruiting.keep_kit(made, files, version=version)
    made = Recruitment.objects.get()
    assert (made.drawn_version, StoredFile.objects.count()) == (3, 3)
