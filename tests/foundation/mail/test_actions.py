from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from tests.background import MailRelay, free_port
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import DONE
from wijkportaal.foundation.mail import tasks
from wijkportaal.foundation.mail.actions import (
    deliver_bulk,
    deliver_letter,
    forget_sent_letters,
    send_in_bulk,
    send_letter,
)
from wijkportaal.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def relay(settings):
    relay = MailRelay()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", relay.port
    yield relay
    relay.stop()


def test_send_letter_waits_in_the_outbox_until_a_worker_delivers():
    letter = send_letter(to="a@voorbeeld.example", subject="Dag", body="Beste bewoner")
    assert (letter.sent_at, mail.outbox) == (None, [])
    job = Job.objects.get()
    run_job(job.pk)
    letter.refresh_from_db()
    job.refresh_from_db()
    assert job.state == DONE
    assert letter.sent_at
    assert [(sent.to, sent.subject, sent.body) for sent in mail.outbox] == [
        (["a@voorbeeld.example"], "Dag", "Beste bewoner")
    ]


def test_send_letter_that_is_rolled_back_is_never_sent():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_letter(to="a@voorbeeld.example", subject="Dag", body="Dag")
        raise ZeroDivisionError
    assert not Letter.objects.exists()
    assert not Job.objects.exists()


def test_send_letter_with_the_same_key_sends_once():
    first = send_letter(to="a@voorbeeld.example", subject="Uitnodiging", body="Dag", key="uitnodiging-7")
    assert send_letter(to="a@voorbeeld.example", subject="Weer", body="Dag", key="uitnodiging-7") == first
    assert Job.objects.count() == 1


def test_a_subject_cannot_add_headers(relay):
    send_letter(to="a@voorbeeld.example", subject="Dag\r\nBcc: b@voorbeeld.example", body="Dag")
    run_job(Job.objects.get().pk)
    (found,) = relay.letters
    assert found["Subject"] == "Dag Bcc: b@voorbeeld.example"
    assert found["Bcc"] is None


def test_a_delivered_letter_says_what_it_is(relay, settings):
    settings.PORTAL_URL = "https://portaal.voorbeeld.example:8443/x"
    letter = send_letter(to="a@voorbeeld.example", subject="Één café", body="Dag Siebe,\n\nêrm in earm")
    deliver_letter(letter)
    deliver_letter(letter)
    first, second = relay.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@portaal.voorbeeld.example>")
    assert (first["Subject"], first["Auto-Submitted"]) == ("Één café", "auto-generated")
    assert "êrm in earm" in first.get_content()


def test_a_letter_is_not_delivered_twice():
    send_letter(to="a@voorbeeld.example", subject="Dag", body="Dag")
    job = Job.objects.get()
    run_job(job.pk)
    Job.objects.filter(pk=job.pk).update(state="waiting", due_at=timezone.now())
    run_job(job.pk)
    assert len(mail.outbox) == 1


def test_sent_letters_are_forgotten_after_thirty_days():
    now = timezone.now()
    for days, sent in ((31, True), (29, True), (90, False)):
        moment = now - timedelta(days=days)
        Letter.objects.create(
            to="a@voorbeeld.example",
            subject=f"{days}",
            body="Dag",
            key=f"k{days}",
            written_at=moment,
            sent_at=moment if sent else None,
        )
    assert forget_sent_letters() == 1
    assert sorted(Letter.objects.values_list("subject", flat=True)) == ["29", "90"]


def bulk(*addresses):
    send_in_bulk(Letter(to=to, subject="Nieuws\r\nBcc: x", body="Dag") for to in addresses)


def test_letters_in_bulk_are_one_job_whatever_their_number(relay):
    bulk(*[f"a{number}@voorbeeld.example" for number in range(5)])
    bulk("b@voorbeeld.example")
    assert Job.objects.count() == 1
    assert deliver_bulk(limit=4) is True
    assert deliver_bulk(limit=4) is False
    assert [found["To"] for found in relay.letters] == [
        *[f"a{number}@voorbeeld.example" for number in range(5)],
        "b@voorbeeld.example",
    ]
    assert relay.letters[0]["Subject"] == "Nieuws Bcc: x"


def test_a_turn_of_bulk_mail_asks_for_the_next(monkeypatch):
    monkeypatch.setattr(tasks, "LETTERS_PER_TURN", 2)
    bulk(*[f"a{number}@voorbeeld.example" for number in range(5)])
    for turn in (1, 2, 3):
        run_job(Job.objects.get(state="waiting").pk)
        assert len(mail.outbox) == min(5, turn * 2)
    assert not Job.objects.filter(state="waiting").exists()


def test_headers_of_a_letter_are_sent(relay):
    headers = {"List-Unsubscribe": "<https://x.example/stop>"}
    send_in_bulk([Letter(to="a@voorbeeld.example", subject="Dag", body="Dag", headers=headers)])
    deliver_bulk(limit=1)
    assert relay.letters[0]["List-Unsubscribe"] == "<https://x.example/stop>"


def test_an_address_that_is_refused_for_good_does_not_hold_up_the_others(relay):
    relay.unknown.add("weg@voorbeeld.example")
    bulk("weg@voorbeeld.example", "hier@voorbeeld.example")
    send_letter(to="weg@voorbeeld.example", subject="Dag", body="Dag")
    assert deliver_bulk(limit=9) is False
    run_job(Job.objects.get(kind="mail.deliver_letter").pk)
    assert [found["To"] for found in relay.letters] == ["hier@voorbeeld.example"]
    assert sorted(Letter.objects.exclude(refused_at=None).values_list("to", flat=True)) == [
        "weg@voorbeeld.example",
        "weg@voorbeeld.example",
    ]
    assert not Job.objects.filter(state="failed").exists()


def test_a_busy_relay_puts_letters_in_bulk_off_and_in_the_end_gives_up(relay):
    relay.refusing = True
    bulk("a@voorbeeld.example")
    for _attempt in range(6):
        Letter.objects.update(due_at=timezone.now())
        assert deliver_bulk(limit=1) is False
    letter = Letter.objects.get()
    assert (letter.attempts, letter.sent_at, letter.due_at > timezone.now()) == (6, None, True)
    assert letter.refused_at


def test_without_a_relay_letters_in_bulk_stay_as_they_are(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    bulk("a@voorbeeld.example")
    with pytest.raises(OSError, match="refused"):
        deliver_bulk(limit=1)
    assert Letter.objects.get().attempts == 0
