from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from programmes.focus.actions import set_limit
from programmes.progress.queries import link_token, recipients_of
from programmes.projects.models import Partnership
from tests.factories.files import photo_upload
from tests.factories.organisations import OrganisationFactory
from tests.factories.projects import ProjectFactory, ThemeFactory, make_projects
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, make_areas
from wijkportaal.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db

LIST = "/werk/mijn-projecten"


def address(project, door="report"):
    return reverse(f"progress:{door}", args=[project.public_id])


def filled(project, **changes):
    return {
        "seen": project.stamp,
        "step": "",
        "start": "2026-2",
        "end": "2026-3",
        "note": "",
        "alt": "",
    } | changes


def test_the_list_has_what_the_organisation_carries_in_any_area(client, project, engineer, department, area):
    other = ProjectFactory(area=AreaFactory(parent=area.parent), title="Speeltuin")
    Partnership.objects.create(project=other, organisation=department)
    ProjectFactory(area=area, title="Van een ander", lead_organisation=OrganisationFactory())
    client.force_login(engineer)
    text = client.get(LIST).content.decode()
    assert ("Zebrapad" in text, "Speeltuin" in text, "Van een ander" in text) == (True, True, False)
    assert "Van 1 project is langer dan een kwartaal niets gemeld." in text
    assert "Speeltuin" not in client.get(LIST + "?silent=ja").content.decode()


def test_who_belongs_to_no_organisation_reads_what_to_do(client, area):
    client.force_login(person_with("partner", area))
    assert "nog niet aan een organisatie gekoppeld" in client.get(LIST).content.decode()


@pytest.mark.parametrize("order", ["", "titel", "gebied", "klaar", "onzin"])
def test_the_list_takes_any_order_and_puts_what_is_done_last(
    client, project, engineer, department, area, order
):
    ProjectFactory(area=area, title="Aardig bankje", state="done", lead_organisation=department)
    client.force_login(engineer)
    text = client.get(LIST, {"order": order, "page": "9" * 30}).content.decode()
    assert text.index("Zebrapad") < text.index("Aardig bankje")


@pytest.mark.parametrize("number", [3, 300])
def test_the_list_costs_the_same_queries_for_any_number_of_areas(
    client, engineer, department, area, number, django_assert_num_queries
):
    areas = [area, *make_areas(number - 1, parent=area.parent)]
    make_projects(number, area=areas, theme=ThemeFactory(), state="planned", lead_organisation=department)
    set_limit(kind="area", at_most=1, by=None)
    set_limit(kind="organisation", at_most=1, by=None)
    client.force_login(engineer)
    with django_assert_num_queries(13):
        assert client.get(LIST).status_code == 200


def test_a_full_area_or_organisation_warns_before_the_next_project_runs(
    client, project, engineer, department
):
    running = ProjectFactory(area=project.area, state="running", lead_organisation=department)
    ProjectFactory(area=AreaFactory(name="Westerdorp"), state="running")
    client.force_login(engineer)
    assert "Lopende projecten" not in client.get(LIST).content.decode()
    set_limit(kind="area", at_most=1, by=None)
    set_limit(kind="organisation", organisation=department, at_most=1, by=None)
    link = link_token(project, recipients_of([project])[project.pk][0])
    for page in (LIST, address(project), reverse("progress:by_link", args=[link])):
        text = client.get(page).content.decode()
        assert "Lopende projecten in Molenwijk: 1. Afgesproken is hoogstens 1 tegelijk." in text
        assert "Lopende projecten van Stadsbeheer: 1." in text and "projecten in Westerdorp" not in text
    # It warns and does not forbid; what runs already, or still is an idea, asks for no warning.
    assert "Het is hier vol" not in client.get(address(running)).content.decode()
    sent = filled(project, step="start")
    assert client.post(address(project), sent).status_code == 302


def test_a_report_is_written_with_a_photo_from_the_camera(client, project, engineer, fresh):
    client.force_login(engineer)
    answer = client.post(
        address(project), filled(project, step="start", note="Begonnen.", photo=photo_upload())
    )
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    saved = fresh(project)
    assert (saved.state, saved.state_reason) == ("running", "Begonnen.")
    assert [shown.picture.alt for shown in saved.photos.all()] == ["Zebrapad, zoals het er nu uitziet"]
    client.logout()
    assert "Begonnen." in client.get(saved.get_absolute_url()).content.decode()


