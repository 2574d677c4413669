import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participation.consultations.actions.rounds import change_state
from participation.consultations.actions.walking import set_walker
from participation.consultations.models import Consultation, Response, Visit, Walker, Wish
from tests.factories.consultations import open_consultation
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from wijkportaal.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk():
    cache.clear()
    return AreaFactory(name="Noord", parent=GemeenteFactory())


def door(name: str, *arguments) -> str:
    return reverse(f"consultations:{name}", args=arguments)


def walking(wijk, *people, streets="Kerkpad: 1-5 oneven, 2") -> tuple[Consultation, list[Walker]]:
    """A round of one street, with walkers, as somebody makes it in the workspace."""
    made = open_consultation(area=wijk)
    client = Client()
    client.force_login(person_with("community_worker", wijk))
    page = door("routes", made.public_id)
    assert client.post(page, {"do": "streets", "text": streets}).status_code == 302
    for person in people:
        values = {
            "do": "walker",
            "email": person.email.upper(),
            "streets": [s.pk for s in made.streets.all()],
        }
        assert client.post(page, values).status_code == 302
    return made, list(made.walkers.order_by("pk"))


def entry(number: int, address, outcome: str = "answered", **fields) -> dict:
    """A card as a phone sends it."""
    values = {name.replace("_", "-"): value for name, value in fields.items()}
    if outcome == "answered" and not any(name.startswith("vraag") for name in values):
        values["vraag-3"] = ["Een bankje"]
    return {
        "key": f"{number:032}",
        "address": str(address.pk),
        "outcome": outcome,
        "at": (timezone.now() - timedelta(hours=1)).isoformat(),
        "fields": values,
    }


def send(client, walker, entries) -> list[tuple]:
    answer = client.post(
        door("sync", walker.public_id), json.dumps({"entries": entries}), content_type="application/json"
    )
    assert answer.status_code == 200
    return [(result["state"], result.get("late")) for result in answer.json()["results"]]


def test_streets_and_walkers_are_set_and_a_list_is_its_walkers_alone(client, wijk):
    resident = PersonFactory(email="bo@x.example")
    made, (walker,) = walking(wijk, resident)
    assert walker.email == "bo@x.example"
    assert f"/looplijsten/{walker.public_id}" in Letter.objects.get(to="bo@x.example").body
    worker = person_with("community_worker", wijk)
    client.force_login(worker)
    page = door("routes", made.public_id)
    assert client.post(page, {"do": "streets", "text": "Kerkpad 12"}).status_code == 422
    client.post(page, {"do": "streets", "text": "Kerkpad: 1, 7\nKade: 4"})
    assert sorted(made.streets.values_list("name", "addresses__number")) == [
        ("Kade", "4"),
        *(("Kerkpad", number) for number in "12357"),
    ]
    client.post(page, {"do": "remove_street", "street": made.streets.get(name="Kade").pk})
    assert made.streets.count() == 1
    for other in (worker, PersonFactory()):
        client.force_login(other)
        assert client.get(walker.get_absolute_url()).status_code == 404
        assert client.post(door("sync", walker.public_id)).status_code == 404
        assert made.title not in client.get(door("mine")).content.decode()
    client.force_login(resident)
    assert made.title in client.get(door("mine")).content.decode()
    shown = client.get(walker.get_absolute_url()).content.decode()
    assert "De 5 deuren" in shown
    assert "Kerkpad 1</h2>" in shown
    change_state(made, "close", by=None)
    client.force_login(worker)
    client.post(page, {"do": "remove_walker", "walker": walker.pk})
    assert made.walkers.count() == 1
    assert client.get(door("worker"))["Content-Type"].startswith("text/javascript")


def test_without_scripts_each_door_is_a_form(client, wijk):
    resident = PersonFactory(email="bo@x.example")
    made, (walker,) = walking(wijk, resident)
    first, second, *_rest = made.streets.get().addresses.order_by("position")
    client.force_login(resident)
    page = walker.get_absolute_url()
    values = {"key": "a" * 32, "address": first.pk, "outcome": "answered"}
    empty = client.post(page, values)
    assert (empty.status_code, "minstens één vraag" in empty.content.decode()) == (422, True)
    for _twice in range(2):
        assert (
            client.post(page, values | {"vraag-3": "Een bankje", "email": "an@x.example"}).status_code == 302
        )
    assert "Kerkpad 3</h2>" in client.get(page).content.decode()
    assert "Kerkpad 5</h2>" in client.get(page, {"adres": first.pk + 2}).content.decode()
    client.post(page, {"key": "b" * 32, "address": second.pk, "outcome": "come_back", "note": "na zes uur"})
    assert "na zes uur" in client.get(page, {"adres": second.pk}).content.decode()
    response = Response.objects.get()
    assert (response.channel, response.visit.address, response.entered_by) == ("door", first, resident)
    assert (Visit.objects.count(), Wish.objects.get().card_count, response.respondent.email) == (
        2,
        1,
        "an@x.example",
    )


