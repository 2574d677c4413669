import io
from datetime import timedelta
from decimal import Decimal

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from budgets.ledger.actions import book
from budgets.ledger.calculations import transfer
from programmes.commitments.actions import move_commitment
from programmes.contributions.models import Amendment
from programmes.projects.models import Project
from tests.factories.commitments import CommitmentFactory, days
from tests.factories.ledger import GROUND, AccountFactory, fill
from tests.factories.projects import ProjectFactory
from tests.factories.questions import answered, ask
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.yearly import EntryFactory, ProgrammeFactory
from wijkportaal.portal.questions.models import CouncilQuestion
from wijkportaal.portal.questions.queries.records import record_at, search_records

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Grou", slug="grou", parent=GemeenteFactory())


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Anna Bakker")


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_records_are_found_by_words_and_by_address_when_anyone_may_read_them(area):
    year = timezone.localdate().year
    fill(AccountFactory(area=area, year=year), 500)
    shown = ProjectFactory(
        area=area, title="Speeltuin aan de kade", published_at=timezone.now(), state="running"
    )
    ProjectFactory(area=area, title="Geheime speeltuin")
    promise = CommitmentFactory(area=area, what="De speeltuin aan de kade is klaar")
    CommitmentFactory(area=area, what="Geheime speeltuin aan de kade", is_public=False)
    elsewhere = CommitmentFactory(area=area.parent, what=promise.what)
    for near, promises in ((area, (promise, elsewhere)), (area.parent, (elsewhere, promise))):
        assert [
            (record.kind, record.key, record.area) for record in search_records("kade  SPEELTUIN", area=near)
        ] == [
            ("project", shown.public_id, "Grou"),
            *(("promise", each.public_id, each.area.name) for each in promises),
        ]
    (money,) = search_records("https://portaal.example/fy/gebieden/grou/geld?jaar=2026", area=area)
    assert (money.title, money.state) == (
        "Geld van Grou",
        f"{year}: €\xa0500 gekregen, €\xa00 besteed, €\xa0500 over",
    )
    assert record_at(shown.get_absolute_url()).state.startswith("in uitvoering")
    for nothing in (
        "",
        "\x00",
        "/bestaat-niet",
        "//[",
        "/programmas/99999999999999999999/grou",
        "/afspraken/zzz",
    ):
        assert search_records(nothing, area=area) == []


def test_a_question_is_closed_until_it_is_answered(client, area, manager):
    asked = ask(area, title="Nog geheim")
    done = answered(area, by=manager, title="Al beantwoord", sources=(f"/gebieden/{area.slug}/geld",))
    assert "Nog geheim" not in text_of(client.get(reverse("questions:index")))
    assert client.get(asked.get_absolute_url()).status_code == 404
    page = text_of(client.get(done.get_absolute_url()))
    assert (
        "Froukje de Boer (Fractie Noord)" in page
        and "In mei is hij klaar." in page
        and "Geld van Grou" in page
    )
    paper = client.get(reverse("questions:paper", args=[done.public_id]))
    printed = pypdf.PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert "In mei is hij klaar." in printed and "geen budget" in printed
    for person, sees in (
        (manager, True),
        (person_with("councillor"), True),
        (person_with("area_manager", AreaFactory(parent=area.parent)), False),
    ):
        client.force_login(person)
        address = reverse("questions:overview", args=[asked.public_id])
        assert (client.get(address).status_code == 200) == sees
        assert ("Nog geheim" in text_of(client.get(reverse("questions:workbench")))) == sees


def test_lists_are_narrowed_and_take_nonsense(client, area, manager, django_assert_num_queries):
    other = AreaFactory(name="Warten", slug="warten", parent=area.parent)
    answered(area, by=person_with("administrator"), title="Over Grou")
    answered(other, by=person_with("administrator"), title="Over Warten")
    index = reverse("questions:index")
    text = text_of(
        client.get(index, {"area": "grou", "kind": "technical", "year": timezone.localdate().year})
    )
    assert "Over Grou" in text and "Over Warten" not in text
    for nonsense in (
        {"page": "9" * 30},
        {"area": "x\x00"},
        {"year": "abc"},
        {"q": "\x00"},
        {"theme": "9" * 40},
    ):
        client.get(index, nonsense)
    client.force_login(manager)
    workbench = reverse("questions:workbench")
    client.get(workbench)
    with django_assert_num_queries(7):
        client.get(workbench)
    for number in range(12):
        ask(area, title=f"Vraag {number}")
    with django_assert_num_queries(7):
        assert "Vraag 11" in text_of(client.get(workbench))


