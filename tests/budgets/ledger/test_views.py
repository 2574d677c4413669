import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from budgets.ledger.actions import counter
from budgets.ledger.models import Account, Entry, Period, Purpose
from budgets.ledger.queries import balance_of
from tests.factories.ledger import AccountFactory, fill
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def finance(client):
    person = person_with("finance")
    client.force_login(person)
    return person


def form(source: Account, target: Account, **change) -> dict:
    return {
        "key": str(uuid.uuid4()),
        "source": source.pk,
        "target": target.pk,
        "amount": "12,50",
        "on": TODAY.isoformat(),
        "description": "Bloembakken",
        "decision": "Besluit 3",
        "document": "bon 7",
    } | change


def test_a_booking_by_hand_is_made_once_for_two_clicks(client, finance):
    budget = AccountFactory()
    fill(budget, 100)
    typed = form(budget, AccountFactory(kind="spent", area=budget.area))
    first = client.post(reverse("ledger:book"), typed)
    second = client.post(reverse("ledger:book"), typed)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert balance_of(budget) == Decimal("87.50")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"amount": "12,505"}, "twee cijfers achter de komma"),
        ({"amount": "-3"}, "minstens"),
        ({"amount": "veel"}, "Dit is geen bedrag"),
        ({"amount": "0"}, "meer dan nul"),
        ({"amount": "100,01"}, "te weinig"),
        ({"amount": "99999999999"}, "hooguit"),
        ({"on": "2199-01-01"}, "niet in de toekomst"),
        ({"decision": ""}, "verplicht"),
    ],
)
def test_a_wrong_booking_says_why_and_keeps_what_was_typed(client, finance, change, text):
    budget = AccountFactory()
    fill(budget, 100)
    answer = client.post(
        reverse("ledger:book"), form(budget, AccountFactory(kind="spent", area=budget.area), **change)
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert text in shown
    assert "Bloembakken" in shown
    assert Entry.objects.count() == 1


def test_two_times_the_same_account_is_refused(client, finance):
    budget = AccountFactory()
    answer = client.post(reverse("ledger:book"), form(budget, budget))
    assert "Kies twee verschillende rekeningen." in answer.content.decode()


def test_finance_undoes_a_booking_with_a_reason(client, finance):
    entry = fill(AccountFactory(), 30)
    address = reverse("ledger:counter", args=[entry.number])
    refused = client.post(address, {"reason": ""})
    assert refused.status_code == 422
    done = client.post(address, {"reason": "Verkeerd gebied"})
    assert done.status_code == 302
    assert Entry.objects.get(counters=entry).reason == "Verkeerd gebied"
    assert "Verkeerd gebied" in client.get(entry.get_absolute_url()).content.decode()


def test_an_area_manager_looks_and_does_not_book(client):
    own, other = AreaFactory(), AreaFactory()
    mine, theirs = AccountFactory(area=own), AccountFactory(area=other)
    entry, hidden = fill(mine, 30), fill(theirs, 40)
    client.force_login(person_with("area_manager", own))
    assert client.get(mine.get_absolute_url()).status_code == 200
    assert client.get(theirs.get_absolute_url()).status_code == 404
    assert client.get(entry.get_absolute_url()).status_code == 200
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(reverse("ledger:book")).status_code == 403
    assert client.post(reverse("ledger:counter", args=[entry.number]), {"reason": "x"}).status_code == 403
    assert client.get(reverse("ledger:export", args=["csv"])).status_code == 403
    assert mine.name in client.get(reverse("ledger:index")).content.decode()
    assert theirs.name not in client.get(reverse("ledger:index")).content.decode()
    assert f"<td>{mine.year}</td>" in client.get(reverse("ledger:index")).content.decode()


def test_a_year_is_closed_by_finance_when_nothing_is_open(client, finance):
    advance = AccountFactory(kind="advance", year=TODAY.year - 1)
    entry = fill(advance, 30, on=TODAY.replace(year=TODAY.year - 1, day=1))
    period = Period.objects.get(year=TODAY.year - 1)
    refused = client.post(reverse("ledger:years"), {"period": period.pk}, follow=True)
    assert "Er staat nog geld open" in refused.content.decode()
    counter(entry, reason="Niet doorgegaan", on=TODAY, by=None)
    done = client.post(reverse("ledger:years"), {"period": period.pk}, follow=True)
    assert f"Het boekjaar {TODAY.year - 1} is gesloten." in done.content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "journal"])
def test_the_books_can_be_taken_along(client, finance, kind):
    area = AreaFactory(name="=1+1")
    fill(AccountFactory(area=area), 30)
    answer = client.get(reverse("ledger:export", args=[kind]), {"jaar": TODAY.year})
    content = answer.getvalue()
    assert answer["Content-Disposition"] == f'attachment; filename="grootboek-{TODAY.year}.{kind}"'
    assert len(content) > 100
    if kind == "csv":
        assert "'=1+1" in content.decode("utf-8-sig")
        assert ";=1+1" not in content.decode("utf-8-sig")


def test_purposes_are_managed(client, finance):
    typed = {"name": "Groen", "slug": "groen", "task_field": "5.7", "cost_centre": "", "position": 4}
    assert client.post(reverse("ledger:new_purpose"), typed | {"task_field": "vijf"}).status_code == 422
    assert client.post(reverse("ledger:new_purpose"), typed).status_code == 302
    assert Purpose.objects.get(slug="groen").task_field == "5.7"


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_cost_the_same_whatever_there_is(client, finance, django_assert_num_queries, rows):
    budget = AccountFactory()
    for number in range(rows):
        fill(AccountFactory(), number + 1)
        fill(budget, 10, key=f"in-{number}")
    client.get(reverse("ledger:index"))
    with django_assert_num_queries(11):
        client.get(reverse("ledger:index"))
    with django_assert_num_queries(9):
        client.get(budget.get_absolute_url())
