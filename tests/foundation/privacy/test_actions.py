import io
import json
import zipfile
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import connection
from django.db.models import CharField, JSONField, TextField
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from areas.organisations.models import Function
from participation.initiatives.actions import making, talking
from participation.initiatives.models import Comment, Initiative, Support
from participation.signals.actions import intake
from participation.signals.models import Channel, Sender, Signal
from participation.subscriptions import actions as following
from participation.subscriptions.models import Follower
from participation.taskgroups import actions as groups
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import FunctionFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import ThemeFactory
from tests.factories.roles import person_with
from tests.factories.taskgroups import TaskGroupFactory
from tests.factories.territory import AreaFactory
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.privacy import actions
from wijkportaal.foundation.privacy.models import Clearing, Export
from wijkportaal.foundation.privacy.queries import held_of, obstacles_for, retentions
from wijkportaal.foundation.privacy.registry import RETENTIONS

pytestmark = pytest.mark.django_db

NAME, ADDRESS, PHONE = "Quirine Zeldzaam", "quirine.zeldzaam@voorbeeld.example", "0612345987"


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


@pytest.fixture
def leaver(area):
    """Somebody who did a bit of everything, and leads a taakgroep."""
    person = PersonFactory(full_name=NAME, email=ADDRESS, phone=PHONE)
    initiative = InitiativeFactory(area=area)
    talking.give_support(initiative, from_here=True, by=person)
    for words in ("Wat een goed plan.", "Dit zeg ik alleen hier."):
        talking.write_comment(initiative, words, is_question=False, shows_name=True, by=person)
    talking.show_comment(Comment.objects.get(words="Wat een goed plan."), by=None)
    making.begin(area, theme=ThemeFactory(), title="Een klad van mij alleen", by=person)
    intake.receive_signal(
        area, "De lamp is stuk.", by=None, channel=Channel.WEB, name=NAME, email=ADDRESS, phone=PHONE
    )
    following.follow("area", area.slug, person=person, rhythm="weekly")
    TaskGroupFactory(area=area, by=person, name="Lampenploeg")
    FunctionFactory(
        person=person,
        name=NAME,
        email=ADDRESS,
        phone=PHONE,
        valid_from=timezone.localdate() - timedelta(days=400),
        valid_until=timezone.localdate() - timedelta(days=10),
    )
    with recorded(by=person, action="tests.change_phone"):
        person.phone = "0687654321"
        person.save()
    return person


def everywhere(*texts: str) -> list[str]:
    """Return the columns, of the history too, in which one of these texts stands."""
    found = []
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy:
            continue
        for field in model._meta.get_fields():
            if field.concrete and isinstance(field, CharField | TextField | JSONField):
                rows = model._default_manager.all().values_list(field.name, flat=True)
                if any(text in str(value) for value in rows for text in texts):
                    found.append(f"{model._meta.label}.{field.name}")
    return sorted(found)


def test_who_leaves_is_named_nowhere_any_more_and_what_was_public_stays(leaver, area):
    other_of_group = groups.TaskGroup.objects.get().members.exclude(person=leaver).first()
    assert "people.PersonEvent.full_name" in everywhere(NAME)
    assert [each.text.split("“")[1][:11] for each in obstacles_for(leaver)] == ["Lampenploeg"]
    with pytest.raises(actions.CannotLeave, match="trekker van taakgroep “Lampenploeg”"):
        actions.leave(leaver)
    groups.hand_over(groups.TaskGroup.objects.get(), other_of_group, by=leaver)

    actions.leave(leaver)

    assert everywhere(NAME, ADDRESS, PHONE, "0687654321", "Dit zeg ik alleen hier") == []
    leaver.refresh_from_db()
    assert (leaver.is_active, str(leaver)) == (False, "iemand die is vertrokken")
    comment = Comment.objects.get()
    assert (comment.words, comment.name) == ("Wat een goed plan.", "een bewoner")
    assert not Initiative.objects.filter(title="Een klad van mij alleen").exists()
    assert not Support.objects.exists() and not Sender.objects.exists() and not Follower.objects.exists()
    assert Signal.objects.get().text == "De lamp is stuk."
    assert Function.objects.get().phone == ""
    group = groups.TaskGroup.objects.get()
    assert group.lead == other_of_group
    assert group.members.get(person=leaver).state == "left"


