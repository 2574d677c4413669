from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.allocations.actions import deciding, receive_account
from budgets.allocations.models import Allocation, Run
from budgets.allocations.queries import granted_to
from budgets.ledger.models import Purpose
from tests.budgets.allocations.conftest import YEAR, Town
from tests.factories.roles import person_with

pytestmark = pytest.mark.django_db


def page(client, name: str, *args) -> str:
    return client.get(reverse(f"allocations:{name}", args=args)).content.decode().replace("\xa0", " ")


def test_from_a_new_run_to_the_decision_in_the_browser(client, town):
    client.force_login(town.finance)
    choice = f"{town.version.pk}-{YEAR}"
    made = client.post(reverse("allocations:new"), {"choice": choice})
    run = Run.objects.get()
    assert made.url == run.get_absolute_url()
    shown = page(client, "run", run.pk)
    assert "€ 9.228" in shown
    assert "Er is geen bestuur dat het geld kan krijgen." in shown
    assert "Gebieden met een ander bedrag" not in shown
    assert choice not in client.get(reverse("allocations:new")).content.decode()
    client.post(reverse("allocations:step", args=[run.pk]), {"step": "submit"})
    assert "Een ander stelt dit vast" in page(client, "run", run.pk)
    assert client.post(reverse("allocations:adopt", args=[run.pk]), {"decision": "B"}).status_code == 403
    client.force_login(town.alderman)
    refused = client.post(reverse("allocations:adopt", args=[run.pk]), {"decision": ""})
    assert (refused.status_code, "verplicht" in refused.content.decode()) == (422, True)
    for _decider in range(2):
        answer = client.post(
            reverse("allocations:adopt", args=[run.pk]), {"decision": "Besluit 7"}, follow=True
        )
    assert "Deze stap" in answer.content.decode() or "want dit is nu" in answer.content.decode()
    run.refresh_from_db()
    assert (run.state, run.decided_by, run.decision) == ("adopted", town.alderman, "Besluit 7")


def test_purposes_and_departures_say_what_is_wrong_and_keep_what_was_typed(client, town):
    client.force_login(town.finance)
    run = town.run()
    activities = Purpose.objects.get(slug="activiteiten").pk
    address = reverse("allocations:purposes", args=[run.pk])
    typed = {
        f"{name}_{purpose.pk}": value
        for purpose in Purpose.objects.filter(is_active=True)
        for name, value in {"held_by": "board", "year_end": "return"}.items()
    }
    wrong = client.post(address, typed | {f"percent_{activities}": "80,5", f"year_end_{activities}": "goal"})
    shown = wrong.content.decode()
    assert wrong.status_code == 422
    assert [text in shown for text in ("samen geen 100", "voor welk doel", 'value="80,5"')] == [True] * 3
    client.post(
        address,
        typed
        | {
            f"percent_{activities}": "100",
            f"year_end_{activities}": "save_years",
            f"years_{activities}": "3",
        },
    )
    (purpose,) = run.purposes.all()
    assert (purpose.percent, purpose.year_end, purpose.years) == (100, "save_years", 3)
    area = town.areas["Cleyterp"].pk
    address = reverse("allocations:override", args=[run.pk, area])
    for amount, text in (
        ("-5", "minstens"),
        ("12,505", "twee cijfers"),
        ("veel", "geen bedrag"),
        ("9", "Schrijf op waarom"),
    ):
        assert text in client.post(address, {"amount": amount}).content.decode()
    client.post(address, {"amount": "3.000", "reason": "=1+1"})
    assert run.allocations.get(area=area).amount == Decimal(3000)
    table = client.get(reverse("allocations:export", args=[run.pk])).content.decode()
    assert "Cleyterp;" in table
    assert ";=1" not in table


@pytest.mark.parametrize("rows", [1, 30])
def test_a_run_takes_the_same_queries_for_one_area_and_thirty(client, rows, django_assert_num_queries):
    town = Town({"Aldwier": 100} | {f"Dorp {number}": 50 for number in range(rows - 1)})
    run = town.run()
    client.force_login(town.finance)
    client.get(run.get_absolute_url())
    with django_assert_num_queries(15):
        shown = client.get(run.get_absolute_url()).content.decode()
    assert shown.count("Afwijken") == rows


def test_who_reads_an_area_and_what_its_board_accounted_for(client, town):
    town.carry_out(town.run())
    (row,) = granted_to(town.areas["Aldwier"])
    received = receive_account(row, Decimal(2000), document="Jaarrekening", by=town.alderman)
    seen = {}
    for name, person in {
        "board": person_with("board_member", town.areas["Aldwier"]),
        "other board": person_with("board_member", town.areas["Bovenkerk"]),
        "manager": person_with("area_manager", town.areas["Aldwier"]),
        "resident": person_with("resident", town.areas["Aldwier"]),
    }.items():
        client.force_login(person)
        seen[name] = [
            client.get(each.get_absolute_url()).status_code for each in (row, received, row.decision)
        ]
    assert seen == {
        "board": [200, 200, 200],
        "other board": [404, 404, 404],
        "manager": [200, 200, 200],
        "resident": [404, 404, 404],
    }
    client.force_login(town.finance)
    assert "€ 580 gaat terug." in page(client, "settlement", received.pk)
    assert client.post(reverse("allocations:ask", args=[received.pk]), {}).status_code == 422
    client.post(reverse("allocations:settle", args=[received.pk]))
    assert "€ 580 gaat terug." in page(client, "settlement", received.pk)
    assert Allocation.objects.count() == 3


def test_the_page_of_an_area_tells_anyone_what_it_gets_and_why(client, town):
    town.carry_out(town.run())
    area = client.get(town.areas["Aldwier"].get_absolute_url()).content.decode().replace("\xa0", " ")
    (row,) = granted_to(town.areas["Aldwier"])
    assert "Toegekend: Dorpsbudget" in area
    assert reverse("decisions:public", args=[row.decision.number]) in area
    assert "Fenna Geld" not in area
    hidden = deciding.take(town.run(year=YEAR + 1), "submit", by=town.finance)
    assert (
        f"Dorpsbudget {YEAR + 1}" not in client.get(town.areas["Aldwier"].get_absolute_url()).content.decode()
    )
    assert hidden.state == "ready"