def test_in_its_row_the_form_comes_and_goes(client, project, engineer):
    client.force_login(engineer)
    asked = client.get(address(project), headers={"hx-request": "true"}).content.decode()
    assert asked.startswith('<li class="pg-row pg-row--open"')
    row = client.post(
        address(project), filled(project, note="Het gaat goed."), headers={"hx-request": "true"}
    ).content.decode()
    assert 'role="status">Opgeslagen. Bewoners zien dit bij het project.' in row
    back = client.get(address(project) + "?rij", headers={"hx-request": "true"}).content.decode()
    assert "pg-row--open" not in back


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"step": "postpone"}, "Schrijf erbij waarom."),
        ({"end": "2027-1"}, "Schrijf erbij waarom."),
        ({"start": "2026-4", "end": "2026-1"}, "klaar voordat het begint"),
        ({"step": "fly"}, "Selecteer een geldige keuze"),
        ({"start": "2026-9"}, "Selecteer een geldige keuze"),
        ({"note": "x" * 501}, "500"),
        ({"photo": SimpleUploadedFile("virus.jpg", b"MZ not a picture")}, "foto"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, project, engineer, fresh, changes, said):
    client.force_login(engineer)
    answer = client.post(address(project), filled(project, **{"alt": "Een bouwput"} | changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Een bouwput" in answer.content.decode()
    assert fresh(project).stamp == project.stamp


def test_a_stale_report_comes_back_with_what_was_typed(client, project, engineer, fresh):
    client.force_login(engineer)
    old = filled(project, note="Mijn bericht")
    client.post(address(project), filled(project, step="start"))
    answer = client.post(address(project), old)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "intussen bijgewerkt" in text
    assert "Mijn bericht" in text
    assert fresh(project).stamp in text
    again = client.post(address(project), old | {"seen": fresh(project).stamp})
    assert again.status_code == 302


def test_confirming_costs_one_click(client, project, engineer, fresh):
    client.force_login(engineer)
    assert client.get(address(project, "confirm")).status_code == 405
    row = client.post(address(project, "confirm"), headers={"hx-request": "true"}).content.decode()
    assert "Bevestigd: dit klopt vandaag." in row
    assert not fresh(project).is_unchecked
    assert client.post(address(project, "confirm"))["Location"] == LIST


def test_others_have_no_door(client, project, area):
    hidden = ProjectFactory(area=area)
    for person, status in ((person_with("board_member", area), 403), (person_with("partner", area), 403)):
        client.force_login(person)
        assert client.post(address(project), filled(project)).status_code == status
    client.force_login(person_with("department", AreaFactory(parent=area.parent)))
    assert client.get(address(hidden)).status_code == 404


def test_a_link_reports_on_one_project_and_nothing_else(client, project, department, fresh):
    link = reverse("progress:by_link", args=[link_token(project, recipients_of([project])[project.pk][0])])
    page = client.get(link)
    assert (page.status_code, page["Cache-Control"]) == (200, page["Cache-Control"])
    assert "no-store" in page["Cache-Control"]
    assert fresh(project).stamp == project.stamp
    posted = filled(project, step="start", note="Vandaag begonnen.", title="Gekaapt", cost_total="1")
    assert "Bedankt" in client.post(link, posted).content.decode()
    saved = fresh(project)
    assert (saved.state, saved.title, saved.cost_total) == ("running", "Zebrapad", None)
    assert "Bedankt" in client.post(link, {"still": "1"}).content.decode()
    assert client.get(address(project)).status_code == 302


def test_a_link_that_is_not_ours_is_gone(client, project):
    assert client.get("/projecten/bijwerken/onzin").status_code == 410


def test_the_manager_asks_in_one_click(client, project, engineer, area):
    client.force_login(person_with("area_manager", area))
    state = reverse("projects:state", args=[project.public_id])
    assert "Stuur de vraag" in client.get(state).content.decode()
    answer = client.post(address(project, "ask"))
    assert answer["Location"] == state
    client.post(address(project, "ask"))
    assert list(Letter.objects.values_list("to", flat=True)) == ["ruth@gemeente.example"]


def test_my_work_tells_of_silent_projects(client, project, engineer, department, area):
    ProjectFactory(
        area=area,
        state="running",
        lead_organisation=department,
        checked_at=timezone.now() - timedelta(days=120),
    )
    client.force_login(engineer)
    text = client.get(reverse("portal:workspace")).content.decode()
    assert "2 projecten van uw organisatie zijn langer dan een kwartaal niet bijgewerkt." in text
