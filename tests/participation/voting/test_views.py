import io
import re
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participation.voting.documents import print_letters
from participation.voting.models import Ballot, PaperBallot, VotingCode, VotingRound
from participation.voting.queries import last_result
from tests.factories.initiatives import InitiativeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.voting import close, counted_round, draft_round, open_round, published_round
from tests.participation.voting.test_calculations import written_election
from tests.verapdf import assert_pdf_ua
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.people.codes import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk():
    cache.clear()
    return AreaFactory(name="Noord", parent=GemeenteFactory())


@pytest.fixture
def manager(wijk):
    return person_with("area_manager", wijk, full_name="Wim Wijk")


def door(name: str, *arguments) -> str:
    return reverse(f"voting:{name}", args=arguments)


def test_an_initiative_becomes_a_plan_and_both_pages_say_so(client, wijk, manager):
    initiative = InitiativeFactory(area=wijk, cost=4000)
    made, elsewhere = draft_round(area=wijk), draft_round(area=AreaFactory(parent=wijk.parent))
    client.force_login(manager)
    handle = reverse("initiatives:handle", args=[initiative.public_id])
    page = client.get(handle).content.decode()
    assert made.public_id in page
    assert elsewhere.public_id not in page
    assert (
        client.post(door("put_to_vote", initiative.public_id), {"round": elsewhere.public_id}).status_code
        == 404
    )
    answer = client.post(door("put_to_vote", initiative.public_id), {"round": made.public_id})
    assert answer["Location"] == door("overview", made.public_id)
    assert made.public_id not in client.get(handle).content.decode().partition('id="stemming"')[2]
    client.logout()
    assert made.title not in client.get(initiative.get_absolute_url()).content.decode()
    VotingRound.objects.filter(pk=made.pk).update(state="open")
    assert made.get_absolute_url() in client.get(initiative.get_absolute_url()).content.decode()
    assert initiative.get_absolute_url() in client.get(made.get_absolute_url()).content.decode()


def test_a_resident_votes_with_the_code_of_the_letter_changes_it_and_leaves(client, wijk):
    made, (code, *_rest) = open_round(area=wijk, method="knapsack")
    page = client.get(made.get_absolute_url()).content.decode()
    assert page.index("Dit hebt u nodig om te stemmen") < page.index("Bankjes")
    assert client.get(door("ballot", made.public_id))["Location"] == made.get_absolute_url()
    answer = client.post(door("enter", made.public_id), {"code": written(code).lower()})
    assert answer["Location"] == door("ballot", made.public_id)
    cookie = answer.cookies[f"stem-{made.public_id}"]
    assert cookie["httponly"]
    assert cookie["path"] == made.get_absolute_url()

    ballot = door("ballot", made.public_id)
    too_much = client.post(ballot, {"plan-1": "1", "plan-2": "1"})
    assert too_much.status_code == 422
    assert "haal iets weg van €\u00a03.000" in too_much.content.decode()
    assert too_much.content.decode().count("checked") == 2
    added = client.post(ballot, {"plan-1": "1", "add_up": "1"}).content.decode()
    assert "€\u00a04.000" in added
    assert not Ballot.objects.exists()
    assert client.post(ballot, {"plan-2": "1"})["Location"] == door("done", made.public_id)
    assert "Speeltuin" in client.get(door("done", made.public_id)).content.decode()
    client.post(ballot, {"plan-1": "1", "plan-3": "1"})
    assert Ballot.objects.get().choices == [[1, 1], [3, 1]]
    assert "U hebt al gestemd" in client.get(ballot).content.decode()

    client.post(door("leave", made.public_id))
    assert client.get(ballot)["Location"] == made.get_absolute_url()
    late = client.post(ballot, {"plan-2": "1"}, follow=True).content.decode()
    assert "Deze keuze is niet uitgebracht" in late
    close(made)
    client.cookies[f"stem-{made.public_id}"] = cookie.value
    late = client.post(ballot, {"plan-2": "1"}, follow=True)
    assert late.redirect_chain == [(made.get_absolute_url(), 302)]
    assert "Had u al eerder gestemd, dan telt die stem" in late.content.decode()
    assert Ballot.objects.get().choices == [[1, 1], [3, 1]]


