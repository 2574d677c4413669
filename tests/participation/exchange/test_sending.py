"""Signals to a melding system and back, against a small server that speaks as one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.exchange.actions import sending
from participation.exchange.actions.keys import save_system, secret_of
from participation.exchange.models import Delivery, System
from participation.exchange.states import TRY_AGAIN_AFTER
from participation.signals.actions.handling import move_signal
from tests.factories.organisations import OrganisationFactory
from tests.factories.roles import person_with
from tests.factories.signals import SignalFactory
from wijkportaal.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def department(area):
    return OrganisationFactory(kind="department", name="Beheer openbare ruimte", areas=[area])


@pytest.fixture
def addressed(area, manager, department):
    """A signal that the wijkmanager gave to the department."""
    signal = SignalFactory(
        area=area,
        text="De put loopt over.",
        latitude="53.01",
        longitude="5.01",
        email="ria@voorbeeld.example",
    )
    return move_signal(signal, "address", by=manager, text="Wij geven het door.", organisation=department)


def connect(department, remote, shape: str) -> System:
    address = remote.address if shape == "open311" else remote.address.removesuffix("/v2")
    return save_system(
        None,
        organisation=department,
        shape=shape,
        address=address,
        category="put",
        is_active=True,
        secret="geheim-123",
        by=None,
    )


def turn() -> None:
    """Do what the worker does in a turn, at once."""
    Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    sending.collect()
    sending.send_all()
    Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    sending.look_all()


def test_open311_takes_it_gives_its_number_and_says_when_it_is_done(addressed, department, remote):
    system = connect(department, remote, "open311")
    assert "geheim" not in System.objects.get().secret and secret_of(system) == "geheim-123"
    remote.answers["POST", "/v2/requests.json"] = (201, [{"service_request_id": "MOR-7"}])
    remote.answers["GET", "/v2/requests/MOR-7.json"] = (200, [{"status": "open"}])
    sending.request_exchange()
    assert Job.objects.filter(kind="exchange.exchange").count() == 1
    turn()
    turn()
    handed_in = [values for method, _path, values, _headers in remote.asked if method == "POST"]
    assert handed_in == [
        {
            "service_code": "put",
            "description": "De put loopt over.",
            "api_key": "geheim-123",
            "lat": "53.010000",
            "long": "5.010000",
        }
    ], "once, and without who sent it"
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.their_id) == ("sent", "MOR-7")
    assert addressed.steps.filter(kind="noted", text__contains="MOR-7").exists()

    remote.answers["GET", "/v2/requests/MOR-7.json"] = (
        200,
        [{"status": "closed", "status_notes": "De put is geleegd."}],
    )
    turn()
    addressed.refresh_from_db()
    delivery.refresh_from_db()
    assert (addressed.state, delivery.state) == ("done", "closed")
    assert addressed.steps.filter(kind="moved", text="De put is geleegd.").exists()


def test_signalen_takes_it_works_on_it_and_may_say_no(addressed, department, remote):
    connect(department, remote, "signalen")
    remote.answers["POST", "/signals/v1/public/signals/"] = (201, {"signal_id": "ab-1"})
    one = "/signals/v1/public/signals/ab-1"
    remote.answers["GET", one] = (200, {"status": {"state": "b"}})
    turn()
    addressed.refresh_from_db()
    assert addressed.state == "taken"
    body = remote.asked[0][2]
    assert body["location"]["geometrie"]["coordinates"] == [5.01, 53.01]
    assert body["reporter"] == {"email": None, "phone": None, "sharing_allowed": False}
    assert remote.asked[0][3]["Authorization"] == "Bearer geheim-123"
    remote.answers["GET", one] = (200, {"status": {"state": "a", "text": "Dit is van het waterschap."}})
    turn()
    addressed.refresh_from_db()
    assert addressed.state == "declined"


def test_what_does_not_arrive_is_tried_again_and_then_waits_for_somebody(
    client, addressed, department, remote, area
):
    connect(department, remote, "open311")
    remote.answers["POST", "/v2/requests.json"] = (503, {})
    for _attempt in TRY_AGAIN_AFTER:
        turn()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == ("waiting", len(TRY_AGAIN_AFTER))
    turn()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.fault) == ("failed", "Het systeem antwoordde met fout 503.")
    turn()
    assert Delivery.objects.count() == 1 and len(remote.asked) == len(TRY_AGAIN_AFTER) + 1
    client.force_login(person_with("administrator", area.parent))
    page = reverse("exchange:overview")
    assert "fout 503" in client.get(page).text
    client.post(reverse("exchange:try_again", args=[delivery.pk]))
    remote.answers["POST", "/v2/requests.json"] = (200, [{"token": "t-1"}])
    remote.answers["GET", "/v2/tokens/t-1.json"] = (200, [{"service_request_id": "MOR-8", "token": "t-1"}])
    turn()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.their_id) == ("sent", "MOR-8")


@pytest.mark.parametrize("answer", [(200, "geen json"), (200, []), (200, {"x": 1}), (302, {}), (400, {})])
def test_strange_answers_break_nothing(addressed, department, remote, answer):
    connect(department, remote, "open311")
    remote.answers["POST", "/v2/requests.json"] = answer
    turn()
    delivery = Delivery.objects.get()
    assert delivery.state in {"failed", "waiting"} and delivery.fault
    addressed.refresh_from_db()
    assert addressed.state == "addressed"


def test_what_a_colleague_took_elsewhere_is_not_brought_back(addressed, department, remote, manager):
    connect(department, remote, "open311")
    remote.answers["POST", "/v2/requests.json"] = (201, [{"service_request_id": "1"}])
    remote.answers["GET", "/v2/requests/1.json"] = (200, [{"status": "closed"}])
    sending.collect()
    sending.send_all()
    move_signal(addressed, "solve", by=manager, text="Wij doen het zelf.")
    turn()
    addressed.refresh_from_db()
    assert addressed.state == "solving"


def test_a_key_is_shown_once_and_can_be_taken_back(client, area):
    client.force_login(person_with("administrator", area.parent))
    address = reverse("exchange:overview")
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    page = client.post(address, {"name": "MOR", "scopes": ["hand_in"], "valid_until": until}).text
    text = page.split("<code>wp_")[1].split("</code>")[0]
    assert text not in client.get(address).text
    long = (timezone.localdate() + timedelta(days=900)).isoformat()
    answer = client.post(address, {"name": "Blijft staan", "scopes": ["hand_in"], "valid_until": long})
    assert answer.status_code == 422 and "Blijft staan" in answer.text and "twee jaar" in answer.text
    system = {
        "shape": "open311",
        "address": "https://mor.example/v2",
        "category": "put",
        "secret": "s3",
        "is_active": "on",
    }
    organisation = OrganisationFactory(areas=[area])
    assert (
        client.post(reverse("exchange:add_system"), system | {"organisation": organisation.pk}).status_code
        == 302
    )
    change = reverse("exchange:change_system", args=[System.objects.get().pk])
    assert "s3" not in client.get(change).text.split("<main")[1].replace("css3", "")
    client.post(change, system | {"organisation": organisation.pk, "secret": "", "category": "anders"})
    assert (System.objects.get().category, secret_of(System.objects.get())) == ("anders", "s3")
