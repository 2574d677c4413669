from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from areas.addresses.actions import replace_postcodes
from areas.addresses.models import Postcode
from areas.territory import actions
from tests.factories.territory import AreaFactory, GemeenteFactory, square

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    gemeente = GemeenteFactory(border=square(5.0, 53.0, 0.04))
    noord = AreaFactory(name="Noordwijk", parent=gemeente, border=square(5.0))
    return {
        "noord": noord,
        "oost": AreaFactory(name="Oosterpark", parent=gemeente, border=square(5.01)),
        "oosterend": AreaFactory(name="Oosterend", kind="dorp", parent=gemeente, border=square(5.02)),
        "buurt": AreaFactory(name="Havenbuurt", kind="buurt", parent=noord, border=square(5.0, 53.0, 0.005)),
    }


def find(client, **asked):
    return client.get(reverse("addresses:find"), asked)


def test_one_answer_leads_to_its_page(client, places):
    assert find(client, q="noordwyk")["Location"] == places["noord"].get_absolute_url()
    assert find(client, q="havenbuurt")["Location"] == places["buurt"].get_absolute_url()


def test_more_answers_are_choices(client, places):
    page = find(client, q="ooster")
    assert [area.name for area in page.context["areas"]] == ["Oosterend", "Oosterpark"]
    assert "Bedoelt u een van deze?" in page.content.decode()


def test_no_answer_helps(client, places):
    page = find(client, q="atlantis")
    assert page.status_code == 200
    assert "Typ een kortere naam" in page.content.decode()
    assert 'value="atlantis"' in page.content.decode()
    assert "nog niet op postcode" in find(client, q="8911 AA 1").content.decode()


def test_the_town_and_four_digits_lead_on(client, places):
    """What people type first: the name of the town, and only the digits."""
    assert find(client, q="voorbeeldstad")["Location"] == places["noord"].parent.get_absolute_url()
    rows = [
        Postcode(postcode="8911AA", area=places["noord"]),
        Postcode(postcode="8911AB", area=places["oost"]),
    ]
    replace_postcodes(rows, by=None)
    page = find(client, q="8911")
    assert {area.name for area in page.context["areas"]} == {"Noordwijk", "Oosterpark"}
    assert "Typ de hele postcode" in page.content.decode()


def test_a_point_on_the_map_finds_the_wijk(client, places):
    assert find(client, lat="53.002", lon="5.002")["Location"] == places["noord"].get_absolute_url()
    assert find(client, lat="53,005", lon="5,025")["Location"] == places["oosterend"].get_absolute_url()
    assert "niet in onze gemeente" in find(client, lat="51", lon="4").content.decode()


def test_an_empty_form_says_what_to_do(client, places):
    assert "Kies eerst een plek" in find(client, lat="", lon="").content.decode()
    assert "Typ uw postcode" in find(client, q=" ").content.decode()
    assert not find(client).context["form"].errors


@pytest.mark.parametrize(
    "asked",
    [{"lat": "noord", "lon": "5"}, {"lat": "53"}, {"lat": "999", "lon": "5"}, {"lat": "nan", "lon": "inf"}],
)
def test_a_wrong_point_is_said_and_kept(client, places, asked):
    page = find(client, **asked)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert f'value="{asked["lat"]}"' in page.content.decode()


def test_postcode_and_number(client, places):
    replace_postcodes(
        [
            Postcode(postcode="8911AA", first=1, last=49, area=places["noord"]),
            Postcode(postcode="8911AA", first=50, last=99, area=places["oost"]),
            Postcode(postcode="8911AB", area=places["oosterend"]),
        ],
        by=None,
    )
    assert find(client, q="8911 aa 50")["Location"] == places["oost"].get_absolute_url()
    assert find(client, q="8911AB 7")["Location"] == places["oosterend"].get_absolute_url()
    page = find(client, q="8911 AA")
    assert "Typ de hele postcode" in page.content.decode()
    assert len(page.context["areas"]) == 2
    assert "Klopt de postcode?" in find(client, q="8911 AA 500").content.decode()


def test_an_old_name_leads_to_what_it_is_now(client, places):
    with actions.changing_atlas(by=None, action="test"):
        actions.close_area(places["oosterend"], date(2024, 1, 1))
        actions.add_succession(places["oosterend"], places["oost"], on=date(2024, 1, 1), share=Decimal(1))
    actions.change_area(places["noord"], on=date(2024, 1, 1), by=None, name="Waterfront")
    assert find(client, q="Oosterend")["Location"] == places["oost"].get_absolute_url()
    assert find(client, q="Noordwijk")["Location"] == places["noord"].get_absolute_url()