def test_a_councillor_asks_and_keeps_what_was_typed(client, area):
    client.force_login(person_with("councillor", full_name="Froukje de Boer"))
    form = reverse("questions:new")
    assert "Froukje de Boer" in text_of(client.get(form, {"gebied": "grou"}))
    values = {
        "kind": "written",
        "title": "De brug",
        "text": "Wanneer?",
        "area": area.pk,
        "asked_by": "Froukje de Boer",
    }
    tomorrow = timezone.localdate() + timedelta(days=1)
    wrong = client.post(form, values | {"asked_on": tomorrow, "fractie": ""})
    assert wrong.status_code == 422 and "Deze dag moet nog komen" in wrong.content.decode()
    right = client.post(form, values | {"asked_on": timezone.localdate(), "fractie": "Fractie Noord"})
    question = CouncilQuestion.objects.get()
    assert right.url == reverse("questions:overview", args=[question.public_id])
    assert client.post(reverse("questions:sources", args=[question.public_id])).status_code == 403
    assert client.get(reverse("questions:answer", args=[question.public_id])).status_code == 403


def test_what_changed_since_adoption_comes_from_the_history(client, area, django_assert_num_queries):
    adopted = timezone.now() - timedelta(days=40)
    programme = ProgrammeFactory(area=area, year=2026, state="published", adopted_at=adopted)
    public = {"area": area, "published_at": adopted}

    def entry(number: int, title: str, *, was: dict, project: dict):
        made = ProjectFactory(title=title, **public | project)
        return EntryFactory(programme=programme, project=made, number=number, agreed_title=title, **was)

    quarter = 2026 * 4
    same = {"agreed_state": "planned", "agreed_start": quarter, "agreed_end": quarter + 1, "agreed_cost": 100}
    now = {"start_year": 2026, "start_quarter": 1, "end_year": 2026, "end_quarter": 2, "cost_total": 100}
    entry(1, "Blijft gelijk", was=same, project=now | {"state": "running"})
    entry(2, "Wordt later", was=same, project=now | {"end_quarter": 4, "state": "planned"})
    entry(3, "Stopt", was=same, project=now | {"state": "cancelled", "state_reason": "Geen draagvlak."})
    entry(4, "Duurder", was=same, project=now | {"cost_total": 250, "state": "running"})
    entry(5, "Erbij gekomen", was={"added_at": adopted + timedelta(days=3)}, project=now)
    gone = entry(
        6, "Eruit", was=same | {"dropped_at": timezone.now(), "dropped_because": "Dubbel."}, project=now
    )
    Amendment.objects.create(programme=programme, entry=gone, change="dropped", reason="Dubbel.")
    project = Project.objects.get(title="Wordt later")
    promise = CommitmentFactory(area=area, project=project, what="Het pad ligt er", due_on=days(5))
    move_commitment(promise, days(15), by=None, reason="Regen.")
    hidden = CommitmentFactory(area=area, project=project, what="Niet openbaar", is_public=False)
    assert hidden.project_id == project.pk
    budget = AccountFactory(area=area, year=2026)
    fill(budget, 500, on=days(-60))
    spent = AccountFactory(area=area, year=2026, kind="spent", purpose=budget.purpose)
    for number, day in enumerate((-50, -5)):
        lines = transfer(budget, spent, Decimal(100 + number))
        book(lines, on=days(day), description="Bankje", ground=GROUND, key=f"uit:{number}", by=None)
    address = reverse("questions:since_adoption", args=[2026, "grou"])
    client.get(address)
    with django_assert_num_queries(8):
        text = text_of(client.get(address))
    # Costs of projects are one thing, what the ledger says was paid is another.
    assert "201</dd>" in text and "101</dd>" in text
    counted = text[text.index("Erbij</dt>") :]
    order = [
        "Erbij gekomen",
        "Eruit, uit het programma",
        "Dubbel.",
        "Stopt</a>",
        "Geen draagvlak.",
        "Wordt later",
        "€\xa0250",
        "Het pad ligt er",
        "Regen.",
    ]
    places = [counted.index(word) for word in order]
    assert places == sorted(places)
    assert "Blijft gelijk" not in text and "Niet openbaar" not in text
    assert address in text_of(client.get(programme.get_absolute_url()))
    for number in range(7, 20):
        entry(number, f"Later {number}", was=same, project=now | {"end_quarter": 3, "state": "planned"})
    with django_assert_num_queries(8):
        client.get(address)
    for wrong in (
        "/programmas/99999999999999999999/grou/sinds-vaststelling",
        "/programmas/2026/nergens/sinds-vaststelling",
    ):
        assert client.get(wrong).status_code == 404
    ProgrammeFactory(area=area, year=2027, state="draft")
    assert client.get(reverse("questions:since_adoption", args=[2027, "grou"])).status_code == 404
