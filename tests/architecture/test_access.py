"""Who gets in where: every URL × every role, and nothing open by accident.

`access.csv` is the table of what is answered. A new URL, or a right that changes, changes that table:
run `PORTAAL_WRITE_ACCESS=1 ./portaal test tests/architecture/test_access.py`, read the difference, commit it.
"""

import csv
import io
import os
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client

from areas.roles.states import ROLES
from tests.architecture.doors import Door, doors, make_world, visitors
from wijkportaal import urls
from wijkportaal.foundation.people.backends import SignInBackend

TABLE = Path(__file__).with_name("access.csv")
LOGIN = "/account/inloggen"

# Doors without a permission that are open to whoever has signed in, and why that is right.
FOR_EVERYONE_SIGNED_IN = {
    "analysis:new": "offers the areas that one may make a buurtanalyse for",
    "analysis:workbench": "shows the buurtanalyses of the areas where one works",
    "consultations:mine": "shows one's own walking lists",
    "grants:begin": "offers as whom one may apply, or says that one may not",
    "grants:mine": "shows one's own applications",
    "initiatives:accept": "answers an invitation to one's own address",
    "initiatives:comment": "anyone with an account may write below what is public",
    "initiatives:mine": "shows one's own initiatives",
    "initiatives:new": "anyone with an account may begin one",
    "initiatives:support": "anyone with an account may support what is public",
    "jobs:progress": "shows only one's own jobs",
    "neighbours:answer": "anyone with an account may answer a notice that stands open",
    "neighbours:mine": "shows one's own notices and talks",
    "neighbours:new": "anyone with an account may hand one in",
    "people:profile": "one's own profile",
    "signals:mine": "what one handed in oneself",
    "privacy:mine": "what is held of oneself",
    "privacy:download": "the copy of what is held of oneself",
    "privacy:leave": "leaving oneself",
    "portal:workspace": "shows what one's roles give",
    "projects:workbench": "shows what one may edit",
    "tokens:index": "shows one's own tokens",
    "tokens:revoke": "withdraws one of one's own tokens",
    "taskgroups:accept": "answers an invitation to one's own address",
    "taskgroups:join": "anyone with an account may ask to take part",
    "taskgroups:mine": "shows one's own groups",
    "taskgroups:new": "anyone with an account may begin one",
    "taskgroups:write": "anyone with an account may write to a group",
    "visions:new": "offers the areas that one may make a visie for",
    "visions:workbench": "shows the visies of the areas where one works",
    "yearly:new": "offers the areas that one may make a programme for",
    "yearly:workbench": "shows the drafts that one may see",
}

# A page is made whole for who has not signed in, for who may do most, and for the first of the others who gets in, so
# that a fault in a template shows; for the rest who gets in says enough.
SEE_EVERY_PAGE = ("anonymous", "administrator of all")
SEE_THE_REST = ("area_manager", "finance", "board_member")

EMPTY_PAGE = '<!doctype html><html lang="nl"><title>Leeg</title></html>'

# Doors that take a post without the token of a form, and what is the proof instead.
FOR_POSTS_FROM_ELSEWHERE = {
    "subscriptions:stop": "a mail program unsubscribes in one click (RFC 8058); the signed link is the proof",
}


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture(autouse=True)
def refusals_without_a_page(monkeypatch):
    """Refuse without rendering: behind every door it is the same page (tests/e2e/walk.py looks at it)."""
    for status in (403, 404):
        monkeypatch.setattr(
            urls,
            f"handler{status}",
            lambda *_, status=status, **__: HttpResponse(status=status),
            raising=False,
        )


@contextmanager
def only_who_gets_in(monkeypatch):
    """Answer without making the page: whether somebody gets in is decided before."""
    with monkeypatch.context() as patch:
        # What is printed must have a title and a language; the rest is left out.
        patch.setattr(Template, "render", lambda *_, **__: EMPTY_PAGE)
        yield