def test_a_list_that_comes_twice_is_kept_once_and_one_that_comes_late_waits(client, wijk):
    resident = PersonFactory(email="bo@x.example")
    made, (walker,) = walking(wijk, resident)
    one, two, three, four = made.streets.get().addresses.order_by("position")
    client.force_login(resident)
    batch = [entry(1, one), entry(2, two, "not_home"), entry(2, two, "not_home"), entry(3, three, "refused")]
    assert send(client, walker, batch) == [("saved", False), ("known", False), ("saved", False)]
    assert send(client, walker, batch) == [("known", False)] * 3
    assert (Visit.objects.count(), Response.objects.count(), Wish.objects.count()) == (3, 1, 1)
    change_state(made, "close", by=None)
    late = [entry(4, four, vraag_3=["Te laat"]), entry(5, two, "refused")]
    assert send(client, walker, late) == [("saved", True), ("saved", False)]
    response = Response.objects.get(is_late=True)
    assert response.counts is None
    assert not made.wishes.filter(title="Te laat").exists()

    manager = person_with("area_manager", wijk)
    client.force_login(manager)
    assert "Zeg of ze meetellen" in client.get(door("overview", made.public_id)).content.decode()
    client.post(door("responses", made.public_id), {"response": response.pk, "counts": "ja"})
    assert made.wishes.get(title="Te laat").card_count == 1


def test_two_walkers_at_one_door_are_both_kept_and_shown_as_double(client, wijk):
    an, bo = PersonFactory(email="an@x.example"), PersonFactory(email="bo@x.example")
    made, walkers = walking(wijk, an, bo)
    address = made.streets.get().addresses.first()
    for number, (person, walker) in enumerate(zip((an, bo), walkers, strict=True)):
        client.force_login(person)
        assert send(client, walker, [entry(number, address)]) == [("saved", False)]
    client.force_login(person_with("area_manager", wijk))
    page = client.get(door("responses", made.public_id)).content.decode()
    assert page.count("dubbel adres") == 2
    numbers = client.get(door("numbers", made.public_id)).content.decode()
    # Two forms of one door: the street counts the door once.
    assert '<td class="wp-number">4</td><td class="wp-number">1</td>' in numbers


def test_what_cannot_be_kept_says_why_and_keeps_nothing_else_back(client, wijk):
    resident = PersonFactory(email="bo@x.example")
    made, (walker,) = walking(wijk, resident)
    elsewhere, _walkers = walking(AreaFactory(parent=wijk.parent))
    other = elsewhere.streets.get().addresses.first()
    one, two, three, four = made.streets.get().addresses.order_by("position")
    client.force_login(resident)
    batch = [
        entry(1, one, vraag_3=["🌳 " + "\u202eابجد" * 50]),
        entry(2, two, vraag_3=["x" * 200_000]),
        entry(3, three, vraag_77=["Bestaat niet"]),
        entry(4, other),
        entry(5, four, vraag_1=["9"]),
        entry(6, four, "weg"),
        entry(7, four, email=["geen adres"]),
        {"key": "kort", "address": one.pk, "outcome": "not_home"},
        entry(8, two, "not_home") | {"at": "gisteren"},
        entry(9, three, "not_home") | {"at": "2099-01-01T00:00:00Z"},
    ]
    answer = client.post(
        door("sync", walker.public_id), json.dumps({"entries": batch}), content_type="application/json"
    )
    states = {int(r["key"]) if r["key"] != "kort" else 0: r for r in answer.json()["results"]}
    assert {number for number, result in states.items() if result["state"] == "saved"} == {1, 8, 9}
    assert "te lang" in states[2]["why"]
    assert "hoort niet bij deze ronde" in states[3]["why"]
    assert "staat niet op uw lijst" in states[4]["why"]
    assert Visit.objects.count() == 3
    assert all(visit.at <= timezone.now() for visit in Visit.objects.all())
    for body in (
        "",
        "[]",
        '{"entries": 3}',
        '{"entries": ["x"]}',
        '{"entries": [{"key": 1, "fields": []}]}',
        "[" * 100_000,
    ):
        wrong = client.post(door("sync", walker.public_id), body, content_type="application/json")
        assert wrong.status_code == 400, body[:40]
    Consultation.objects.filter(pk=made.pk).update(
        starts_on=timezone.localdate() + timedelta(days=1), ends_on=timezone.localdate() + timedelta(days=3)
    )
    assert send(client, walker, [entry(20, one)]) == [("refused", None)]
    set_walker(made, "BO@x.example", [], by=None)
    assert made.walkers.count() == 1
