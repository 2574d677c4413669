"""Webhooks against a small server that takes them, or does not."""

import base64
import hashlib
import hmac
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.signals.actions.handling import move_signal, publish_signal
from programmes.commitments.actions import keep_commitment, move_commitment
from programmes.projects.models import Project
from tests.factories.commitments import CommitmentFactory, days
from tests.factories.decisions import make_decision
from tests.factories.meetings import make as make_meeting
from tests.factories.projects import ProjectFactory
from tests.factories.signals import SignalFactory
from tests.factories.voting import published_round
from tests.factories.yearly import ProgrammeFactory
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.portal.webhooks.actions import delivering, hooks, reading
from wijkportaal.portal.webhooks.client import NotDelivered, check_address, post
from wijkportaal.portal.webhooks.models import Happening, HookDelivery, ReadingMark, Webhook
from wijkportaal.portal.webhooks.sources import KINDS
from wijkportaal.portal.webhooks.states import TRY_AGAIN_AFTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def hook(receiver, administrator):
    """A webhook that wants to know everything, and its secret."""
    made, secret = hooks.make_webhook(
        "Zaaksysteem", address=receiver.address, kinds=list(KINDS), by=administrator
    )
    assert secret not in Webhook.objects.get().secret and hooks.secret_of(made) == secret
    return made, secret


def turn() -> None:
    """Do what the worker does in a turn, at once."""
    reading.collect()
    HookDelivery.objects.filter(state="waiting").update(due_at=timezone.now() - timedelta(seconds=1))
    delivering.send_all()


def test_what_anyone_may_know_is_told_once_and_signed(hook, receiver, area, administrator):
    _made, secret = hook
    early = ProjectFactory(area=area, title="Van vroeger", published_at=timezone.now())
    Webhook.objects.update(active_since=timezone.now())

    programme = ProgrammeFactory(area=area, title="Programma Noord", state="adopted")
    kept = CommitmentFactory(area=area, what="Een lamp in het park")
    move_commitment(kept, due_on=days(60), reason="De lamp is later.", by=administrator)
    keep_commitment(kept, by=administrator)
    CommitmentFactory(area=area, what="Geheim", is_public=False)
    ProjectFactory(area=area, title="Geheim", published_at=None)
    hidden = SignalFactory(area=area, text="Geheim signaal.")
    shown = SignalFactory(area=area, text="De put loopt over.", wants_public=True)
    publish_signal(shown, by=administrator, text="De put loopt over.", photo_public=False)
    for signal in (hidden, shown):
        move_signal(signal, "solve", by=administrator, text="Wij kijken.")
        move_signal(signal, "finish", by=administrator, text="Klaar.")
    make_meeting(area=area, title="Kies mee")
    make_meeting(area=area, title="Geheim", is_public=False)
    decision = make_decision(area, is_public=True)
    make_decision(area, is_public=False)
    published_round(area=area, title="Stem mee")
    turn()
    with recorded(by=None, action="test"):
        programme.state = "published"
        programme.save(update_fields=["state"])
        Project.objects.filter(pk=early.pk).update(state="running")
    turn()
    turn()

    told = [(each["type"], each["data"]["titel"]) for each in receiver.told]
    assert sorted(told) == sorted(
        [
            ("afspraak.gemaakt", "Een lamp in het park"),
            ("afspraak.verschoven", "Een lamp in het park"),
            ("afspraak.nagekomen", "Een lamp in het park"),
            ("signaal.afgehandeld", "De put loopt over."),
            ("bijeenkomst.aangekondigd", "Kies mee"),
            ("besluit.gepubliceerd", decision.subject),
            ("stemronde.geopend", "Stem mee"),
            ("stemronde.gesloten", "Stem mee"),
            ("stemronde.uitslag", "Stem mee"),
            ("programma.vastgesteld", "Programma Noord"),
            ("project.nieuwe-stand", "Van vroeger"),
        ]
    )
    assert ReadingMark.objects.count() > 0 and not HookDelivery.objects.exclude(state="arrived").exists()
    headers, body = receiver.got[0]
    mark, moment = headers["webhook-id"], headers["webhook-timestamp"]
    key = base64.b64decode(secret.removeprefix("whsec_"))
    proof = hmac.new(key, f"{mark}.{moment}.".encode() + body, hashlib.sha256).digest()
    assert headers["webhook-signature"] == "v1," + base64.b64encode(proof).decode()
    assert (
        abs(int(moment) - timezone.now().timestamp()) < 60 and headers["Content-Type"] == "application/json"
    )
    first = next(each for each in receiver.told if each["type"] == "besluit.gepubliceerd")
    assert (first["data"]["gebied"], first["data"]["pagina"][-20:]) == (
        "noord",
        f"/besluiten/{decision.number}"[-20:],
    )
    assert "Piet" not in str(receiver.told)


