import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from programmes.projects import actions
from programmes.projects.models import Project
from tests.factories.files import pdf_upload, photo_upload
from tests.factories.projects import CostLineFactory, ProjectFactory, ThemeFactory, make_projects
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, GemeenteFactory, square
from tests.factories.visions import GoalFactory
from wijkportaal.foundation.editing.models import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(parent=GemeenteFactory(), name="Molenwijk", border=square(5.79, 53.19, 0.03))


@pytest.fixture
def manager(area):
    return person_with("area_manager", area, full_name="Anna Bakker")


@pytest.fixture
def colleague(area):
    return person_with("area_manager", area, full_name="Bas de Vries")


@pytest.fixture
def project(area, manager):
    return actions.create_project(area, theme=ThemeFactory(), title="Zebrapad", by=manager)


def form_of(project, **changes):
    values = {
        "version": project.version,
        "title": project.title,
        "theme": project.theme_id,
        "what": "<p>Er komt een zebrapad.</p>",
        "why": "",
        "street": "Schoolstraat",
        "place": "",
        "start_year": "2026",
        "start_quarter": "2",
        "end_year": "",
        "end_quarter": "",
    }
    return values | changes


def edit_address(project):
    return reverse("projects:edit", args=[project.public_id])


def test_project_is_hidden_until_it_is_public(client, project, manager):
    address = project.get_absolute_url()
    assert client.get(address).status_code == 404
    assert client.get(reverse("projects:map", args=[project.public_id])).status_code == 404
    assert project.title not in client.get(reverse("projects:index")).content.decode()
    client.force_login(manager)
    assert "nog niet openbaar" in client.get(address).content.decode()


def test_public_page_shows_all_and_an_old_address_leads_to_it(client, project, manager):
    CostLineFactory(project=project, amount="12500.50")
    Project.objects.filter(pk=project.pk).update(published_at=timezone.now(), what="<p>Met licht</p>")
    text = client.get(project.get_absolute_url()).content.decode()
    for shown in ("Zebrapad", "Met licht", "€\N{NO-BREAK SPACE}12.500,50", "Molenwijk"):
        assert shown in text, shown
    moved = client.get(f"/projecten/{project.public_id}-oude-titel")
    assert (moved.status_code, moved["Location"]) == (301, project.get_absolute_url())


def test_trail_tells_residents_the_reason_and_not_who(client, area, manager):
    project = ProjectFactory(area=area, published_at=timezone.now(), state="running")
    actions.change_state(project, "postpone", reason="De leverancier is failliet.", by=manager)
    text = client.get(project.get_absolute_url()).content.decode()
    assert "De leverancier is failliet." in text
    assert "uitgesteld" in text
    assert "Anna Bakker" not in text


@pytest.mark.parametrize("rows", [1, 100])
def test_index_costs_the_same_queries_at_any_size(client, area, rows, django_assert_num_queries):
    make_projects(rows, area=area, theme=ThemeFactory(), published_at=timezone.now())
    with django_assert_num_queries(5):
        page = client.get(reverse("projects:index"))
    assert page.status_code == 200


@pytest.mark.parametrize(
    "query", ["?q=zebra", "?q=onvindbaar", "?area=bestaat-niet", "?theme=x&state=y&page=99999999999999999999"]
)
def test_index_takes_any_filter(client, area, query):
    ProjectFactory(area=area, title="Zebrapad", published_at=timezone.now())
    page = client.get(reverse("projects:index") + query)
    assert page.status_code == 200
    assert ("Zebrapad" in page.content.decode()) == ("onvindbaar" not in query)


def test_edit_saves_and_cleans(client, project, manager):
    client.force_login(manager)
    evil = "<p onclick='x()'>Goed<script>alert(1)</script></p><img src=x onerror=alert(1)>"
    answer = client.post(edit_address(project), form_of(project, what=evil, longitude="5,8", latitude="53.2"))
    assert answer.status_code == 302
    project.refresh_from_db()
    assert project.what == "<p>Goed</p>"
    assert project.summary == "Goed"
    assert project.place == {"type": "Point", "coordinates": [5.8, 53.2]}
    assert (project.marker_longitude, project.marker_latitude) == (5.8, 53.2)
    assert (project.version, project.edited_by) == (2, manager)


