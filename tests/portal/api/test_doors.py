"""What all doors have alike: tokens, conditions, keys against doubles, limits, faults, other sites."""

import json
import re
from datetime import timedelta
from itertools import count

import pytest
from django.test import Client
from django.urls import reverse

from participation.signals.models import Sender, Signal
from tests.at_once import at_once
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.portal.api.document import faults_in
from wijkportaal.foundation.api.actions import forget_replies, make_token
from wijkportaal.foundation.api.doors import VERSION
from wijkportaal.foundation.api.models import Reply, Token
from wijkportaal.foundation.privacy.registry import RETENTIONS

V1 = "/api/v1"
PROBLEM = "application/problem+json"
# What the framework says by itself.
ENGLISH = re.compile(r"\b(?:This|Not a|Must|Expected|Invalid|Unsupported|Ensure|valid)\b")
SIGNAL = {
    "tekst": "De lantaarn is stuk.",
    "locatie": {"type": "Point", "coordinates": [5.12, 53.12]},
    "emailadres": "ria@voorbeeld.example",
    "magOpenbaar": True,
}


@pytest.fixture
def area(db):
    root = GemeenteFactory(name="Rietwolde", slug="rietwolde", border=square(5.0, 53.0, 0.5))
    return AreaFactory(name="Noord", slug="noord", parent=root, border=square(5.1, 53.1, 0.05))


def hand_in(client, body, key: str, options: dict):
    headers = options.get("headers", {}) | {"Idempotency-Key": key}
    return client.post(f"{V1}/signalen", json.dumps(body), content_type="application/json", headers=headers)


def test_a_token_opens_what_its_scopes_say_until_its_last_day(client, area, bearer):
    person = PersonFactory()
    assert client.get(f"{V1}/themas", **bearer(person, "read")).status_code == 200
    refused = hand_in(client, SIGNAL, "sleutel-1", bearer(person, "read"))
    assert (refused.status_code, refused["Content-Type"]) == (403, PROBLEM)
    assert client.get(f"{V1}/themas", **bearer(person, "write")).status_code == 403
    ended = client.get(f"{V1}/themas", **bearer(person, "read", days=-1))
    assert (ended.status_code, ended["WWW-Authenticate"]) == (401, "Bearer")
    assert client.get(f"{V1}/themas", headers={"Authorization": "Bearer wp_niets"}).status_code == 401
    works = bearer(person, "read")
    person.is_active = False
    person.save()
    assert client.get(f"{V1}/themas", **works).status_code == 401


def test_somebody_makes_a_token_sees_it_once_and_withdraws_it(client, db):
    me = PersonFactory()
    client.force_login(me)
    page = reverse("tokens:index")
    wrong = client.post(page, {"name": "Dashboard", "scopes": [], "valid_until": "2020-01-01"})
    assert (wrong.status_code, "Kies een datum die nog komt." in wrong.text) == (422, True)
    valid_until = client.get(page).context["form"]["valid_until"].value()
    made = client.post(page, {"name": "Dashboard", "scopes": ["read"], "valid_until": valid_until})
    token, text = Token.objects.get(), made.context["text"]
    assert text in made.text
    assert text not in client.get(page).text
    assert (token.person, token.scopes, len(token.digest)) == (me, ["read"], 64)
    asks = {"headers": {"Authorization": f"Bearer {text}"}}
    assert Client().get(f"{V1}/themas", **asks).status_code == 200
    other = Client()
    other.force_login(PersonFactory())
    assert other.post(reverse("tokens:revoke", args=[token.pk])).status_code == 404
    client.post(reverse("tokens:revoke", args=[token.pk]))
    assert Client().get(f"{V1}/themas", **asks).status_code == 401


def test_an_answer_can_be_asked_for_under_a_condition(client, area, bearer):
    for options in ({}, bearer(PersonFactory())):
        etag = client.get(f"{V1}/gebieden/noord", **options)["ETag"]
        headers = options.get("headers", {})
        same = client.get(f"{V1}/gebieden/noord", headers=headers | {"If-None-Match": etag})
        assert (same.status_code, same.content, same["API-Version"]) == (304, b"", VERSION)
        assert client.get(f"{V1}/gebieden/noord", headers=headers | {"If-Match": etag}).status_code == 200
        other = client.get(f"{V1}/gebieden/noord", headers=headers | {"If-Match": '"anders"'})
        assert (other.status_code, other["Content-Type"], faults_in(other, "/gebieden/{id}")) == (
            412,
            PROBLEM,
            [],
        )


