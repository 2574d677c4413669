from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participation.initiatives.actions import talking
from participation.initiatives.forms import AgreementForm
from participation.initiatives.models import Initiative, Maker
from tests.factories.initiatives import CheckFactory, CommentFactory, InitiativeFactory
from tests.factories.people import PersonFactory
from tests.factories.projects import ThemeFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, square

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Noord")


def text_of(answer):
    return answer.content.decode()


def door(name, initiative):
    return reverse(f"initiatives:{name}", args=[initiative.public_id])


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_and_the_page_cost_the_same_at_one_and_at_thirty(client, area, settings):
    settings.PUBLIC_PAGE_SECONDS = 0
    manager = person_with("area_manager", area)
    first = InitiativeFactory(area=area, maker=PersonFactory())

    def more(number):
        for _each in range(number):
            Maker.objects.create(initiative=first, person=PersonFactory())
            CommentFactory(initiative=first, state="shown")
            CommentFactory(initiative=InitiativeFactory(area=area), state="waiting")
            CheckFactory(initiative=first)

    def found():
        client.logout()
        anonymous = [
            queries_of(client, address)
            for address in (
                reverse("initiatives:index"),
                reverse("initiatives:index_map"),
                first.get_absolute_url(),
            )
        ]
        client.force_login(manager)
        own = [queries_of(client, reverse(f"initiatives:{name}")) for name in ("workbench", "queue", "mine")]
        return anonymous + own

    more(1)
    few = found()
    more(29)
    assert found() == few
    assert few == [5, 1, 10, 10, 5, 5]


def test_the_list_is_narrowed_and_shows_only_what_is_public(client, area):
    groen = ThemeFactory(slug="groen")
    seen = InitiativeFactory(area=area, title="Boomspiegels", theme=groen, asks_money=True)
    InitiativeFactory(title="Geheim plan", state="draft", published_at=None)
    other = InitiativeFactory(title="Schaakbord", state="accepted")
    index = reverse("initiatives:index")
    assert "Geheim" not in text_of(client.get(index))
    for query in ("q=boom", f"area={area.slug}", "theme=groen", "state=open", "asks=money"):
        text = text_of(client.get(f"{index}?{query}"))
        assert seen.title in text and other.title not in text, query
    assert other.title in text_of(client.get(f"{index}?asks=nothing&state=onzin&page=99"))
    assert "Geen initiatieven gevonden" in text_of(client.get(f"{index}?q=bestaatniet"))
    pins = client.get(reverse("initiatives:index_map") + "?q=boom").json()["features"]
    assert [pin["properties"]["name"] for pin in pins] == ["Boomspiegels"]


def test_the_map_of_an_initiative_names_the_area_that_its_point_lies_in(client):
    made = InitiativeFactory(area=AreaFactory(name="Noord", border=square()))
    frame, pin = client.get(door("map", made)).json()["features"]
    assert frame["properties"] == {"current": True, "name": "Noord"}
    assert pin["geometry"]["type"] == "Point"


def test_names_and_drafts_stay_inside(client, area):
    maker = PersonFactory(full_name="Mina Geheim", email="mina@geheim.example")
    made = InitiativeFactory(area=area, maker=maker)
    draft = InitiativeFactory(area=area, maker=maker, state="draft", published_at=None)
    CommentFactory(initiative=made, person=maker)
    talking.give_support(made, from_here=True, by=maker)
    for address in (made.get_absolute_url(), reverse("initiatives:index"), area.get_absolute_url()):
        assert "geheim" not in text_of(client.get(address)).lower()
    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(person_with("area_manager", area))
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(door("handle", draft)).status_code == 404
    assert client.get(door("own", made)).status_code == 404
    client.force_login(maker)
    assert client.get(draft.get_absolute_url()).status_code == 200


def test_the_area_says_when_there_are_none_what_the_first_step_is(client, area):
    text = text_of(client.get(area.get_absolute_url()))
    assert "Nog geen initiatieven in Noord" in text
    assert f"{reverse('initiatives:new')}?gebied={area.slug}" in text
    made = InitiativeFactory(area=AreaFactory(parent=area, kind="buurt"))
    assert made.title in text_of(client.get(area.get_absolute_url()))


def test_what_cannot_be_placed_comes_back_with_the_reason(client):
    made = InitiativeFactory()
    client.force_login(PersonFactory())
    answer = client.post(door("comment", made), {"words": "Kijk op www.winst.example"})
    assert (answer.status_code, "nog geen link" in text_of(answer), "www.winst" in text_of(answer)) == (
        422,
        True,
        True,
    )
    assert client.post(door("comment", made), {"words": ""}).status_code == 422
    done = InitiativeFactory(state="done")
    answer = client.post(door("support", done), {"where": "here"}, follow=True)
    assert "al besloten" in text_of(answer)


def test_an_invitation_is_for_its_own_address_only(client):
    made = InitiativeFactory(state="draft", published_at=None, maker=PersonFactory())
    invitation = Maker.objects.create(initiative=made, email="buur@voorbeeld.example")
    address = reverse("initiatives:accept", args=[invitation.pk])
    client.force_login(PersonFactory())
    assert client.post(address).status_code == 404
    client.force_login(PersonFactory(email="buur@voorbeeld.example"))
    assert made.title in text_of(client.get(reverse("initiatives:mine")))
    assert client.post(address, {"shows_name": "on"}).status_code == 302
    assert client.get(door("own", made)).status_code == 200


def test_an_agreement_ends_on_a_day_to_come_and_may_stay_as_it_was(area):
    past, later = (timezone.localdate() + timedelta(days=number) for number in (-9, 9))
    values = {"agreement": "Wij maaien.", "agreed_until": past.isoformat()}
    assert "agreed_until" in AgreementForm(values).errors
    assert AgreementForm(values, initial={"agreed_until": past}).is_valid()
    assert AgreementForm(values | {"agreed_until": later.isoformat()}).is_valid()


def test_a_point_outside_the_area_is_refused_and_what_was_typed_stays(client, area):
    from tests.factories.territory import square

    maker = PersonFactory()
    wijk = AreaFactory(name="Vak", border=square(5.0, 53.0))
    made = InitiativeFactory(area=wijk, maker=maker, state="draft", published_at=None)
    client.force_login(maker)
    values = {"version": made.version, "title": made.title, "theme": made.theme_id, "what": "Nieuw plan"}
    answer = client.post(
        door("edit", made), values | {"latitude": "52,1", "longitude": "4,3", "cost": "veel"}
    )
    text = text_of(answer)
    assert answer.status_code == 422
    assert all(said in text for said in ("ligt niet in Vak", "geen bedrag", "Nieuw plan"))
    client.post(door("edit", made), values | {"latitude": "53,005", "longitude": "5,005", "cost": "1.250"})
    made = Initiative.objects.get(pk=made.pk)
    assert (str(made.latitude), made.cost, made.summary) == ("53.005000", 1250, "Nieuw plan")
