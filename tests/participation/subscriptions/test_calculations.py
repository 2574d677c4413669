from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from participation.subscriptions.calculations import (
    due_at,
    failed_addresses,
    masked,
    names_street,
    street_of,
    street_title,
)

# Through the nights on which the clock goes forward and back.
MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: timezone.localtime(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
)


@given(MOMENTS)
def test_a_digest_is_due_within_its_rhythm_and_in_the_morning(now):
    assert due_at("at_once", now) == now
    for rhythm, longest in (("daily", timedelta(days=1, hours=1)), ("weekly", timedelta(days=7, hours=1))):
        due = due_at(rhythm, now)
        assert now <= due <= now + longest
        assert (due.hour, due.minute) == (7, 30)
    assert due_at("weekly", now).weekday() == 0


@given(MOMENTS)
def test_what_is_due_stays_due_at_the_same_moment(now):
    for rhythm in ("daily", "weekly"):
        assert due_at(rhythm, due_at(rhythm, now)) == due_at(rhythm, now)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("  LANGE   Dijk ", "Lange Dijk"),
        ("burgemeester van der Laanstraat", "Burgemeester van der Laanstraat"),
        ("'s-Gravenweg", "'s-Gravenweg"),
        ("’t Hof", "'t Hof"),
        ("Ds. Buiskoolwei", "Ds. Buiskoolwei"),
        ("Plein 1945", "Plein 1945"),
        ("Skûtsjeleane", "Skûtsjeleane"),
    ],
)
def test_a_street_keeps_its_name(typed, title):
    assert street_title(street_of(typed)) == title
    assert street_of(title) == street_of(typed)


@pytest.mark.parametrize("text", ["", " . ", "<b>", "1234", "x" * 61, "a;b", "http://kwaad.example"])
def test_what_is_no_street_is_refused(text):
    assert street_of(text) is None


def test_a_text_names_a_street_only_by_its_whole_name():
    assert names_street("Hoek Lange Dijk/Kerkstraat", "lange dijk")
    assert names_street("bij 's-Gravenweg 12", "'s-gravenweg")
    assert not names_street("Lange Dijkstraat", "lange dijk")
    assert not names_street("Oude-Kerkstraat", "kerk")


def test_a_masked_address_hides_the_name():
    assert masked("siebe.hoekstra@voorbeeld.example") == "s…@voorbeeld.example"


REPORT = b"""From: MAILER-DAEMON@relay.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

Weg.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; Weg@voorbeeld.example
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; vol@voorbeeld.example
Action: delayed
Status: 4.2.2

--x--
"""


def test_only_addresses_that_fail_for_good_are_read_from_a_report():
    assert failed_addresses(REPORT) == ["weg@voorbeeld.example"]
    assert failed_addresses(b"") == failed_addresses(b"\xff\x00 geen mail") == []


@given(st.binary(max_size=400))
def test_any_mail_can_be_read(message):
    assert failed_addresses(message) == []
