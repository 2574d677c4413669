"""What other systems see: GeoReport v2 and the shape of Signalen, with good keys, bad keys and nonsense."""

from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.utils import timezone

from participation.exchange.models import Arrival, Key
from participation.signals.actions.handling import move_signal, publish_signal
from participation.signals.models import Sender, Signal
from tests.factories.signals import SignalFactory

pytestmark = pytest.mark.django_db

OPEN311, SIGNALEN = "/open311/v2", "/signals/v1/public/signals"
REPORT = {
    "service_code": "verlichting",
    "lat": "53.01",
    "long": "5.01",
    "description": "De lantaarn is stuk.",
    "first_name": "Ria",
    "email": "ria@voorbeeld.example",
}
MELDING = {
    "text": "De put loopt over 🌧️ مرحبا",
    "location": {
        "geometrie": {"type": "Point", "coordinates": [5.01, 53.01]},
        "address": {"openbare_ruimte": "Lindestraat", "huisnummer": 3, "postcode": "8900AA"},
    },
    "category": {"sub_category": "https://mor.example/terms/categories/x/sub_categories/verlichting"},
    "reporter": {"email": "ria@voorbeeld.example", "phone": None, "sharing_allowed": True},
    "incident_date_start": "2026-11-26T10:00:00Z",
}


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def read(answer):
    """Return the tree of an answer in XML, which is our own."""
    return ElementTree.fromstring(answer.content)  # noqa: S314


def bearer(key: str) -> dict:
    return {"headers": {"Authorization": f"Bearer {key}"}}


def test_services_and_their_definition_come_as_json_and_as_xml(client, theme):
    assert {
        "service_code": "verlichting",
        "service_name": "Verlichting",
        "description": "Verlichting",
        "metadata": True,
        "type": "realtime",
        "keywords": "",
        "group": "",
    } in client.get(f"{OPEN311}/services.json").json()
    answer = client.get(f"{OPEN311}/services.xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    codes = [code.text for code in read(answer).iterfind("service/service_code")]
    assert "verlichting" in codes
    definition = client.get(f"{OPEN311}/services/verlichting.json").json()
    assert [value["key"] for value in definition["attributes"][0]["values"]] == ["report", "question", "wish"]
    tree = read(client.get(f"{OPEN311}/services/verlichting.xml"))
    assert (tree.tag, tree.findtext("service_code")) == ("service_definition", "verlichting")
    assert tree.findtext("attributes/attribute/values/value/key") == "report"
    answer = client.get(f"{OPEN311}/services/niets.xml")
    assert answer.status_code == 404
    assert read(answer).findtext("error/code") == "404"


def test_a_report_comes_in_once_and_can_be_followed(client, area, theme, make, manager):
    key = make("hand_in", "follow")
    first = client.post(f"{OPEN311}/requests.json", REPORT | {"api_key": key})
    again = client.post(f"{OPEN311}/requests.json", REPORT | {"api_key": key})
    assert (first.status_code, again.status_code) == (201, 200)
    number = first.json()[0]["service_request_id"]
    assert again.json()[0]["service_request_id"] == number
    signal = Signal.objects.get()
    assert (signal.channel, signal.area, signal.theme, signal.public_id) == ("system", area, theme, number)
    assert Sender.objects.get().email == "ria@voorbeeld.example"

    address = f"{OPEN311}/requests/{number}.json"
    assert client.get(address).status_code == 404, "not on the site, so only for who handed it in"
    found = client.get(address, {"api_key": key}).json()[0]
    assert (found["status"], found["service_code"], found["description"], found["lat"]) == (
        "open",
        "verlichting",
        "De lantaarn is stuk.",
        53.01,
    )
    move_signal(signal, "solve", by=manager, text="Wij kijken ernaar.")
    move_signal(signal, "finish", by=manager, text="Er zit een nieuwe lamp in.")
    found = client.get(address, {"api_key": key}).json()[0]
    assert (found["status"], found["status_notes"]) == ("closed", "Er zit een nieuwe lamp in.")
    assert "ria" not in client.get(address, {"api_key": key}).text
    assert client.get(address, {"api_key": make("follow")}).status_code == 404, "another system's"


def test_the_list_has_what_is_on_the_site_and_can_be_narrowed(
    client, area, theme, manager, django_assert_num_queries
):
    shown = SignalFactory(area=area, theme=theme, wants_public=True)
    publish_signal(shown, by=manager, text="Een lantaarn doet het niet.", photo_public=False)
    SignalFactory(area=area, text="Dit blijft binnen.")
    with django_assert_num_queries(3):
        found = client.get(f"{OPEN311}/requests.json").json()
    assert [(each["service_request_id"], each["description"]) for each in found] == [
        (shown.public_id, "Een lantaarn doet het niet.")
    ]
    day = timezone.now().date().isoformat()  # in UTC, as the query says
    for query, number in (
        ("status=closed", 0),
        ("status=open,closed", 1),
        ("service_code=verlichting", 1),
        ("service_code=niets", 0),
        (f"service_request_id={shown.public_id}", 1),
        (f"start_date={day}T00:00:00Z", 1),
        ("end_date=2020-01-01T00:00:00+01:00", 0),
    ):
        assert len(client.get(f"{OPEN311}/requests.json?{query}").json()) == number, query
    tree = read(client.get(f"{OPEN311}/requests.xml"))
    assert tree.findtext("request/service_request_id") == shown.public_id


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"service_code": ""}, 400),
        ({"service_code": "niets"}, 400),
        ({"description": ""}, 400),
        ({"description": "x" * 200_000}, 400),
        ({"lat": "", "long": ""}, 400),
        ({"lat": "91", "long": "5"}, 400),
        ({"lat": "10.5", "long": "5"}, 400),
        ({"lat": "NaN", "long": "nan"}, 400),
        ({"email": "geen adres"}, 400),
        ({"description": "nul\x00teken"}, 201),
        ({"address_string": "Lindestraat", "lat": "", "long": ""}, 201),
    ],
)
def test_bad_input_gets_the_shape_of_the_standard_and_never_a_500(client, area, theme, make, changes, status):
    answer = client.post(f"{OPEN311}/requests.json", REPORT | changes | {"api_key": make("hand_in")})
    assert answer.status_code == status, answer.text
    if status != 201:
        assert all(set(each) == {"code", "description"} and each["code"] == status for each in answer.json())
        assert not Signal.objects.exists()


