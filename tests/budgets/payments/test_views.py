import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.payments import actions
from budgets.payments.models import BankLine
from tests.budgets.payments.making import PERSON, PERSON_IBAN, Row, camt, promised, upload
from tests.factories.ledger import AccountFactory
from tests.factories.roles import person_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def finance(client):
    person = person_with("finance")
    client.force_login(person)
    return person


def read_in(*rows: Row, **change):
    return actions.apply_file(actions.receive_file(upload(camt(*rows, **change)), by=None), by=None)


def test_a_file_is_looked_at_and_read_in(client, finance, caplog):
    feast = promised()
    content = camt(Row("-250.00", text="WP-2026-0001"), Row("7.00", text="=1+1"))
    with caplog.at_level(logging.DEBUG):
        shown = client.post(reverse("payments:files"), {"file": upload(content)}, follow=True)
        assert "Past bij een verwachte betaling" in shown.content.decode()
        pk = shown.context["file"].pk
        done = client.post(reverse("payments:apply", args=[pk]), follow=True)
    assert "is ingelezen" in done.content.decode()
    assert PERSON not in caplog.text
    assert PERSON_IBAN not in caplog.text
    feast.refresh_from_db()
    assert feast.state == "paid"
    assert "Eén bankregel wacht op u." in client.get(reverse("payments:index")).content.decode()
    again = client.post(reverse("payments:apply", args=[pk]), follow=True)
    assert "kan niet, want dit is nu" in again.content.decode()


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"PK\x03\x04", "zip-bestand"), (b"", "Dit bestand is leeg."), (b"<a/>", "geen afschrift")],
)
def test_a_wrong_file_says_why(client, finance, content, message):
    shown = client.post(reverse("payments:files"), {"file": upload(content)}, follow=True)
    assert message in shown.content.decode()


def filled(*rows: dict) -> dict:
    data = {"deel-TOTAL_FORMS": len(rows), "deel-INITIAL_FORMS": 0}
    return data | {
        f"deel-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()
    }


def test_a_person_divides_a_line_and_keeps_what_was_typed(client, finance):
    feast = promised()
    read_in(Row("-260.00"))
    line = BankLine.objects.get()
    address = reverse("payments:line", args=[line.pk])
    spent = AccountFactory(kind="spent", area=feast.to_account.area)
    assert client.get(f"{address}?delen=3").content.decode().count("<legend") == 3
    booked = {
        "amount": "10",
        "source": feast.from_account.pk,
        "target": spent.pk,
        "description": "Bankkosten",
    }
    for rows, message in (
        (({"amount": "12,345"},), "twee cijfers achter de komma"),
        (({"amount": "260"},), "Kies een verwachte betaling, of twee rekeningen."),
        (({"amount": "260", "expected": feast.pk, "source": spent.pk},), "niet allebei"),
        (({"amount": "250", "expected": feast.pk}, booked), "zonder verwachte betaling weten we het niet"),
        (({"amount": "250", "expected": feast.pk},), "dat moet gelijk zijn"),
        (({"amount": "250", "expected": feast.pk}, {**booked, "decision": "mandaat"}), "te weinig"),
    ):
        shown = client.post(address, filled(*rows))
        assert (shown.status_code, message in shown.content.decode()) == (422, True), message
    assert "Bankkosten" in shown.content.decode()
    costs = promised("10.00", "WP-2026-0009")
    rows = ({"amount": "250", "expected": feast.pk}, {"amount": "10", "expected": costs.pk})
    shown = client.post(address, filled(*rows), follow=True)
    assert "De regel is verwerkt en geboekt." in shown.content.decode()


def test_a_line_is_set_aside_taken_back_and_coupled(client, finance):
    feast = promised()
    read_in(Row("-250.00"))
    line = BankLine.objects.get()

    def door(name, **data):
        return client.post(reverse(f"payments:{name}", args=[line.pk]), data, follow=True).content.decode()

    assert "verplicht" in door("set_aside", reason="")
    assert "apart gezet" in door("set_aside", reason="Is van de bibliotheek")
    assert "weer in de werklijst" in door("take_back")
    shown = client.get(reverse("payments:line", args=[line.pk])).content.decode()
    assert "Past hierbij?" in shown
    assert "verwerkt en geboekt" in door("settle_one", expected=feast.pk)
    assert "teruggedraaid" in door("undo", reason="Verkeerde")
    shown = client.get(feast.get_absolute_url()).content.decode()
    assert [words in shown for words in ("Boek met de hand", "Deze betaling komt niet meer")] == [True, True]
    other = promised("7.00", "WP-2026-0007")
    confirmed = client.post(reverse("payments:confirm", args=[other.pk]), follow=True).content.decode()
    lists = [
        client.get(f"{reverse('payments:expected')}?state={state}").content.decode()
        for state in ("expected", "booked")
    ]
    assert [("WP-2026-0001" in each, "WP-2026-0007" in each) for each in lists] == [
        (True, False),
        (False, True),
    ]
    assert ["De betaling is geboekt." in confirmed, "Boek met de hand" in confirmed] == [True, False]
    cancel = reverse("payments:cancel", args=[feast.pk])
    assert client.post(cancel, {"reason": ""}).status_code == 422
    assert "is vervallen" in client.post(cancel, {"reason": "Gaat niet door"}, follow=True).content.decode()


def test_pages_ask_as_many_queries_for_many_lines(client, finance):
    def fill_up(numbers):
        references = [f"WP-2026-1{number:03}" for number in numbers]
        for reference in references:
            promised("5.00", reference)
        rows = [Row("-5.00", text=reference) for reference in references]
        read_in(*rows, Row("3.00"), number=f"A{len(references)}")

    found = []
    for numbers in ([0], range(1, 31)):
        fill_up(numbers)
        line = BankLine.objects.filter(state="open").first()
        for address in (
            f"{reverse('payments:index')}?state=all",
            f"{reverse('payments:expected')}?state=all",
            reverse("payments:files"),
            reverse("payments:line", args=[line.pk]),
        ):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            found.append(len(queries))
    assert found == [9, 7, 7, 10] * 2
