import json
import logging
import logging.config

import pytest

from tests.factories.people import PersonFactory
from wijkportaal.foundation.operations.logs import logging_settings, without_personal_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(tmp_path, settings):
    """What the portal logs during a test, as the JSON objects that it writes."""
    config = logging_settings("INFO")
    file = tmp_path / "log"
    config["handlers"]["stdout"] = {
        "class": "logging.FileHandler",
        "filename": str(file),
        "formatter": "json",
    }
    logging.config.dictConfig(config)
    yield lambda: [json.loads(line) for line in file.read_text().splitlines()]
    logging.config.dictConfig(settings.LOGGING)


def test_a_request_is_one_line_without_personal_data(client, log, shared_pages):
    person = PersonFactory(full_name="Piet de Vries", email="piet@voorbeeld.example")
    client.force_login(person)
    client.get("/proef/dag?email=piet@voorbeeld.example")
    (line,) = [line for line in log() if line["event"] == "request"]
    assert (line["method"], line["route"], line["status"], line["person"]) == (
        "GET",
        "/proef/dag",
        200,
        person.pk,
    )
    assert line["request_id"]
    assert "piet" not in json.dumps(line).lower()


def test_an_address_is_logged_as_its_pattern(client, log, shared_pages):
    client.post("/proef/tip/geheime-code")
    assert [line["route"] for line in log() if line["event"] == "request"] == ["/proef/tip/<str:naam>"]


def test_a_shared_page_is_logged_as_the_door_it_is(client, log, shared_pages):
    client.get("/proef/personen")
    client.get("/proef/personen")
    assert [line["route"] for line in log() if line["event"] == "request"] == ["/proef/personen"] * 2


def test_an_error_has_its_traceback_and_no_addresses(client, log, shared_pages):
    client.raise_request_exception = False
    assert client.get("/proef/stuk").status_code == 500
    (line,) = [line for line in log() if line["level"] == "error"]
    assert "RuntimeError: klopt niet voor …@…" in line["exception"]
    assert "piet" not in json.dumps(line)


def test_a_request_id_of_the_proxy_is_kept_when_it_is_one(client):
    assert client.get("/gezond", headers={"X-Request-ID": "abc-123"})["X-Request-ID"] == "abc-123"
    assert client.get("/gezond", headers={"X-Request-ID": "a\tb c"})["X-Request-ID"] != "a\tb c"


def test_every_answer_has_the_safety_headers(client):
    answer = client.get("/gezond")
    for name, part in {
        "Content-Security-Policy": "default-src 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "geolocation=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }.items():
        assert part in answer[name]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_struck_everywhere():
    event = {"event": "x a.b@c.nl", "list": ["d@e.nl"], "dict": {"f": "g@h.nl /zoek?naam=Piet"}, "n": 3}
    assert without_personal_data(None, "info", event) == {
        "event": "x …@…",
        "list": ["…@…"],
        "dict": {"f": "…@… /zoek?…"},
        "n": 3,
    }