def test_who_has_a_role_or_open_work_must_hand_it_over_first(area):
    manager = person_with("area_manager", area, full_name="Wim")
    FunctionFactory(person=manager, name="Wim")
    assert [each.text.split(".")[0][:22] for each in obstacles_for(manager)] == [
        "U staat bij " + str(Function.objects.get().organisation)[:10],
        "U bent wijkmanager van",
    ]
    with pytest.raises(actions.CannotLeave):
        actions.leave(manager)
    manager.refresh_from_db()
    assert manager.is_active


def test_a_copy_holds_all_of_oneself_and_nothing_of_an_address_that_was_only_typed(leaver, area):
    EmailAddress.objects.create(user=leaver, email="ander@voorbeeld.example", verified=False)
    intake.receive_signal(
        area, "Van een ander.", by=None, channel=Channel.WEB, name="Ander", email="ander@voorbeeld.example"
    )
    export = actions.ask_for_export(leaver)
    assert actions.ask_for_export(leaver).job_id == export.job_id
    run_job(export.job_id)
    export.refresh_from_db()
    assert export.is_ready
    assert Letter.objects.filter(to=ADDRESS, subject="Uw gegevens staan klaar").exists()

    archive = zipfile.ZipFile(io.BytesIO(bytes(export.data)))
    assert archive.namelist() == ["gegevens.json", "lees-mij.html"]
    told = json.loads(archive.read("gegevens.json"))
    parts = {part["naam"]: part["regels"] for part in told["onderdelen"]}
    assert [row["reactie"] for row in parts["Reacties van u op de site"]] == ["Wat een goed plan."]
    assert parts["Signalen die u doorgaf"] == [
        {
            "signaal": "De lamp is stuk.",
            "naam": NAME,
            "e-mailadres": ADDRESS,
            "telefoonnummer": PHONE,
            "naam mag op de site": False,
        }
    ]
    page = archive.read("lees-mij.html").decode()
    assert NAME in page and "Dit zeg ik alleen hier." in page and "Van een ander" not in page
    assert "Ander" not in json.dumps(told)

    Export.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert actions.forget_exports() == 1


def test_what_is_held_is_counted_in_a_number_of_queries_that_does_not_grow(leaver):
    following.tell_followers("area", "noord", key="x", title="Nieuws", url="/", by=None)
    asked = []
    for letters in (1, 30):
        for number in range(letters):
            Letter.objects.create(to=ADDRESS, subject=f"Brief {number}", body="x", key=f"{letters} {number}")
        with CaptureQueriesContext(connection) as queries:
            held = {each.holding.title: each.number for each in held_of(leaver)}
        asked.append(len(queries))
    assert held["E-mails aan u"] >= 31
    assert asked[0] == asked[1]


def test_clearing_notes_what_went_and_one_that_fails_stops_no_other(leaver, monkeypatch):
    monkeypatch.setitem(
        RETENTIONS,
        "mail.letters",
        RETENTIONS["mail.letters"].__class__(
            **{**vars(RETENTIONS["mail.letters"]), "clear": lambda term: 1 / 0}
        ),
    )
    Export.objects.create(person=leaver, expires_at=timezone.now() - timedelta(days=1))
    actions.clear_everything()
    actions.clear_everything()
    lines = {each.retention.name: each.done for each in retentions()}
    assert set(lines) == set(RETENTIONS) and Clearing.objects.count() == len(RETENTIONS)
    assert lines["mail.letters"].failed and not lines["signals.texts"].failed
    assert (lines["privacy.exports"].removed, lines["privacy.exports"].removed_ever) == (0, 1)
