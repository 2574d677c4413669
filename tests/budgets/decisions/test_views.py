import pytest
from django.urls import reverse

from budgets.decisions.queries import letter_token
from tests.factories.decisions import make_decision, send
from tests.factories.organisations import OrganisationFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Aldwier")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_takes_the_same_queries_for_one_decision_and_thirty(
    client, area, django_assert_num_queries, rows
):
    client.force_login(person_with("finance"))
    board = OrganisationFactory(areas=[area])
    for _row in range(rows):
        make_decision(area, to=board)
    client.get(reverse("decisions:index"))
    with django_assert_num_queries(9):
        shown = client.get(reverse("decisions:index"))
    assert shown.content.decode().count("Dorpsbudget 2026 voor Aldwier") == rows


def test_the_public_text_names_no_person(client, area):
    person = send(make_decision(area, is_public=True, by=person_with("finance", full_name="Fenna Geld")))
    hidden = send(make_decision(area))
    shown = client.get(reverse("decisions:public", args=[person.number])).content.decode()
    assert "€ 2.500 vast" in shown.replace("\xa0", " ")
    assert "een persoon of groep" in shown
    assert not [name for name in ("Piet de Vries", "piet@voorbeeld.nl", "Fenna Geld") if name in shown]
    assert client.get(reverse("decisions:public", args=[hidden.number])).status_code == 404
    assert client.get(reverse("decisions:file", args=[person.number])).status_code == 302


def test_who_got_the_notice_reads_the_letter_without_an_account(client, area):
    decision = send(make_decision(area))
    token = letter_token(decision)
    page = client.get(reverse("decisions:letter", args=[token])).content.decode()
    pdf = client.get(reverse("decisions:letter_file", args=[token]))
    assert "Piet de Vries" in page
    assert b"".join(pdf.streaming_content) == b"%PDF-1.7"
    assert client.get(reverse("decisions:letter", args=["x"])).status_code == 410
    assert client.get(reverse("decisions:letter_file", args=["x"])).status_code == 404


def test_finance_notes_that_a_letter_was_posted(client, area):
    client.force_login(person_with("finance"))
    decision = send(make_decision(area, to=OrganisationFactory(areas=[area])))
    page = reverse("decisions:decision", args=[decision.number])
    assert "Deze brief moet op de post" in client.get(page).content.decode()
    assert "Er liggen brieven klaar" in client.get(reverse("decisions:index")).content.decode()
    for _click in range(2):
        client.post(reverse("decisions:post", args=[decision.number]))
    shown = client.get(page).content.decode()
    assert "Bezwaar kan tot en met" in shown
    assert "Deze brief moet op de post" not in shown