def test_one_wrong_field_keeps_all_that_was_typed(client, project, manager):
    client.force_login(manager)
    answer = client.post(edit_address(project), form_of(project, start_year="20266", why="Voor de kinderen"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Voor de kinderen" in text
    assert "20266" in text
    assert "data-error-summary" in text
    later = client.get(edit_address(project)).content.decode()
    assert "Voor de kinderen" in later
    assert "Hier staat wat u eerder typte" in later
    project.refresh_from_db()
    assert project.why == ""


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"start_quarter": ""}, "jaar én kwartaal"),
        ({"end_year": "2025", "end_quarter": "4"}, "klaar voordat het begint"),
        ({"start_year": "1066"}, "2000"),
        ({"title": ""}, "Dit veld is verplicht"),
        ({"what": "<p>" + "lange tekst " * 20_000 + "</p>"}, "te lang"),
        ({"place": "{nonsens"}, "niet te lezen"),
        ({"place": '{"type":"Point","coordinates":[]}'}, "niet te lezen"),
        ({"longitude": "151.2", "latitude": "-33.8"}, "niet in Nederland"),
        ({"longitude": "5.8"}, "beide getallen"),
        ({"longitude": "nan", "latitude": "53"}, ""),
        ({"contact_email": "geen adres"}, "e-mailadres"),
    ],
)
def test_wrong_input_gets_a_clear_message(client, project, manager, changes, message):
    client.force_login(manager)
    answer = client.post(edit_address(project), form_of(project, **changes))
    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_a_drawn_street_is_kept_and_its_middle_carries_the_number(client, project, manager):
    client.force_login(manager)
    street = '{"type":"LineString","coordinates":[[5.80,53.20],[5.82,53.20]]}'
    client.post(edit_address(project), form_of(project, place=street))
    project.refresh_from_db()
    assert project.place["type"] == "LineString"
    assert (project.marker_longitude, project.marker_latitude) == (5.81, 53.2)
    features = client.get(reverse("projects:map", args=[project.public_id])).json()["features"]
    assert [feature["geometry"]["type"] for feature in features] == ["Polygon", "LineString", "Point"]


def autosave(client, project, **changes):
    return client.post(edit_address(project), form_of(project, **changes), headers={"X-Editing": "autosave"})


def test_autosave_saves_a_project_that_is_not_public(client, project, manager):
    client.force_login(manager)
    answer = autosave(client, project, why="Voor de kinderen")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["state"], told["version"]) == ("saved", 2)
    assert told["text"].startswith("Bewaard om ")
    project.refresh_from_db()
    assert project.why == "Voor de kinderen"


def test_autosave_of_a_public_project_waits_for_the_button(client, project, manager):
    Project.objects.filter(pk=project.pk).update(published_at=timezone.now())
    client.force_login(manager)
    told = autosave(client, project, why="Half getyp").json()
    assert told["state"] == "kept"
    project.refresh_from_db()
    assert project.why == ""
    assert "Half getyp" in client.get(edit_address(project)).content.decode()


def test_autosave_of_a_mistake_is_kept_as_a_draft(client, project, manager):
    client.force_login(manager)
    told = autosave(client, project, start_year="x").json()
    assert told["state"] == "kept"
    assert "Begint in jaar" in told["text"]
    assert Draft.objects.get().values["start_year"] == ["x"]