def test_what_does_not_arrive_is_tried_again_and_then_switched_off_with_a_mail(hook, receiver, area):
    made, _secret = hook
    receiver.status = 503
    make_meeting(area=area, title="Kies mee")
    for _attempt in TRY_AGAIN_AFTER:
        turn()
    delivery = HookDelivery.objects.get()
    assert (delivery.state, delivery.attempts, delivery.answer) == ("waiting", 7, 503)
    assert delivery.due_at > timezone.now() + TRY_AGAIN_AFTER[-1] - timedelta(minutes=1)
    turn()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.fault) == ("failed", "Het adres antwoordde met fout 503.")
    Webhook.objects.update(failing_since=timezone.now() - timedelta(days=4))
    delivering.send_test(made, by=None)
    turn()
    made.refresh_from_db()
    assert (made.state, made.off_because) == ("off", "Het adres antwoordde met fout 503.")
    letter = Letter.objects.get(to="beheer@voorbeeld.example")
    assert "Zaaksysteem" in letter.subject and made.get_absolute_url() in letter.body
    number = len(receiver.got)
    make_meeting(area=area, title="Wie hoort dit?")
    turn()
    assert len(receiver.got) == number
    receiver.status = 200
    hooks.switch(made, "switch_on", by=None)
    turn()
    assert len(receiver.got) == number, "what happened meanwhile is not told"
    delivering.try_again(delivery, by=None)
    turn()
    delivery.refresh_from_db()
    assert (delivery.state, len(receiver.got)) == ("arrived", number + 1)
    receiver.status = 410
    delivering.send_test(made, by=None)
    turn()
    made.refresh_from_db()
    assert made.state == "off", "the other said that it is gone"


def test_messages_go_to_the_public_internet_only(receiver, settings, monkeypatch):
    receiver.status = 302
    with pytest.raises(NotDelivered, match="stuurt door"):
        post(receiver.address, b"{}", {})
    assert len(receiver.got) == 1
    settings.WEBHOOK_HOSTS = []
    for address in (
        receiver.address,
        "https://127.0.0.1/a",
        "https://169.254.169.254/latest",
        "https://[::1]/a",
        "https://[::ffff:10.0.0.1]/a",
        "https://localhost/a",
        "https://db.internal/a",
        "http://voorbeeld.example/a",
        "https://naam:woord@voorbeeld.example/a",
        "https://voorbeeld.example:99999/a",
    ):
        assert check_address(address), address
    assert check_address("https://voorbeeld.example/hook") == ""
    # A name that leads inside.
    answers = [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", ("10.0.0.5", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_args, **_options: answers)
    with pytest.raises(NotDelivered, match="openbare internet"):
        post("https://voorbeeld.example/hook", b"{}", {})


def test_the_beheerder_makes_tests_and_follows_a_webhook(
    client, receiver, administrator, area, django_assert_num_queries
):
    client.force_login(administrator)
    wrong = {"name": "Wijkapp", "address": "http://10.0.0.1/hook", "kinds": ["project.nieuwe-stand"]}
    answer = client.post(reverse("webhooks:index"), wrong)
    assert answer.status_code == 422 and 'value="Wijkapp"' in answer.content.decode()
    answer = client.post(reverse("webhooks:index"), wrong | {"address": receiver.address}).content.decode()
    assert "whsec_" in answer
    made = Webhook.objects.get()
    assert "whsec_" not in client.get(made.get_absolute_url()).content.decode()
    step = reverse("webhooks:step", args=[made.pk])
    assert client.post(step, {"stap": "proef"}).status_code == 302
    assert Job.objects.filter(kind="webhooks.deliver").count() == 1
    turn()
    assert receiver.told[0]["type"] == "test"
    page = client.get(made.get_absolute_url()).content.decode()
    assert "aangekomen" in page and "200" in page
    old = hooks.secret_of(made)
    assert "whsec_" in client.post(reverse("webhooks:renew_secret", args=[made.pk])).content.decode()
    made.refresh_from_db()
    assert hooks.secret_of(made) != old

    def log(number: int) -> int:
        for each in range(number):
            happening = Happening.objects.create(
                key=f"x:{number}:{each}", kind="project.nieuwe-stand", at=timezone.now(), data={}
            )
            HookDelivery.objects.create(webhook=made, happening=happening)
        with django_assert_num_queries(6):
            client.get(made.get_absolute_url())
        with django_assert_num_queries(4):
            client.get(reverse("webhooks:index"))

    log(1)
    log(29)
    client.post(step, {"stap": "switch_off"})
    client.post(step, {"stap": "weg"})
    assert not Webhook.objects.exists()
    Happening.objects.update(at=timezone.now() - timedelta(days=91))
    assert delivering.forget_old() > 0 and not Happening.objects.exists()
