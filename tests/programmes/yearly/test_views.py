import pytest
from django.urls import reverse

from programmes.yearly import actions
from programmes.yearly.models import Entry, Part, Programme
from tests.factories.files import photo_upload
from tests.factories.projects import CostLineFactory, ProjectFactory, ThemeFactory, make_projects
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.factories.yearly import AgendaItemFactory, EntryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Molenwijk", border=square(5.79, 53.19, 0.03))


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Anna Bakker")


@pytest.fixture
def programme(area, manager):
    programme = actions.create_programme(area, 2026, by=manager)
    part = programme.parts.get(kind="foreword")
    actions.edit_part(part, {"text": "<p>Beste bewoner</p>"}, version=1, by=manager)
    return programme


@pytest.fixture
def published(programme, manager):
    for _each in range(3):
        project = ProjectFactory(area=programme.area, theme=ThemeFactory())
        CostLineFactory(project=project)
        actions.add_entry(programme, project, promise="Klaar voor de zomer", by=manager)
    AgendaItemFactory(programme=programme)
    actions.change_state(programme, "submit", by=manager)
    actions.change_state(programme, "adopt", by=None)
    actions.change_state(programme, "publish", by=manager)
    return Programme.objects.get(pk=programme.pk)


def test_public_page_shows_texts_projects_planning_and_agenda(client, published):
    page = client.get(published.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200
    for shown in (
        "Beste bewoner",
        "Veilig oversteken",
        "Klaar voor de zomer",
        "Wijkborrel",
        "apr–jun",
        "idee",
    ):
        assert shown in text, shown


def test_draft_is_hidden_from_the_public_and_open_to_its_maker(client, programme, manager):
    address = programme.get_absolute_url()
    assert client.get(address).status_code == 404
    assert client.get(reverse("yearly:map", args=[2026, programme.area.slug])).status_code == 404
    client.force_login(manager)
    assert "nog niet openbaar" in client.get(address).content.decode()


def test_index_lists_only_published_programmes(client, published, manager):
    hidden = actions.create_programme(
        AreaFactory(parent=published.area.parent, name="Verborgen"), 2026, by=manager
    )
    text = client.get(reverse("yearly:index")).content.decode()
    assert published.title in text
    assert hidden.title not in text


@pytest.mark.parametrize("query", ["?theme=onzin", "?state=onzin", "?page=999999999999999999999", "?page=x"])
def test_programme_page_takes_wrong_filters_calmly(client, published, query):
    assert client.get(published.get_absolute_url() + query).status_code == 200


def test_filter_keeps_only_the_chosen_state(client, published):
    address = published.get_absolute_url()
    assert "Veilig oversteken" in client.get(address + "?state=idea").content.decode()
    assert "Veilig oversteken" not in client.get(address + "?state=done").content.decode()


@pytest.mark.parametrize("year", [1899, 99999999999])
def test_year_out_of_range_is_not_found(client, area, year):
    assert client.get(f"/programmas/{year}/{area.slug}").status_code == 404


def test_map_gives_border_and_numbered_pins(client, published):
    features = client.get(reverse("yearly:map", args=[2026, published.area.slug])).json()["features"]
    assert features[0]["properties"] == {"current": True}
    assert [each["properties"]["number"] for each in features[1:]] == [1, 2, 3]


@pytest.mark.parametrize("rows", [1, 100])
def test_programme_page_costs_the_same_queries_at_any_size(
    client, programme, manager, rows, django_assert_num_queries
):
    projects = make_projects(rows, area=programme.area, theme=ThemeFactory())
    Entry.objects.bulk_create(EntryFactory.build(programme=programme, project=each) for each in projects)
    Programme.objects.filter(pk=programme.pk).update(state="published")
    client.get(programme.get_absolute_url() + "?warm=1")
    with django_assert_num_queries(14):
        page = client.get(programme.get_absolute_url())
    assert page.status_code == 200


WORKSPACE = ["editor", "about", "cover", "choose", "new_project", "new_part", "new_agenda_item"]


@pytest.mark.parametrize("name", WORKSPACE)
def test_workspace_pages_open_for_the_maker_only(client, programme, manager, name):
    ProjectFactory(area=programme.area)
    address = reverse(f"yearly:{name}", args=[programme.pk])
    assert client.get(address).status_code == 302
    client.force_login(person_with("resident", programme.area))
    assert client.get(address).status_code == 404
    client.force_login(person_with("community_worker", programme.area))
    assert client.get(address).status_code == (200 if name == "editor" else 403)
    client.force_login(manager)
    assert client.get(address).status_code == 200


def test_parts_entries_and_agenda_open(client, programme, manager):
    entry = actions.add_entry(programme, ProjectFactory(area=programme.area), by=manager)
    item = AgendaItemFactory(programme=programme)
    client.force_login(manager)
    for name, pk in (("part", programme.parts.first().pk), ("entry", entry.pk), ("agenda_item", item.pk)):
        assert client.get(reverse(f"yearly:{name}", args=[pk])).status_code == 200
    assert client.get(reverse("yearly:part_picture", args=[programme.parts.first().pk])).status_code == 200
    for name in ("workbench", "new"):
        assert client.get(reverse(f"yearly:{name}")).status_code == 200


def test_new_programme_refuses_a_second_for_the_year_and_a_strange_year(client, area, manager, programme):
    client.force_login(manager)
    address = reverse("yearly:new")
    again = client.post(address, {"area": area.pk, "year": 2026})
    assert again.status_code == 422
    assert "Er is al een programma van" in again.content.decode()
    strange = client.post(address, {"area": area.pk, "year": 20260})
    assert "Kies een jaar van" in strange.content.decode()
    made = client.post(address, {"area": area.pk, "year": 2027})
    assert made.status_code == 302
    assert Programme.objects.filter(year=2027).count() == 1


def test_entries_move_and_go_by_button(client, programme, manager):
    theme = ThemeFactory()
    first, second = actions.add_entries(
        programme, [ProjectFactory(area=programme.area, theme=theme) for _each in range(2)], by=manager
    )
    client.force_login(manager)
    client.post(reverse("yearly:change_entry", args=[second.pk]), {"do": "up"})
    assert list(programme.entries.values_list("pk", flat=True)) == [second.pk, first.pk]
    client.post(reverse("yearly:change_entry", args=[second.pk]), {"do": "remove"})
    assert list(programme.entries.values_list("pk", "number")) == [(first.pk, 1)]


def test_step_shows_what_is_lacking_and_goes_on_when_it_is_there(client, programme, manager):
    client.force_login(manager)
    address = reverse("yearly:step", args=[programme.pk])
    refused = client.post(address, {"step": "submit"})
    assert refused.status_code == 422
    assert "Er staat nog geen project in het programma." in refused.content.decode()
    actions.add_entry(programme, ProjectFactory(area=programme.area), by=manager)
    assert client.post(address, {"step": "submit"}).status_code == 302
    programme.refresh_from_db()
    assert programme.state == "ready"
    assert client.post(address, {"step": "adopt"}).status_code == 302
    programme.refresh_from_db()
    assert programme.state == "ready"


def test_take_over_takes_one_project_or_all(client, programme, manager):
    last = actions.create_programme(programme.area, 2025, by=manager)
    one, two = (ProjectFactory(area=programme.area, state="running") for _each in range(2))
    actions.add_entries(last, [one, two], by=manager)
    client.force_login(manager)
    address = reverse("yearly:take_over", args=[programme.pk])
    client.post(address, {"project": one.public_id})
    assert [e.project for e in Entry.objects.filter(programme=programme)] == [one]
    client.post(address)
    client.post(address)
    assert programme.entries.count() == 2


def test_a_signed_text_says_so_before_one_types(client, programme, manager):
    part = programme.parts.get(kind="foreword")
    client.force_login(manager)
    address = reverse("yearly:part", args=[part.pk])
    assert "Dit onderdeel is afgetekend" not in client.get(address).content.decode()
    Part.objects.filter(pk=part.pk).update(state="signed")
    page = client.get(address).content.decode()
    assert "Dit onderdeel is afgetekend" in page
    assert reverse("contributions:read", args=[part.pk]) in page


def test_a_form_that_comes_too_late_keeps_what_was_typed(client, programme, manager):
    part = programme.parts.get(kind="portrait")
    Programme.objects.filter(pk=programme.pk).update(state="ready")
    client.force_login(manager)
    address = reverse("yearly:part", args=[part.pk])
    answer = client.post(address, {"version": 1, "title": "Portret", "text": "Met moeite geschreven"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "U kunt de inhoud niet meer wijzigen." in text
    assert "Met moeite geschreven" in text
    part.refresh_from_db()
    assert part.text == ""
    assert client.get(address)["Location"] == reverse("yearly:editor", args=[programme.pk])


def test_other_doors_close_with_the_programme(client, programme, manager):
    entry = actions.add_entry(programme, ProjectFactory(area=programme.area), by=manager)
    Programme.objects.filter(pk=programme.pk).update(state="published")
    client.force_login(manager)
    for name in ("cover", "choose", "new_project", "new_part", "new_agenda_item"):
        assert client.get(reverse(f"yearly:{name}", args=[programme.pk])).status_code == 403
    assert client.post(reverse("yearly:change_entry", args=[entry.pk]), {"do": "remove"}).status_code == 403


def test_a_photo_stands_beside_a_text_and_its_description_can_change(client, programme, manager):
    part = programme.parts.get(kind="portrait")
    upload = photo_upload()
    client.force_login(manager)
    address = reverse("yearly:part_picture", args=[part.pk])
    assert client.post(address, {"picture": upload, "alt": ""}).status_code == 422
    upload.seek(0)
    assert client.post(address, {"picture": upload, "alt": "De molen"}).status_code == 302
    part.refresh_from_db()
    picture = part.picture
    assert client.post(address, {"alt": "De oude molen"}).status_code == 302
    part.refresh_from_db()
    assert (part.picture, part.picture.alt) == (picture, "De oude molen")
    assert client.post(address, {"picture-remove": "1", "alt": ""}).status_code == 302
    part.refresh_from_db()
    assert part.picture is None