def test_guessed_codes_are_counted_and_right_ones_are_not(client, wijk):
    made, (code, *_rest) = open_round(area=wijk)
    enter = door("enter", made.public_id)
    for _time in range(25):
        assert client.post(enter, {"code": code}).status_code == 302
    answers = [client.post(enter, {"code": "BBBB-CCCC-DDDD"}).status_code for _time in range(22)]
    assert answers == [422] * 20 + [429] * 2
    assert client.post(enter, {"code": code}).status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.9").post(enter, {"code": code}).status_code == 302
    forged = Client()
    forged.cookies[f"stem-{made.public_id}"] = f"{code}:abc"
    assert forged.post(door("ballot", made.public_id), {"plan-1": "1"})["Location"] == made.get_absolute_url()
    assert not Ballot.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_who_votes_after_another_asks_for_nothing_but_their_code_and_vote(settings):
    settings.PUBLIC_PAGE_SECONDS = 300
    cache.clear()
    made, codes = open_round(area=AreaFactory(parent=GemeenteFactory()))
    enter, ballot = door("enter", made.public_id), door("ballot", made.public_id)
    for code, most in ((codes[0], 4), (codes[1], 2)):
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            assert client.post(enter, {"code": code})["Location"] == ballot
            assert client.post(ballot, {"plan-1": "1"})["Location"] == door("done", made.public_id)
        tables = [re.findall(r'(?:FROM|INTO) "?(voting_\w+)', query["sql"]) for query in queries]
        assert len([names for names in tables if names]) == most
    close(made)
    assert client.post(enter, {"code": codes[2]}).status_code == 422
    assert client.post(ballot, {"plan-2": "1"})["Location"] == made.get_absolute_url()
    assert list(made.ballots.values_list("choices", flat=True)) == [[[1, 1]], [[1, 1]]]


def test_an_address_or_an_account_gives_one_and_the_same_vote(client, wijk):
    made, _none = open_round(area=wijk, check_by="email")
    ask = door("ask", made.public_id)
    assert client.post(ask, {"email": "geen"}).status_code == 422
    assert (
        "Kijk in uw e-mail"
        in client.post(ask, {"email": "an@x.example", "lives_here": "on"}).content.decode()
    )
    code = re.search(r"#(\S+)", Letter.objects.get().body)[1]
    client.post(door("enter", made.public_id), {"code": code})
    client.post(door("ballot", made.public_id), {"plan-1": "1"})
    person = person_with("resident", wijk, email="an@x.example")
    again = Client()
    assert again.post(door("with_account", made.public_id))["Location"].startswith("/account/inloggen?next=")
    again.force_login(person)
    assert again.post(door("with_account", made.public_id))["Location"] == door("ballot", made.public_id)
    assert again.get(door("ballot", made.public_id)).content.decode().count("checked") == 1
    again.post(door("ballot", made.public_id), {"plan-2": "1"})
    assert Ballot.objects.get().choices == [[2, 1]]


@pytest.mark.parametrize(("method", "value"), [("stickers", "2"), ("ranking", "1"), ("approval", "1")])
def test_each_method_has_its_ballot(client, wijk, method, value):
    made, (code, *_rest) = open_round(area=wijk, method=method, most=3, most_each=2)
    client.post(door("enter", made.public_id), {"code": code})
    ballot = door("ballot", made.public_id)
    assert client.post(ballot, {}).status_code == 422
    assert client.post(ballot, {"plan-2": value, "plan-77": "1"}).status_code == 302
    assert Ballot.objects.get().choices == [[2, {"stickers": 2, "ranking": 3, "approval": 1}[method]]]
    shown = client.get(ballot).content.decode()
    assert ("selected" if method == "ranking" else "checked") in shown


def test_the_result_says_what_was_chosen_and_why(client, wijk):
    made = published_round(area=wijk, votes=[{1: 1}] * 3 + [{2: 1}, {3: 1, 1: 1}, {3: 1}])
    page = client.get(door("result", made.public_id)).content.decode()
    for said in (
        "Gekozen: 2 plannen",
        "te weinig om te tonen" if made.ballots.count() < 5 else "Opkomst",
        made.lot_seed,
        "100",
    ):
        assert said in page, said
    # With as many as the first the lot decides.
    assert re.search("Met [34] stemmen meer was het gekozen", page)
    file = client.get(door("export", made.public_id))
    assert file.content.decode().endswith("voter_id;vote\n1;1,3\n2;1\n3;1\n4;1\n5;2\n6;3\n")
    assert (
        client.get(door("result", counted_round(area=wijk).public_id)).status_code
        == client.get(door("round", draft_round(area=wijk).public_id)).status_code
        == 404
    )


