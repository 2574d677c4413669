from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.subscriptions.queries import subject_of
from programmes.projects import actions
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def area():
    return AreaFactory(name="Molenwijk", slug="molenwijk")


@pytest.fixture
def public(area):
    project = ProjectFactory(area=area, title="Zebrapad & licht", published_at=timezone.now())
    worker = person_with("area_manager", area, full_name="Anna Bakker")
    project = actions.change_state(project, "plan", by=worker)
    return actions.change_state(project, "postpone", by=worker, reason="De <b>kabels</b> liggen er nog.")


def titles(client, address):
    answer = client.get(address)
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "Anna Bakker" not in answer.content.decode()
    return [
        entry.findtext(f"{ATOM}title")
        for entry in ElementTree.fromstring(answer.content).iter(f"{ATOM}entry")  # noqa: S314 - our own answer
    ]


def test_the_feed_of_an_area_tells_what_changed_in_its_public_projects(client, area, public):
    hidden = ProjectFactory(area=area, title="Geheim")
    actions.change_state(hidden, "plan", by=None)
    below = ProjectFactory(area=AreaFactory(parent=area), title="Bankje", published_at=timezone.now())
    actions.change_state(below, "plan", by=None)
    assert titles(client, reverse("projects:area_changes", args=["molenwijk"])) == [
        "Bankje: Nu: gepland",
        "Zebrapad & licht: Nu: uitgesteld",
        "Zebrapad & licht: Nu: gepland",
    ]
    assert client.get(reverse("projects:area_changes", args=["nergens"])).status_code == 404


def test_the_feed_of_a_project_is_there_only_for_the_public(client, public):
    assert len(titles(client, reverse("projects:changes", args=[public.public_id]))) == 2
    hidden = ProjectFactory()
    assert client.get(reverse("projects:changes", args=[hidden.public_id])).status_code == 404


def test_the_feed_costs_the_same_at_any_length(client, area, public, django_assert_num_queries):
    for _each in range(30):
        other = ProjectFactory(area=area, published_at=timezone.now())
        actions.change_state(other, "plan", by=None)
    with django_assert_num_queries(3):
        client.get(reverse("projects:area_changes", args=["molenwijk"]))


def test_a_project_is_followed_and_shared_by_its_short_address(client, public, settings):
    settings.PORTAL_URL = "https://portaal.example"
    page = client.get(public.get_absolute_url()).content.decode()
    assert reverse("subscriptions:follow", args=["project", public.public_id]) in page
    assert (
        "mailto:?subject=Zebrapad%20%26%20licht&amp;body=https%3A%2F%2Fportaal.example%2Fprojecten%2F" in page
    )
    assert "<script" not in page.split("wa.me")[1][:200]
    code = client.get(reverse("projects:qr", args=[public.public_id]))
    assert (code["Content-Type"], b"<svg" in code.content) == ("image/svg+xml", True)
    assert client.get(f"/projecten/{public.public_id}")["Location"] == public.get_absolute_url()


def test_only_a_public_project_can_be_followed(public):
    hidden = ProjectFactory()
    assert subject_of("project", public.public_id).title == "Zebrapad & licht"
    assert subject_of("project", hidden.public_id) is None