def test_two_editors_never_overwrite_each_other(client, project, manager, colleague):
    client.force_login(colleague)
    client.post(edit_address(project), form_of(project, why="Van Bas"))
    client.force_login(manager)
    answer = client.post(edit_address(project), form_of(project, why="Van Anna"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Bas de Vries heeft dit intussen ook gewijzigd" in text
    assert "Van Anna" in text
    assert "Van Bas" in text
    project.refresh_from_db()
    assert project.why == "Van Bas"
    # The same is offered when the page is opened anew, and a choice settles it.
    assert "Van Anna" in client.get(edit_address(project)).content.decode()
    client.post(edit_address(project), form_of(project, version=2, why="Van Anna"))
    project.refresh_from_db()
    assert project.why == "Van Anna"
    assert not Draft.objects.exists()


def test_the_others_text_can_be_chosen_field_by_field(client, project, manager, colleague):
    client.force_login(colleague)
    client.post(edit_address(project), form_of(project, why="Van Bas", street="Basstraat"))
    client.force_login(manager)
    client.post(edit_address(project), form_of(project, why="Van Anna", street="Annastraat"))
    chosen = form_of(project, version=2, why="Van Anna", street="Annastraat", theirs=["street"])
    assert client.post(edit_address(project), chosen).status_code == 302
    project.refresh_from_db()
    assert (project.why, project.street) == ("Van Anna", "Basstraat")


def test_autosave_tells_of_a_second_editor_and_keeps_the_text(client, project, manager, colleague):
    client.force_login(colleague)
    client.post(edit_address(project), form_of(project, why="Van Bas"))
    client.force_login(manager)
    answer = autosave(client, project, why="Van Anna")
    assert answer.status_code == 409
    assert "Bas de Vries" in answer.json()["text"]
    assert Draft.objects.get(person=manager).values["why"] == ["Van Anna"]


def test_typing_on_never_settles_a_conflict(client, project, manager, colleague):
    client.force_login(colleague)
    client.post(edit_address(project), form_of(project, why="Van Bas"))
    client.force_login(manager)
    client.post(edit_address(project), form_of(project, why="Van Anna"))
    page = client.get(edit_address(project))
    editing = page.context["editing"]
    assert (editing.version, editing.unsettled) == (2, 1)
    told = autosave(client, project, version=2, unsettled=1, why="Van Anna, langer").json()
    assert told["state"] == "kept"
    project.refresh_from_db()
    assert project.why == "Van Bas"
    again = client.get(edit_address(project)).content.decode()
    assert "Van Bas" in again
    assert "Van Anna, langer" in again


def test_presence_tells_who_else_has_it_open(client, project, manager, colleague):
    client.force_login(colleague)
    client.get(edit_address(project))
    client.force_login(manager)
    told = client.get(edit_address(project), headers={"X-Editing": "presence"}).json()
    assert told["others"] == ["Bas de Vries"]
    assert "Bas de Vries heeft dit ook open." in client.get(edit_address(project)).content.decode()


def test_drop_forgets_the_draft(client, project, manager):
    client.force_login(manager)
    autosave(client, project, start_year="x")
    client.post(edit_address(project), {"drop": "1"})
    assert not Draft.objects.exists()


def costs_form(project, **changes):
    values = {
        "seen": "",
        "costs-TOTAL_FORMS": "2",
        "costs-INITIAL_FORMS": "0",
        "costs-0-source": "municipality",
        "costs-0-amount": "12.500,50",
        "costs-0-certainty": "fixed",
        "costs-1-certainty": "estimated",
    }
    return values | changes


def test_costs_are_added_and_summed(client, project, manager):
    client.force_login(manager)
    address = reverse("projects:costs", args=[project.public_id])
    seen = client.get(address).context["seen"]
    assert client.post(address, costs_form(project, seen=seen)).status_code == 302
    project.refresh_from_db()
    assert str(project.cost_total) == "12500.50"
    assert client.get(address).status_code == 200


def test_costs_of_two_editors_stand_side_by_side(client, project, manager):
    client.force_login(manager)
    address = reverse("projects:costs", args=[project.public_id])
    seen = client.get(address).context["seen"]
    CostLineFactory(project=project, description="Van Bas")
    answer = client.post(address, costs_form(project, seen=seen))
    assert answer.status_code == 409
    assert "Van Bas" in answer.content.decode()
    assert "12.500,50" in answer.content.decode()
    assert project.costs.count() == 1


@pytest.mark.parametrize("amount", ["-5", "1e12", "veel", "99999999999999"])
def test_wrong_amounts_are_refused(client, project, manager, amount):
    client.force_login(manager)
    address = reverse("projects:costs", args=[project.public_id])
    seen = client.get(address).context["seen"]
    answer = client.post(address, costs_form(project, seen=seen, **{"costs-0-amount": amount}))
    assert answer.status_code == 422
    assert not project.costs.exists()


def test_photos_are_added_moved_and_removed(client, project, manager):
    client.force_login(manager)
    address = reverse("projects:photos", args=[project.public_id])
    for alt in ("De oude brug", "Het nieuwe pad"):
        assert client.post(address, {"picture": photo_upload(), "alt": alt}).status_code == 302
    first, second = project.photos.all()
    client.post(reverse("projects:change_photo", args=[project.public_id, second.pk]), {"do": "up"})
    assert [each.picture.alt for each in project.photos.all()] == ["Het nieuwe pad", "De oude brug"]
    change = reverse("projects:change_photo", args=[project.public_id, first.pk])
    words = {"do": "describe", f"foto-{first.pk}-alt": "", f"foto-{first.pk}-credit": "Anna"}
    refused = client.post(change, words)
    assert (refused.status_code, "Anna" in refused.content.decode()) == (422, True)
    client.post(change, words | {f"foto-{first.pk}-alt": "De brug"})
    assert [str(each.picture) for each in project.photos.all()] == ["Het nieuwe pad", "De brug"]
    client.post(change, {"do": "remove"})
    assert project.photos.count() == 1
    assert client.get(address).status_code == 200


def test_a_picture_that_is_none_is_refused_and_the_text_stays(client, project, manager):
    client.force_login(manager)
    fake = SimpleUploadedFile("foto.jpg", b"<script>alert(1)</script>", "image/jpeg")
    answer = client.post(
        reverse("projects:photos", args=[project.public_id]), {"picture": fake, "alt": "De oude brug"}
    )
    assert answer.status_code == 422
    assert "De oude brug" in answer.content.decode()


def test_state_page_takes_steps_and_asks_for_reasons(client, area, manager):
    project = ProjectFactory(area=area, state="running")
    client.force_login(manager)
    address = reverse("projects:state", args=[project.public_id])
    assert client.get(address).status_code == 200
    assert client.post(address, {"step": "postpone", "reason": " "}).status_code == 422
    assert client.post(address, {"step": "postpone", "reason": "Te duur"}).status_code == 302
    project.refresh_from_db()
    assert (project.state, project.state_reason) == ("postponed", "Te duur")
    assert client.post(address, {"step": "bestaat-niet"}).status_code == 302


@pytest.mark.parametrize("role", ["resident", "councillor", "board_member", "alderman", "community_worker"])
def test_only_who_makes_programmes_edits(client, project, role):
    client.force_login(person_with(role, project.area))
    hidden = role in {"resident", "councillor"}
    assert client.get(edit_address(project)).status_code == (404 if hidden else 403)


def test_manager_of_another_area_knows_nothing_of_it(client, project):
    client.force_login(person_with("area_manager", AreaFactory(parent=project.area.parent)))
    assert client.get(edit_address(project)).status_code == 404


def test_themes_are_for_the_administrator(client, manager, area):
    client.force_login(manager)
    assert client.get(reverse("themes:index")).status_code == 403
    client.force_login(person_with("administrator"))
    assert client.get(reverse("themes:index")).status_code == 200
    theme = ThemeFactory()
    address = reverse("themes:theme", args=[theme.pk])
    values = {"name": "Water", "slug": "water", "icon": "leaf", "position": "3", "is_active": "on"}
    light = client.post(address, values | {"colour": "#ffff00"})
    assert "te licht" in light.content.decode()
    assert client.post(address, values | {"colour": "#0b5a8a"}).status_code == 302
    theme.refresh_from_db()
    assert theme.name == "Water"


def test_workbench_and_new_project(client, area, manager, project):
    client.force_login(manager)
    assert "Zebrapad" in client.get(reverse("projects:workbench")).content.decode()
    address = reverse("projects:new", args=[area.slug])
    assert client.get(address).status_code == 200
    assert client.post(address, {"title": "Speeltuin", "theme": ThemeFactory().pk}).status_code == 302
    assert Project.objects.filter(title="Speeltuin", area=area).count() == 1


def test_a_project_names_the_goal_that_it_serves(client, area, project, manager):
    goal = GoalFactory(chapter__vision__area=area.parent, title="Veilig naar school")
    elsewhere = GoalFactory()
    client.force_login(manager)
    text = client.get(edit_address(project)).content.decode()
    assert "Voorbeeldstad: Veilig naar school" in text and elsewhere.title not in text
    answer = client.post(edit_address(project), form_of(project, goal=elsewhere.pk))
    assert answer.status_code == 422
    assert client.post(edit_address(project), form_of(project, goal=goal.pk)).status_code == 302
    project.refresh_from_db()
    assert project.goal == goal
    assert "Veilig naar school" in client.get(project.get_absolute_url()).content.decode()


def test_a_document_is_public_only_when_it_is_said_to_be(client, project, manager):
    client.force_login(manager)
    address = reverse("projects:documents", args=[project.public_id])
    assert client.post(address, {"title": "Ontwerp", "document": pdf_upload()}).status_code == 302
    Project.objects.filter(pk=project.pk).update(published_at=timezone.now())
    document = project.documents.get()
    assert "Ontwerp" in client.get(address).content.decode()
    assert client.get(document.get_absolute_url())["Cache-Control"] == "private, no-store"
    client.logout()
    assert "Ontwerp" not in client.get(project.get_absolute_url()).content.decode()
    assert client.get(document.get_absolute_url()).status_code == 404

    change = reverse("projects:change_document", args=[project.public_id, document.pk])
    assert client.post(change, {"do": "show"}).status_code == 302
    client.force_login(manager)
    client.post(change, {"do": "show"})
    client.logout()
    assert "pdf, 1 bladzijde" in client.get(project.get_absolute_url()).content.decode()
    answer = client.get(document.get_absolute_url())
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")

    client.force_login(manager)
    client.post(change, {"do": "remove"})
    assert not project.documents.exists()


def test_a_document_that_is_no_pdf_is_refused_and_the_title_stays(client, project, manager):
    client.force_login(manager)
    address = reverse("projects:documents", args=[project.public_id])
    wrong = SimpleUploadedFile("Ontwerp.pdf", b"<html><script>alert(1)</script>")
    answer = client.post(address, {"title": "Mijn titel", "document": wrong})
    assert answer.status_code == 422
    assert "Dit is geen pdf." in answer.content.decode()
    assert "Mijn titel" in answer.content.decode()


def test_the_same_document_twice_is_kept_once(client, project, manager):
    client.force_login(manager)
    address = reverse("projects:documents", args=[project.public_id])
    upload = pdf_upload().read()
    for _each in range(2):
        client.post(address, {"title": "Ontwerp", "document": SimpleUploadedFile("o.pdf", upload)})
    assert project.documents.count() == 1


@pytest.mark.parametrize(
    ("shape", "corners", "place"),
    [
        (
            "LineString",
            "53.2, 5.8\n53.21, 5.81",
            {"type": "LineString", "coordinates": [[5.8, 53.2], [5.81, 53.21]]},
        ),
        (
            "Polygon",
            "53.2, 5.8\r\n53.21, 5.81\r\n53.2, 5.82",
            {"type": "Polygon", "coordinates": [[[5.8, 53.2], [5.81, 53.21], [5.82, 53.2], [5.8, 53.2]]]},
        ),
    ],
)
def test_a_street_or_area_can_be_written_without_the_map(client, project, manager, shape, corners, place):
    client.force_login(manager)
    client.post(edit_address(project), form_of(project, shape=shape, corners=corners))
    project.refresh_from_db()
    assert project.place == place
    again = form_of(project, shape="", corners="", place=json.dumps(place))
    assert client.post(edit_address(project), again).status_code == 302
    project.refresh_from_db()
    assert project.place is None


@pytest.mark.parametrize("corners", ["hier", "53.2, 5.8", "40.1, -70.0\n40.2, -70.1"])
def test_wrong_corners_are_told_and_kept(client, project, manager, corners):
    client.force_login(manager)
    answer = client.post(edit_address(project), form_of(project, shape="LineString", corners=corners))
    assert answer.status_code == 422
    assert corners.split("\n")[0] in answer.content.decode()