def test_a_round_is_made_in_the_workspace(client, wijk, manager):
    client.force_login(manager)
    starts = timezone.localtime() - timedelta(minutes=5)
    values = {
        "area": wijk.pk,
        "title": "Kies mee",
        "who": "Iedereen",
        "starts_at": f"{starts:%Y-%m-%dT%H:%M}",
        "ends_at": f"{starts - timedelta(days=1):%Y-%m-%dT%H:%M}",
        "check_by": "code",
        "method": "approval",
        "most": "2",
        "most_each": "1",
        "budget": "10.000",
        "rule": "equal_shares",
        "minimum": "0",
        "ceilings": "Groen: 5.000",
    }
    refused = client.post(door("new"), values)
    assert refused.status_code == 422
    assert "Het einde komt na het begin" in refused.content.decode()
    assert "kan alleen bij “meeste stemmen”" in refused.content.decode()
    values |= {"ends_at": f"{starts + timedelta(days=1):%Y-%m-%dT%H:%M}", "rule": "most_votes"}
    assert client.post(door("new"), values).status_code == 302
    made = VotingRound.objects.get()
    assert (made.minimum, made.ceilings, made.budget) == (1, {"Groen": "5000.00"}, Decimal(10000))
    for number in range(2):
        plan = {"title": f"Plan {number}", "cost": "4.000"}
        assert client.post(door("add_plan", made.public_id), plan).status_code == 302
    edited = {**values, "title": "Kies ook mee", "version": made.version}
    assert client.post(door("edit", made.public_id), edited).status_code == 302
    file = client.post(door("codes", made.public_id), {"area": wijk.pk, "size": "3", "file": "xlsx"})
    rows = list(openpyxl.load_workbook(io.BytesIO(file.content)).active.values)
    assert len(rows) == 4
    assert rows[1][3].endswith(f"#{rows[1][2]}")
    assert VotingCode.objects.count() == 3
    for step in ("plan", "open"):
        client.post(door("step", made.public_id), {"step": step})
    made.refresh_from_db()
    assert (made.title, made.state) == ("Kies ook mee", "open")
    assert "Met 3 stemmen" not in client.get(door("overview", made.public_id)).content.decode()


def test_letters_are_accessible_and_have_a_page_each(wijk, tmp_path):
    made, codes = open_round(area=wijk, codes=2)
    printed = print_letters(made, codes, gemeente())
    assert printed.pages == 2
    path = tmp_path / "brieven.pdf"
    path.write_bytes(printed.content)
    assert_pdf_ua(path)


def test_two_people_see_where_they_read_something_else(client, wijk, manager):
    made, (code, *_rest) = open_round(area=wijk)
    other = person_with("community_worker", wijk, full_name="Bea Werker")
    client.force_login(manager)
    entry = door("paper", made.public_id, 1)
    assert client.post(entry, {"code": "fout", "plan-1": "1"}).status_code == 422
    assert client.post(entry, {"code": code, "plan-1": "1", "is_invalid": "on"}).status_code == 422
    client.post(entry, {"code": code, "plan-1": "1"})
    client.force_login(other)
    assert "Speeltuin" in client.get(entry).content.decode()
    page = client.post(entry, {"code": code, "plan-2": "1"}, follow=True).content.decode()
    assert "U las iets anders dan uw collega" in page
    assert "Wim Wijk" in page
    client.post(entry, {"code": code, "plan-1": "1"})
    assert PaperBallot.objects.get().state == "agreed"
    assert Ballot.objects.get().channel == "paper"
    client.logout()
    came = client.post(door("enter", made.public_id), {"code": code}, follow=True)
    assert came.redirect_chain[-1] == (made.get_absolute_url(), 302)
    assert "Met deze code is al op papier gestemd" in came.content.decode()


def test_a_file_is_taken_in_and_a_winner_set_aside(client, wijk, manager):
    client.force_login(manager)
    take_in = door("take_in")
    for content, status in ((b"niets", 422), (written_election().encode(), 302)):
        file = SimpleUploadedFile("ronde.pb", content)
        answer = client.post(take_in, {"area": wijk.pk, "rule": "most_votes", "file": file})
        assert answer.status_code == status
    page = client.get(answer["Location"]).content.decode()
    assert "ingelezen op" in page
    assert "Papier invoeren" not in page
    assert door("codes", VotingRound.objects.get().public_id) not in page
    made = published_round(area=wijk)
    aside = door("set_aside", made.plans.get(number=1).pk)
    tomorrow = timezone.localdate() + timedelta(days=1)
    values = {"reason": "Gasleiding", "decided_by": "het college", "decided_on": tomorrow}
    assert client.post(aside, values).status_code == 422
    assert client.post(aside, values | {"decided_on": timezone.localdate()}).status_code == 302
    page = client.get(door("result", made.public_id)).content.decode()
    assert "Gasleiding" in page
    assert last_result(made).number == 1


def test_queries_do_not_grow_with_the_list(client, wijk, manager):
    made, _codes = open_round(area=wijk)
    pages = {
        door("index"): 2,
        made.get_absolute_url(): 3,
        door("workbench"): 6,
        door("overview", made.public_id): 10,
    }
    for extra in (0, 30):
        for number in range(extra):
            draft_round(area=wijk, title=f"Ronde {number}", plans=())
            made.plans.create(number=number + 10, title=f"Plan {number}", cost=5)
        found = {}
        for address in pages:
            client.logout()
            if "/werk/" in address:
                client.force_login(manager)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found[address] = len(queries)
        assert found == pages
