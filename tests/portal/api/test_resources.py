"""Every resource: as its document says, in as many queries for thirty as for one, and only what somebody may see."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.people import PersonFactory
from tests.portal.api.document import faults_in
from wijkportaal.foundation.api.geometry import CRS84, RD
from wijkportaal.portal.api.resources import RESOURCES

V1 = "/api/v1"
# Of a list, as anybody and as a wijkmanager (with the token, the roles and the organisations they work for).
QUERIES = {
    "gebieden": (3, 4),
    "cijfers": (2, 3),
    "themas": (2, 3),
    "organisaties": (3, 5),
    "programmas": (2, 4),
    "projecten": (2, 4),
    "afspraken": (2, 4),
    "budgetten": (2, 3),
    "grootboekregels": (2, 3),
    "signalen": (2, 5),
    "initiatieven": (2, 5),
    "taakgroepen": (2, 3),
    "bijeenkomsten": (2, 5),
    "stemrondes": (2, 4),
    "abonnementen": (0, 2),
}


def counted(client, address: str, **options) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, **options)
    assert answer.status_code == 200, answer.content
    return len(asked)


def test_lists_ask_as_much_for_thirty_as_for_one_and_answer_as_described(client, scene, bearer):
    asks = bearer(scene.manager)
    for name in RESOURCES:
        client.get(f"{V1}/{name}", **asks)  # notes the use of the token once
    before = {
        name: (counted(client, f"{V1}/{name}"), counted(client, f"{V1}/{name}", **asks)) for name in RESOURCES
    }
    scene.add_all(29)
    wrong = {}
    for name in RESOURCES:
        after = counted(client, f"{V1}/{name}"), counted(client, f"{V1}/{name}", **asks)
        for options in ({}, asks):
            answer = client.get(f"{V1}/{name}?pageSize=100", **options)
            wrong[name] = wrong.get(name, []) + faults_in(answer, f"/{name}")
        if after != before[name]:
            wrong[name].append(f"{before[name]} became {after}")
    assert {name: faults for name, faults in wrong.items() if faults} == {}
    assert before == QUERIES


def test_each_record_answers_as_described_and_by_its_own_address(client, scene, bearer):
    wrong = {}
    for name, ident in scene.idents.items():
        for options in ({}, bearer(scene.manager)):
            answer = client.get(f"{V1}/{name}/{ident}", **options)
            assert answer.status_code == 200, (name, answer.content)
            wrong[name] = faults_in(answer, f"/{name}/{{id}}")
        assert client.get(f"{V1}/{name}/bestaat-niet").status_code == 404
    assert {name: faults for name, faults in wrong.items() if faults} == {}
    result = client.get(f"{V1}/stemrondes/{scene.round.public_id}").json()["uitslag"]
    assert [(plan["nummer"], plan["stemmen"], plan["isGekozen"]) for plan in result["plannen"]] == [
        (1, 2, True),
        (2, 1, False),
        (3, 1, True),
    ]


def idents(client, name: str, **options) -> set[str]:
    return {row["id"] for row in client.get(f"{V1}/{name}?pageSize=100", **options).json()["resultaten"]}


def test_somebody_sees_by_token_and_by_session_what_they_may_and_no_more(client, scene, bearer):
    stranger, hidden = bearer(PersonFactory()), scene.hidden.public_id
    assert hidden not in idents(client, "signalen") | idents(client, "signalen", **stranger)
    assert client.get(f"{V1}/signalen/{hidden}", **stranger).status_code == 404
    mine = client.get(f"{V1}/signalen/{hidden}", **bearer(scene.manager, "read")).json()
    assert (mine["tekst"], mine["isOpenbaar"]) == ("Dit blijft binnen.", False)
    assert len(idents(client, "afspraken", **bearer(scene.manager))) == 2
    assert len(idents(client, "afspraken")) == 1
    client.force_login(scene.manager)
    assert hidden in idents(client, "signalen")


def test_money_says_amounts_and_nobodys_words(client, scene):
    (budget,) = client.get(f"{V1}/budgetten?gebied=rietwolde").json()["resultaten"]
    assert (budget["gebied"]["id"], budget["gekregen"], budget["besteed"], budget["over"]) == (
        "noord",
        "1000.00",
        "5.00",
        "995.00",
    )
    day = timezone.localdate().isoformat()
    lines = client.get(f"{V1}/grootboekregels?vanaf={day}")
    assert [line["bedrag"] for line in lines.json()["resultaten"]] == ["5.00"]
    assert "Jansen" not in lines.content.decode()
    assert client.get(f"{V1}/grootboekregels?tot={day}").json()["totaal"] == 0


NARROWED = {
    "projecten?gebied=noord&thema=groen&stand=idee": 1,
    "projecten?gebied=rietwolde": 1,
    "projecten?stand=klaar": 0,
    "projecten?bbox=5.7,53.1,5.9,53.3": 1,
    "projecten?bbox=5.7,53.1,5.75,53.3": 0,
    "projecten?bbox=180000,570000,190000,590000&bboxCrs=EPSG:28992": 1,
    "afspraken?teLaat=true": 0,
    "afspraken?teLaat=false&organisatie=panel-noord": 1,
    "organisaties?gebied=noord": 1,
    "organisaties?soort=wijkpanel": 1,
    "bijeenkomsten?gebied=noord&vanaf=2026-01-01": 1,
    "cijfers?indicator=a_inw&jaar=2024&gebied=noord": 1,
    "cijfers?vanafJaar=2025": 0,
    "signalen?soort=melding&thema=groen": 1,
}


def test_lists_can_be_narrowed(client, scene):
    found = {query: client.get(f"{V1}/{query}").json().get("totaal") for query in NARROWED}
    assert found == NARROWED


def test_areas_are_geojson_in_the_system_and_of_the_day_that_was_asked_for(client, scene):
    answer = client.get(f"{V1}/gebieden?soort=wijk")
    (north,) = answer.json()["features"]
    assert (answer["Content-Type"], answer["Content-Crs"]) == ("application/geo+json", f"<{CRS84}>")
    assert north["geometry"]["coordinates"][0][0] == [5.1, 53.1]
    said = [north["properties"][key] for key in ("id", "naamFries", "ligtIn", "soort")]
    assert (north["id"], said) == ("noord", ["noord", "Noard", "rietwolde", "wijk"])
    for asked in ({"headers": {"Accept-Crs": "epsg:28992"}}, {"query_params": {"crs": RD}}):
        answer = client.get(f"{V1}/gebieden/noord", **asked)
        assert answer["Content-Crs"] == f"<{RD}>"
        x, y = answer.json()["geometry"]["coordinates"][0][0]
        # The corner of 5.1° east, 53.1° north; the polynomial of Schreutelkamp and Strang van Hees gives the same.
        assert (round(x), round(y)) == (135_763, 568_171)
    assert client.get(f"{V1}/gebieden", headers={"Accept-Crs": "EPSG:4979"}).status_code == 406
    assert client.get(f"{V1}/gebieden?datum=2019-12-31").json()["numberMatched"] == 0
    assert client.get(f"{V1}/gebieden?bbox=5.3,53.3,5.4,53.4&soort=wijk").json()["numberMatched"] == 0


def test_pages_link_to_each_other_and_never_overlap(client, scene):
    scene.add_all(4)
    seen, address = [], f"{V1}/themas?pageSize=2"
    while address:
        answer = client.get(address)
        seen += [row["id"] for row in answer.json()["resultaten"]]
        links = dict(reversed(part.strip().split("; ")) for part in answer["Link"].split(","))
        address = links.get('rel="next"', "").strip("<>")
    assert len(seen) == len(set(seen)) == answer.json()["totaal"]
    assert client.get(f"{V1}/themas?page=99").status_code == 404