def test_a_key_opens_only_what_it_is_for_and_only_in_its_time(client, area, theme, make):
    address = f"{OPEN311}/requests.json"
    revoked = make("hand_in")
    Key.objects.update(revoked_at=timezone.now())
    keys = {
        "none": "",
        "made up": "wp_onzin",
        "over": make("hand_in", days=-1),
        "other": make("follow"),
        "revoked": revoked,
    }
    answers = {
        name: client.post(address, REPORT | {"api_key": key}).status_code for name, key in keys.items()
    }
    assert set(answers.values()) == {403}
    assert client.post(f"{OPEN311}/requests.xml", REPORT).content.startswith(b"<?xml")
    text = make("hand_in")
    assert not Key.objects.filter(digest__contains=text).exists()
    assert not any(text in str(row) for row in Key.objects.values())
    for _each in range(25):
        last = client.post(address, REPORT | {"api_key": "wp_geraden"})
    assert (last.status_code, last.json()[0]["code"]) == (429, 429)
    assert not Signal.objects.exists()


def test_signalen_hands_in_and_asks_how_it_stands(client, area, theme, make, manager):
    key = make("hand_in", "follow")
    answer = client.post(f"{SIGNALEN}/", MELDING, content_type="application/json", **bearer(key))
    assert answer.status_code == 201, answer.text
    told = answer.json()
    signal = Signal.objects.get()
    assert (signal.place, signal.theme, signal.text) == ("Lindestraat 3, 8900AA", theme, MELDING["text"])
    assert told["signal_id"] == str(Arrival.objects.get().uuid)
    assert (told["id_display"], told["status"]["state"]) == (signal.public_id, "m")
    assert client.post(SIGNALEN, MELDING, content_type="application/json", **bearer(key)).status_code == 200
    move_signal(signal, "solve", by=manager, text="Wij komen eraan.")
    one = f"{SIGNALEN}/{told['signal_id']}"
    status = client.get(one, **bearer(key)).json()["status"]
    assert (status["state"], status["text"]) == ("b", "Wij komen eraan.")
    assert client.get(one).status_code == 403
    assert client.get(one, **bearer(make("follow"))).status_code == 404
    again = client.post(
        SIGNALEN,
        MELDING | {"text": "Iets anders over de put."},
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}", "Idempotency-Key": "a-1"},
    )
    assert again.status_code == 201 and Signal.objects.count() == 2


@pytest.mark.parametrize(
    "body",
    [
        "geen json",
        "[]",
        '"tekst"',
        "{}",
        '{"text": null, "location": 3, "category": [], "reporter": "x"}',
        '{"text": "x", "location": {"geometrie": {"type": "Point", "coordinates": ["a", {}]}}}',
        '{"text": "x", "location": {"geometrie": {"type": "Point", "coordinates": [1e400, 53]}}}',
        '{"text": ["lijst"], "location": {"geometrie": null}}',
        '{"text": "\\ud800", "reporter": {"email": "x"}}',
    ],
)
def test_nonsense_in_the_shape_of_signalen_is_a_fault_and_never_a_500(client, area, make, body):
    answer = client.post(SIGNALEN, body, content_type="application/json", **bearer(make("hand_in")))
    assert answer.status_code == 400, answer.text
    assert isinstance(answer.json(), dict)
    assert not Signal.objects.exists()
