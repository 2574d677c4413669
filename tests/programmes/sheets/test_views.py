import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.projects.models import Project
from programmes.sheets.models import ProjectSheet
from tests.factories.roles import person_with
from tests.programmes.sheets.conftest import rows_of, workbook

pytestmark = pytest.mark.django_db

INDEX = "/werk/projectenbestanden"


def test_from_download_to_reading_in(client, project, manager):
    client.force_login(manager)
    assert "Uit en naar een bestand" in client.get("/werk/projecten").content.decode()
    assert client.get(INDEX).status_code == 200
    data = client.get(f"{INDEX}/projecten.xlsx").content
    assert [row["Kenmerk"] for row in rows_of(data)] == [project.public_id]
    preview = client.post(INDEX, {"file": SimpleUploadedFile("p.xlsx", data)}, follow=True)
    assert "Dit bestand verandert niets" in preview.content.decode()
    assert "Lees alles in" not in preview.content.decode()

    changed = workbook({"Kenmerk": project.public_id, "Titel": "Zebrapad"}, header=("Kenmerk", "Titel"))
    preview = client.post(INDEX, {"file": changed}, follow=True)
    assert "Titel: =Zebrapad → Zebrapad" in preview.content.decode()
    sheet = ProjectSheet.objects.order_by("-pk").first()
    done = client.post(f"{INDEX}/{sheet.pk}/inlezen", follow=True)
    assert "Er is niets openbaar geworden." in done.content.decode()
    again = client.post(f"{INDEX}/{sheet.pk}/inlezen", follow=True)
    assert again.status_code == 200
    assert Project.objects.get().version == 2


def test_a_wrong_file_is_explained_and_thrown_away(client, manager):
    client.force_login(manager)
    assert client.post(INDEX, {}).status_code == 422
    text = client.post(INDEX, {"file": workbook({"Gebied": "Ergens"})}, follow=True).content.decode()
    assert "Er is 1 fout gevonden; er is niets ingelezen" in text
    assert "Dit is geen gebied waar u projecten mag inlezen." in text
    sheet = ProjectSheet.objects.get()
    gone = client.post(f"{INDEX}/{sheet.pk}/weggooien", follow=True).content.decode()
    assert "weggegooid" in gone


def test_a_file_is_its_uploaders_own(client, manager, area):
    client.force_login(manager)
    client.post(INDEX, {"file": workbook({"Gebied": "Ergens"})})
    sheet = ProjectSheet.objects.get()
    client.force_login(person_with("area_manager", area))
    assert client.get(f"{INDEX}/{sheet.pk}").status_code == 404
    assert client.post(f"{INDEX}/{sheet.pk}/inlezen").status_code == 404
    client.force_login(person_with("department", area))
    assert client.get(INDEX).status_code == 403
