from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from areas.addresses.models import Postcode
from tests.factories.commitments import CommitmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.factories.yearly import AgendaItemFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def root():
    return GemeenteFactory(name="Rietwolde")


@pytest.fixture
def area(root):
    return AreaFactory(name="Noord", slug="noord", parent=root)


@pytest.fixture
def other(root):
    return AreaFactory(name="Zuid", slug="zuid", parent=root)


def look(client, text, **more):
    answer = client.get(reverse("portal:street"), {"q": text, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def project(area, title, street="", **fields):
    return ProjectFactory(area=area, title=title, street=street, published_at=NOW, state="running", **fields)


def test_a_street_shows_its_projects_promises_and_agenda(client, area, other):
    project(area, "Drempels", "Lange Dijk, bij de school")
    project(area, "Elders in de wijk", "Kerkstraat")
    project(other, "Andere wijk", "Zuidstraat")
    ProjectFactory(area=area, title="Nog geheim", street="Lange Dijk")
    CommitmentFactory(area=area, what="Een hek aan de Lange Dijk", is_public=True)
    CommitmentFactory(area=area, what="Niet openbaar", is_public=False)
    programme = ProgrammeFactory(area=area, state="published")
    AgendaItemFactory(programme=programme, date=timezone.localdate() + timedelta(days=3), title="Wijkschouw")
    text = look(client, "LANGE dijk")
    order = [
        text.index(word)
        for word in ("In Lange Dijk", "Drempels", "Elders in de wijk", "Een hek", "Wijkschouw")
    ]
    assert order == sorted(order)
    assert reverse("subscriptions:follow", args=["street", "noord:lange dijk"]) in text
    assert not [word for word in ("Andere wijk", "Nog geheim", "Niet openbaar") if word in text]


def test_a_street_in_two_areas_asks_which(client, area, other):
    project(area, "Hier", "Dorpsstraat")
    project(other, "Daar", "Dorpsstraat")
    text = look(client, "dorpsstraat")
    assert "In welk gebied is dat?" in text
    text = look(client, "dorpsstraat", area="zuid")
    assert ("Daar" in text, "Hier" in text) == (True, False)


def test_a_postcode_and_house_number_lead_to_the_area(client, area):
    Postcode.objects.create(postcode="9001SA", area=area)
    project(area, "Drempels", "Lange Dijk")
    text = look(client, "9001 sa 12")
    assert "Wat gebeurt er in Noord?" in text
    assert "Drempels" in text
    assert reverse("subscriptions:follow", args=["area", "noord"]) in text


def test_the_name_of_an_area_is_not_taken_for_a_street(client, area):
    assert reverse("subscriptions:follow", args=["area", "noord"]) in look(client, "Noord")


@pytest.mark.parametrize("text", ["Onbekendelaan", "9999 ZZ 1", "<script>", "%", "x" * 80, "'; drop", "١٢٣"])
def test_what_is_not_known_says_what_to_do(client, area, text):
    assert "We kennen deze straat nog niet" in look(client, text)


def test_too_much_text_is_said_kindly(client, area):
    assert "Dat konden we niet lezen" in look(client, "x" * 81)


@pytest.mark.parametrize("rows", [1, 12])
def test_a_street_costs_the_same_queries(client, area, rows, django_assert_num_queries):
    for number in range(rows):
        project(area, f"P{number}", "Lange Dijk")
        CommitmentFactory(area=area, is_public=True)
    with django_assert_num_queries(10):
        look(client, "Lange Dijk")