def test_what_everybody_sees_is_made_once_and_never_for_another_question(client, area, settings, bearer):
    settings.PUBLIC_PAGE_SECONDS = 60
    first = client.get(f"{V1}/gebieden/noord")
    assert client.get(f"{V1}/gebieden/noord")["ETag"] == first["ETag"]
    assert client.get(f"{V1}/gebieden/noord", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert "28992" in client.get(f"{V1}/gebieden/noord", headers={"Accept-Crs": "EPSG:28992"})["Content-Crs"]
    assert client.get(f"{V1}/gebieden/noord", headers={"If-Match": '"anders"'}).status_code == 412
    assert (
        client.get(f"{V1}/gebieden/noord", **bearer(PersonFactory()))["Cache-Control"] == "private, no-cache"
    )


def test_a_signal_comes_in_once_for_a_key(client, area, bearer):
    person, options = person_with("area_manager", area), {}
    options = bearer(person)
    first = hand_in(client, SIGNAL, "sleutel-1", options)
    again = hand_in(client, dict(reversed(SIGNAL.items())), "sleutel-1", options)
    other = hand_in(client, SIGNAL | {"tekst": "De stoep ligt los."}, "sleutel-1", options)
    assert (first.status_code, faults_in(first, "/signalen", "post")) == (201, [])
    assert (again.status_code, again.json(), again["Idempotent-Replayed"]) == (201, first.json(), "true")
    assert (other.status_code, other["Content-Type"]) == (409, PROBLEM)
    signal = Signal.objects.get()
    assert (signal.area, signal.channel, signal.wants_public, Sender.objects.get().email) == (
        area,
        "system",
        True,
        "ria@voorbeeld.example",
    )
    assert client.get(first["Location"], **options).json()["id"] == signal.public_id
    assert client.get(first.json()["volgen"]).status_code == 200
    assert hand_in(client, SIGNAL, "sleutel-1", bearer(PersonFactory())).status_code == 201, (
        "of another person"
    )
    Reply.objects.update(made_at="2026-01-01T00:00:00Z")
    assert (RETENTIONS["api.replies"].clear(timedelta(days=1)), forget_replies()) == (2, 0)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"tekst": ""}, "#/tekst"),
        ({"tekst": "a\x00b"}, "#/tekst"),
        ({"tekst": ["lijst"]}, "#/tekst"),
        ({"soort": "gedicht"}, "#/soort"),
        ({"thema": "bestaat-niet"}, "#/thema"),
        ({"locatie": None, "gebied": "nergens"}, "#/locatie"),
        ({"locatie": {"type": "Point", "coordinates": [4.0, 52.0]}}, "#/locatie"),
        ({"locatie": {"type": "Point", "coordinates": ["a", True]}}, "#/locatie"),
        ({"locatie": {"type": "Point", "coordinates": [1e300, 1]}}, "#/locatie"),
        ({"emailadres": "geen adres"}, "#/emailadres"),
        ({"magOpenbaar": "misschien"}, "#/magOpenbaar"),
    ],
)
def test_what_is_wrong_with_a_signal_is_told_where_it_stands(client, area, bearer, change, place):
    answer = hand_in(client, SIGNAL | change, "sleutel-1", bearer(PersonFactory()))
    assert (answer.status_code, faults_in(answer, "/signalen", "post")) == (400, [])
    assert place in {error["location"]["pointer"] for error in answer.json()["errors"]}
    assert not ENGLISH.search(answer.content.decode())
    assert not Signal.objects.exists()
    assert not Reply.objects.exists(), "the key can be used again"


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        ("", "application/json", 400),
        ("[]", "application/json", 400),
        ('{"tekst": NaN}', "application/json", 400),
        ('{"tekst": "\\ud800"}', "application/json", 400),
        ("[" * 50_000, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (json.dumps({"tekst": "x" * 100_000}), "application/json", 413),
        ("tekst=hallo", "application/x-www-form-urlencoded", 415),
        ("<tekst/>", "text/xml", 415),
    ],
)
def test_nonsense_is_refused_as_a_problem(client, area, bearer, content, kind, status):
    headers = bearer(PersonFactory())["headers"] | {"Idempotency-Key": "sleutel-1"}
    answer = client.post(f"{V1}/signalen", content, content_type=kind, headers=headers)
    assert (answer.status_code, faults_in(answer, "/signalen", "post")) == (status, [])
    assert not ENGLISH.search(answer.content.decode())


