import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from areas.organisations.models import Facility, Function, Organisation
from areas.roles.states import ROLES
from tests.factories.organisations import FacilityFactory, FunctionFactory, OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import person_with

pytestmark = pytest.mark.django_db


def photo() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (400, 400), "teal").save(file, "JPEG")
    return SimpleUploadedFile("foto.jpg", file.getvalue(), "image/jpeg")


def test_visitors_see_what_is_public(client, noord):
    organisation = OrganisationFactory(
        name="Panel Noord",
        description="<p>Wij zijn het <strong>panel</strong>.</p>",
        phone="058-123",
        phone_public=True,
        email="geheim@voorbeeld.example",
        areas=[noord],
    )
    FunctionFactory(organisation=organisation, name="Vera Voorzitter", phone="06-99999999")
    assert "Panel Noord" in client.get(reverse("organisations:index")).content.decode()
    page = client.get(organisation.get_absolute_url()).content.decode()
    assert "Vera Voorzitter" in page
    assert "058-123" in page
    assert "Noord" in page
    assert "geheim@" not in page
    assert "06-99999999" not in page
    assert "Bewerken" not in page


def test_a_closed_organisation_or_place_is_not_found(client):
    organisation, facility = OrganisationFactory(is_active=False), FacilityFactory(is_active=False)
    assert client.get(organisation.get_absolute_url()).status_code == 404
    assert client.get(facility.get_absolute_url()).status_code == 404
    client.force_login(person_with("administrator"))
    assert client.get(organisation.get_absolute_url()).status_code == 200
    assert client.get(facility.get_absolute_url()).status_code == 200


def test_a_place_is_shown_on_page_list_and_map(client, noord):
    facility = FacilityFactory(name="De Kern", area=noord, longitude="5.01", latitude="53.01")
    page = client.get(facility.get_absolute_url()).content.decode()
    assert "De Kern" in page
    assert "data-src" in page
    assert "De Kern" in client.get(reverse("organisations:facilities")).content.decode()
    found = client.get(reverse("organisations:facilities_geojson", args=[noord.slug])).json()
    # Within its borders: where the tiles of PDOK are not to be had, a dot alone says nothing.
    shown = [(feature["properties"]["name"], feature["geometry"]["type"]) for feature in found["features"]]
    assert shown == [("Noord", "Polygon"), ("De Kern", "Point")]
    assert client.get(reverse("organisations:facilities_geojson", args=["niets"])).status_code == 404


EXPECTED = {"administrator": 200, "area_manager": 200}


@pytest.mark.parametrize("role", ROLES)
def test_who_may_change_an_organisation_of_their_area(client, noord, zuid, role):
    organisation = OrganisationFactory(areas=[noord])
    facility = FacilityFactory(area=noord)
    elsewhere = OrganisationFactory(areas=[zuid])
    person = person_with(role, noord if role != "administrator" else None)
    client.force_login(person)
    pages = {
        reverse("organisations:edit", args=[organisation.slug]),
        reverse("organisations:people", args=[organisation.slug]),
        reverse("organisations:edit_facility", args=[facility.pk]),
        reverse("organisations:manage"),
        reverse("organisations:manage_facilities"),
        reverse("organisations:add"),
    }
    assert {client.get(page).status_code for page in pages} == {EXPECTED.get(role, 403)}
    other = client.get(reverse("organisations:edit", args=[elsewhere.slug])).status_code
    assert other == (200 if role == "administrator" else 403)


def test_a_board_keeps_its_own_page_but_not_its_areas(client, noord):
    organisation, other = OrganisationFactory(areas=[noord]), OrganisationFactory(areas=[noord])
    chair = FunctionFactory(organisation=organisation, person=PersonFactory())
    FunctionFactory(organisation=other, kind="contact", person=chair.person)
    client.force_login(chair.person)
    page = client.get(reverse("organisations:edit", args=[organisation.slug]))
    assert page.status_code == 200
    assert "areas" not in page.context["form"].fields
    assert client.get(reverse("organisations:edit", args=[other.slug])).status_code == 403
    assert client.post(reverse("organisations:close", args=[organisation.slug])).status_code == 403
    client.post(
        reverse("organisations:edit", args=[organisation.slug]),
        {"name": "Nieuwe naam", "description": "", "phone": "058-1", "areas": []},
    )
    organisation.refresh_from_db()
    assert (organisation.name, organisation.phone) == ("Nieuwe naam", "058-1")
    assert organisation.served.count() == 1


