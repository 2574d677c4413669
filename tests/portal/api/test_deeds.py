"""What somebody does through the API: as on the site, once for a key, and only who may."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from participation.initiatives.models import Comment, Support
from participation.meetings.models import SignUp
from participation.subscriptions.models import Subscription
from tests.factories import meetings
from tests.factories.commitments import CommitmentFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory
from tests.portal.api.document import faults_in, operations
from wijkportaal.portal.api.documents import kept_openapi

V1 = "/api/v1"


@pytest.fixture
def send(client, bearer):
    keys = iter(range(10_000))

    def sent(person, path: str, body: dict, *, shape: str, key: str = ""):
        headers = bearer(person)["headers"] | {"Idempotency-Key": key or f"sleutel-{next(keys)}"}
        answer = client.post(V1 + path, json.dumps(body), content_type="application/json", headers=headers)
        assert faults_in(answer, shape, "post") == [], (path, answer.status_code, answer.content)
        return answer

    return sent


def test_a_resident_supports_comments_comes_and_follows(scene, send):
    person = PersonFactory(full_name="Ria")
    initiative = InitiativeFactory(area=scene.area)
    at = f"/initiatieven/{initiative.public_id}"
    support = send(
        person, f"{at}/steun", {"uitGebied": True}, shape="/initiatieven/{id}/steun", key="steun-een"
    )
    again = send(
        person, f"{at}/steun", {"uitGebied": True}, shape="/initiatieven/{id}/steun", key="steun-een"
    )
    assert (support.status_code, support.json()["steunUitGebied"], again["Idempotent-Replayed"]) == (
        201,
        1,
        "true",
    )
    assert Support.objects.filter(initiative=initiative).count() == 1

    body = {"tekst": "Ik doe mee.", "isVraag": False, "metNaam": True}
    made = send(person, f"{at}/reacties", body, shape="/initiatieven/{id}/reacties")
    assert (made.status_code, made.json()["tekst"], Comment.objects.get(initiative=initiative).name) == (
        201,
        "Ik doe mee.",
        "Ria",
    )
    twice = send(person, f"{at}/reacties", body, shape="/initiatieven/{id}/reacties")
    assert (twice.status_code, twice.json()["detail"]) == (409, "Deze reactie hebt u net al geplaatst.")

    meeting = meetings.make(area=scene.area)
    came = send(
        person,
        f"/bijeenkomsten/{meeting.public_id}/aanmeldingen",
        {"aantal": 2},
        shape="/bijeenkomsten/{id}/aanmeldingen",
    )
    assert (came.status_code, came.json()["stand"]) == (201, "komt")
    assert SignUp.objects.get(meeting=meeting).persons == 2

    followed = send(person, "/abonnementen", {"soort": "wijk-of-dorp", "id": "noord"}, shape="/abonnementen")
    nothing = send(person, "/abonnementen", {"soort": "wijk-of-dorp", "id": "nergens"}, shape="/abonnementen")
    assert (followed.status_code, nothing.status_code) == (201, 400)
    assert Subscription.objects.get().follower.person == person


def test_who_carries_a_project_and_watches_over_a_promise_says_how_it_stands(scene, send):
    project = ProjectFactory(
        area=scene.area, state="running", start_year=2026, start_quarter=1, published_at=timezone.now()
    )
    at, shape = f"/projecten/{project.public_id}/voortgang", "/projecten/{id}/voortgang"
    assert send(PersonFactory(), at, {"bericht": "Klaar."}, shape=shape).status_code == 403
    late = send(scene.manager, at, {"klaar": "2031-1"}, shape=shape)
    assert (late.status_code, late.json()["errors"][0]["location"]["pointer"]) == (400, "#/bericht")
    told = send(scene.manager, at, {"bericht": "De bestrating ligt er."}, shape=shape)
    assert (told.status_code, told.json()["stappen"][0]["reden"]) == (201, "De bestrating ligt er.")
    done = send(scene.manager, at, {"stand": "klaar", "bericht": "Alles is af."}, shape=shape)
    assert (done.status_code, done.json()["stand"]) == (201, "klaar")

    promise = CommitmentFactory(area=scene.area)
    at, shape = f"/afspraken/{promise.public_id}/stappen", "/afspraken/{id}/stappen"
    assert send(PersonFactory(), at, {"soort": "nagekomen"}, shape=shape).status_code == 403
    assert send(scene.manager, at, {"soort": "verschoven"}, shape=shape).status_code == 400
    later = (promise.due_on + timedelta(days=30)).isoformat()
    moved = send(
        scene.manager, at, {"soort": "verschoven", "nieuweDatum": later, "reden": "Het regent."}, shape=shape
    )
    assert (moved.status_code, moved.json()["klaarOp"]) == (201, later)
    assert send(scene.manager, at, {"soort": "nagekomen"}, shape=shape).json()["stand"] == "nagekomen"
    assert send(scene.manager, at, {"soort": "nagekomen"}, shape=shape).status_code == 409


def test_nonsense_that_is_sent_is_no_fault_of_ours(client, scene, bearer, settings):
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "100000/m")
    headers, wrong = bearer(scene.manager)["headers"], []
    idents = scene.idents
    for path, method, operation in operations():
        if method != "post":
            continue
        schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        names = kept_openapi()["components"]["schemas"][schema]["properties"]
        bodies = [
            {},
            *(
                {name: value}
                for name in names
                for value in ([], {"a": 1}, "é\u0000" * 99, -1e300, None, True)
            ),
        ]
        for number, body in enumerate(bodies):
            address = V1 + path.replace("{id}", idents.get(path.split("/")[1], "") if number % 7 else "niets")
            key = {"Idempotency-Key": f"{path}-{number:04}"}
            answer = client.post(
                address, json.dumps(body), content_type="application/json", headers=headers | key
            )
            faults = faults_in(answer, path, "post")
            if answer.status_code not in {201, 400, 403, 404, 409} or faults:
                wrong.append((address, body, answer.status_code, faults))
    assert wrong == []