def in_the_table() -> dict[str, dict[str, str]]:
    """Return what the table says that each door answers to each visitor who asks for its page."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row.pop("door"): row for row in csv.DictReader(file)}


def pages_made_whole() -> set[tuple[str, str]]:
    """Return of which door the page is made for whom. A door that the table does not have yet is made for all."""
    known = in_the_table()
    lookers = {
        door.name: (
            *SEE_EVERY_PAGE,
            *[who for who in SEE_THE_REST if known.get(door.name, {}).get(who) == "200"][:1],
        )
        if door.name in known
        else SEE_EVERY_PAGE + SEE_THE_REST
        for door in ours()
    }
    return {(name, who) for name, many in lookers.items() for who in many}


def ours() -> list[Door]:
    return [door for door in doors() if door.is_ours]


def test_every_closed_door_has_a_permission_or_a_reason():
    bare = {door.name for door in ours() if not door.is_public and not door.permission}
    assert bare == set(FOR_EVERYONE_SIGNED_IN)


def test_closed_doors_send_a_stranger_to_the_sign_in(world):
    client, table = Client(), in_the_table()
    wrong = [
        name for door in ours() if not door.is_public and table[name := door.name]["anonymous"] != "sign in"
    ]
    for door in doors():
        if door.is_public:
            continue
        # What is asked for of our own doors is in the table; that is held below.
        methods = [client.post] if door.is_ours else [client.get, client.post]
        for answer in [method(world.address(door)) for method in methods]:
            if answer.status_code != 302 or not answer["Location"].startswith(LOGIN):
                wrong.append((door.name, answer.status_code))
    assert wrong == []


def test_a_permission_keeps_people_without_a_role_out(world, client):
    client.force_login(visitors(world, [])["person"])
    table = in_the_table()
    wrong = []
    for door in ours():
        if door.permission:
            answers = {table[door.name]["person"], str(client.post(world.address(door)).status_code)}
            if not answers <= {"403", "404", "405"}:
                wrong.append((door.name, answers))
    assert wrong == []


def test_writing_asks_for_a_token_of_the_form(world):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(visitors(world, [])["administrator of all"])
    wrong = []
    for door in ours():
        answer = strict.post(world.address(door))
        if answer.status_code not in {302, 403, 404, 405}:
            wrong.append((door.name, answer.status_code))
    assert wrong == [(name, 200) for name in FOR_POSTS_FROM_ELSEWHERE]


def test_every_door_answers_every_role_as_the_table_says(world, monkeypatch):
    people = visitors(world, list(ROLES))
    # Who looks and their roles stay as they are, however often they come.
    known = {person.pk: person for person in people.values() if person}
    monkeypatch.setattr(SignInBackend, "get_user", lambda self, key: known.get(key))
    whole = pages_made_whole()
    found: dict[str, dict[str, str]] = {door.name: {} for door in ours()}
    for who, person in people.items():
        client = Client(raise_request_exception=False)
        if person:
            client.force_login(person)
        for door in ours():
            with nullcontext() if (door.name, who) in whole else only_who_gets_in(monkeypatch):
                answer = client.get(world.address(door))
            if answer.status_code == 302:
                found[door.name][who] = "sign in" if answer["Location"].startswith(LOGIN) else "302"
            else:
                found[door.name][who] = str(answer.status_code)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["door", *people])
    for name, answers in sorted(found.items()):
        writer.writerow([name, *(answers[who] for who in people)])
    if os.environ.get("PORTAAL_WRITE_ACCESS"):
        TABLE.write_text(out.getvalue(), encoding="utf-8")
    # What differs is shown as a set, and the whole compared as yes or no: over two long lists pytest takes hours.
    now, then = out.getvalue().splitlines(), TABLE.read_text(encoding="utf-8").splitlines()
    assert set(now) ^ set(then) == set()
    is_the_same = now == then
    assert is_the_same
    assert "500" not in {status for answers in found.values() for status in answers.values()}