def test_writing_asks_for_a_key_for_somebody_and_in_a_session_for_the_token_of_a_form(client, area, bearer):
    nobody = hand_in(client, SIGNAL, "sleutel-1", {})
    assert (nobody.status_code, faults_in(nobody, "/signalen", "post")) == (401, [])
    assert hand_in(client, SIGNAL, "kort", bearer(PersonFactory())).status_code == 400
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(PersonFactory())
    assert hand_in(strict, SIGNAL, "sleutel-1", {}).status_code == 403
    client.force_login(PersonFactory())
    assert hand_in(client, SIGNAL, "sleutel-1", {}).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time_with_one_key_are_one_and_never_two():
    root = GemeenteFactory(slug="rietwolde", border=square(5.0, 53.0, 0.5))
    person = PersonFactory()
    _token, text = make_token(
        "Proef", scopes=["read", "write"], valid_until=root.starts_on.replace(year=2999), by=person
    )
    options = {"headers": {"Authorization": f"Bearer {text}"}}
    other = SIGNAL | {"tekst": "De stoep ligt los."}
    answers = at_once(
        *(
            lambda b=body: hand_in(Client(), b, "sleutel-1", options)
            for body in (SIGNAL, SIGNAL, other, other)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409]
    assert Signal.objects.count() == 1


def test_who_asks_too_much_waits(client, area, settings, bearer):
    settings.API_RATES = {"anyone": "2/m", "known": "3/m", "writing": "1/m"}
    options, number = bearer(PersonFactory()), count()
    assert [client.get(f"{V1}/themas").status_code for _each in range(3)] == [200, 200, 429]
    assert [client.get(f"{V1}/themas", **options).status_code for _each in range(4)] == [200, 200, 200, 429]
    sent = [hand_in(client, SIGNAL, f"sleutel-{next(number)}", options) for _each in range(2)]
    assert [answer.status_code for answer in sent] == [201, 429]
    assert (int(sent[1]["Retry-After"]) > 0, faults_in(sent[1], "/signalen", "post")) == (True, [])


def test_unknown_addresses_slashes_and_verbs_are_problems_too(client, db):
    for address in (
        "/api",
        "/api/",
        "/api/v1/",
        "/api/v2/projecten",
        f"{V1}/projecten/",
        f"{V1}/niets",
        f"{V1}/cijfers/1",
        f"{V1}/themas/%00",
    ):
        for ask in (client.get, client.post):
            answer = ask(address)
            assert (answer.status_code, answer["Content-Type"], answer["API-Version"]) == (
                404,
                PROBLEM,
                VERSION,
            ), address
            assert answer.json()["status"] == 404
    refused = client.delete(f"{V1}/themas", headers={"Authorization": ""})
    assert refused["Content-Type"] == PROBLEM


def test_pages_of_others_may_read_it_and_find_the_document(client, db, settings):
    settings.PORTAL_URL = "https://portaal.voorbeeld.example"
    for address in (V1, f"{V1}/openapi.json", f"{V1}/themas", f"{V1}/niets"):
        answer = client.get(address)
        assert (answer["Access-Control-Allow-Origin"], "Set-Cookie" in answer) == ("*", False)
    document = client.get(f"{V1}/openapi.json")
    assert (document["Content-Type"], document.json()["servers"][0]["url"]) == (
        "application/json",
        "https://portaal.voorbeeld.example/api/v1",
    )
    assert faults_in(client.get(V1), "/") == []
    asked = client.options(f"{V1}/signalen")
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, POST, HEAD, OPTIONS")
    page = client.get(reverse("api:explanation"))
    assert "Idempotency-Key" in page.text
    assert "grootboekregels" in page.text