def test_a_manager_adds_an_organisation_and_someone_with_a_face(client, noord, zuid):
    manager = person_with("area_manager", noord)
    client.force_login(manager)
    page = client.post(reverse("organisations:add"), {"kind": "panel", "name": "", "areas": [zuid.pk]})
    assert page.status_code == 422
    assert not Organisation.objects.exists()
    response = client.post(
        reverse("organisations:add"),
        {"kind": "panel", "name": "Panel Noord", "areas": [noord.pk], "website": "panel-noord.example"},
    )
    organisation = Organisation.objects.get()
    assert response.url == reverse("organisations:people", args=[organisation.slug])
    assert organisation.website == "https://panel-noord.example"
    form = {
        "kind": "chair",
        "name": "Vera Voorzitter",
        "name_public": "on",
        "photo_public": "on",
        "phone": "058-1",
        "phone_public": "on",
        "valid_from": "2024-01-01",
        "person_email": "niemand@voorbeeld.example",
        "photo": photo(),
    }
    address = reverse("organisations:add_function", args=[organisation.slug])
    page = client.post(address, form)
    assert page.status_code == 422
    assert "Nodig deze persoon eerst uit" in page.content.decode()
    person = PersonFactory(email="vera@voorbeeld.example")
    response = client.post(address, form | {"person_email": person.email, "photo": photo()})
    function = Function.objects.get()
    assert (function.name, function.person) == ("Vera Voorzitter", person)
    page = client.get(organisation.get_absolute_url()).content.decode()
    assert function.photo.url_of(320) in page
    assert "Vera Voorzitter" in client.get(response.url).content.decode()


def test_a_manager_of_one_area_leaves_the_other_areas_of_an_organisation(client, noord, zuid):
    organisation = OrganisationFactory(name="Welzijn", kind="welfare", areas=[noord, zuid])
    client.force_login(person_with("area_manager", noord))
    page = client.get(reverse("organisations:edit", args=[organisation.slug]))
    assert list(page.context["form"].fields["areas"].queryset) == [noord]
    client.post(
        reverse("organisations:edit", args=[organisation.slug]),
        {"kind": "welfare", "name": "Welzijn", "areas": [noord.pk]},
    )
    assert organisation.served.filter(valid_until=None).count() == 2


def test_functions_are_changed_moved_and_ended(client, noord):
    organisation = OrganisationFactory(areas=[noord])
    first = FunctionFactory(organisation=organisation, position=0)
    second = FunctionFactory(organisation=organisation, position=1)
    client.force_login(person_with("administrator"))
    client.post(reverse("organisations:move_function", args=[second.pk]), {"direction": "up"})
    assert [f.pk for f in Function.objects.order_by("position")] == [second.pk, first.pk]
    address = reverse("organisations:edit_function", args=[first.pk])
    assert client.get(address).status_code == 200
    form = {"kind": "secretary", "name": "Nieuw", "name_public": "on", "valid_from": "2024-01-01"}
    assert client.post(address, form | {"valid_until": "2023-01-01"}).status_code == 422
    client.post(address, form)
    first.refresh_from_db()
    assert (first.kind, first.name) == ("secretary", "Nieuw")
    client.post(reverse("organisations:end_function", args=[first.pk]), {"on": "2024-06-01"})
    page = client.get(reverse("organisations:people", args=[organisation.slug])).content.decode()
    assert "Vroeger" in page


def test_a_place_must_lie_in_its_area(client, noord):
    client.force_login(person_with("area_manager", noord))
    form = {
        "kind": "village_hall",
        "name": "De Kern",
        "area": noord.pk,
        "latitude": "53,01",
        "longitude": "6,5",
        "accessibility": "yes",
    }
    page = client.post(reverse("organisations:add_facility"), form)
    assert page.status_code == 422
    assert "ligt niet in Noord" in page.content.decode()
    assert client.post(reverse("organisations:add_facility"), form | {"longitude": ""}).status_code == 422
    response = client.post(reverse("organisations:add_facility"), form | {"longitude": "5,01"})
    facility = Facility.objects.get()
    assert response.url == facility.get_absolute_url()
    assert (str(facility.latitude), str(facility.longitude)) == ("53.010000", "5.010000")
    page = client.get(reverse("organisations:edit_facility", args=[facility.pk])).content.decode()
    assert 'value="53.010000"' in page
    client.post(reverse("organisations:close_facility", args=[facility.pk]))
    facility.refresh_from_db()
    assert not facility.is_active


@pytest.mark.parametrize("number", [1, 30])
def test_the_lists_cost_the_same_for_one_and_thirty(client, noord, number, django_assert_num_queries):
    for _n in range(number):
        organisation = OrganisationFactory(areas=[noord])
        FunctionFactory(organisation=organisation)
        FacilityFactory(area=noord, manager=organisation)
    for name, queries in {"organisations:index": 4, "organisations:facilities": 3}.items():
        client.get(reverse(name))
        with django_assert_num_queries(queries):
            client.get(reverse(name))
    client.force_login(person_with("administrator"))
    for name, queries in {"organisations:manage": 5, "organisations:manage_facilities": 5}.items():
        client.get(reverse(name))
        with django_assert_num_queries(queries):
            client.get(reverse(name))
