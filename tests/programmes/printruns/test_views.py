from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from areas.addresses.models import Postcode
from programmes.printruns import actions
from programmes.printruns.models import AreaPrint, Delivery, PrintedFile, PrintRun
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory
from tests.factories.yearly import ProgrammeFactory
from tests.programmes.printruns.conftest import area_named
from wijkportaal.foundation.documents.rendering import render
from wijkportaal.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(run, work_all, manager):
    work_all()
    actions.change_state(run, "approve", by=manager)
    work_all()
    run.refresh_from_db()
    return run


def settings_of(programmes, **changes) -> dict:
    return {
        "title": "Programma’s 2026",
        "programmes": [programme.pk for programme in programmes],
        "language": "en",
        "paper": "A5",
        "cover": "photo",
        "variants": ["print", "text"],
        "most_pages": "16",
        "spare_percentage": "5",
        "paper_weight": "90",
    } | changes


def test_a_maker_begins_a_run_for_chosen_areas(client, programmes, manager, press):
    client.force_login(manager)
    assert b"Molenwijk" in client.get(reverse("printruns:new")).content
    response = client.post(reverse("printruns:new"), settings_of(programmes[:2]))
    run = PrintRun.objects.get()
    assert response.url == run.get_absolute_url()
    assert (run.language, run.paper, run.cover, run.variants) == ("en", "A5", "photo", ["print", "text"])
    assert run.spare_percentage == 5
    assert [area.area.name for area in run.areas.all()] == ["Molenwijk", "Noord"]
    assert Job.objects.filter(state="waiting").count() == 2


def test_a_wrong_form_keeps_what_was_typed(client, programmes, manager):
    client.force_login(manager)
    response = client.post(reverse("printruns:new"), settings_of([], title="Mijn naam", most_pages="0"))
    assert response.status_code == 422
    assert "Kies ten minste één gebied." in response.text
    assert "Mijn naam" in response.text


def test_a_manager_of_one_area_chooses_that_area_alone(client, programmes):
    person = person_with("area_manager", programmes[0].area)
    client.force_login(person)
    page = client.get(reverse("printruns:new")).text
    assert "Molenwijk" in page
    assert "Noord" not in page
    assert client.post(reverse("printruns:new"), settings_of(programmes)).status_code == 422


def test_the_overview_and_the_area_say_how_it_stands(client, run, manager, work_all):
    client.force_login(manager)
    assert "0 van 3 proeven klaar" in client.get(run.get_absolute_url()).text
    work_all()
    page = client.get(run.get_absolute_url()).text
    assert "proef klaar" in page
    assert "Goedkeuren en laten maken" in page
    progress = client.get(reverse("printruns:progress", args=[run.pk]))
    assert progress.headers["HX-Refresh"] == "true"
    area = area_named(run, "Noord")
    page = client.get(reverse("printruns:area", args=[area.pk])).text
    assert "Bladzijde 8" in page
    assert "De agenda is leeg." in page


def test_a_proof_is_looked_at_page_by_page_by_who_works_there_alone(
    client, run, manager, work_all, monkeypatch
):
    html = '<html lang="nl"><head><title>A</title></head><body><p>Een</p></body></html>'
    printed = render(html)
    monkeypatch.setattr("programmes.printruns.tasks.print_variants", lambda *a, **k: {"screen": printed})
    work_all()
    area = area_named(run, "Noord")
    address = reverse("printruns:page", args=[area.pk, 1])
    client.force_login(manager)
    picture = client.get(address)
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/webp")
    assert picture.headers["Cache-Control"] == "private, no-cache"
    again = client.get(address, headers={"If-None-Match": picture.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(reverse("printruns:page", args=[area.pk, 2])).status_code == 404
    client.force_login(person_with("area_manager", area_named(run, "Zuid").area))
    assert client.get(address).status_code == 404
    assert client.get(area_named(run, "Noord").proof.get_absolute_url()).status_code == 404
    client.logout()
    assert client.get(address).status_code in (302, 403, 404)


def test_steps_are_taken_and_refusals_keep_the_reason(client, ready, manager):
    client.force_login(manager)
    step = reverse("printruns:step", args=[ready.pk])
    assert client.post(step, {"step": "reopen", "reason": " "}).status_code == 422
    client.post(step, {"step": "reopen", "reason": "Een fout"})
    ready.refresh_from_db()
    assert ready.state == "draft"
    client.post(step, {"step": "publish"})
    ready.refresh_from_db()
    assert ready.state == "draft"


def test_two_people_with_the_settings_open_do_not_overwrite_each_other(client, run, manager, programmes):
    client.force_login(manager)
    address = reverse("printruns:edit", args=[run.pk])
    assert 'name="version" value="1"' in client.get(address).text
    client.post(address, settings_of(programmes, version="1", title="De eerste"))
    late = client.post(address, settings_of(programmes, version="1", title="De tweede"))
    assert late.status_code == 422
    assert "heeft dit intussen bewaard" in late.text
    assert "De tweede" in late.text
    assert PrintRun.objects.get().title == "De eerste"
    client.post(address, settings_of(programmes[:1], version="2", title="De tweede"))
    run.refresh_from_db()
    assert (run.title, run.areas.count()) == ("De tweede", 1)


def test_a_zip_holds_every_area_with_its_checksum(client, ready, manager):
    client.force_login(manager)
    response = client.get(reverse("printruns:zip", args=[ready.pk, "print"]))
    archive = ZipFile(BytesIO(b"".join(response.streaming_content)))
    files = PrintedFile.objects.filter(variant="print")
    assert sorted(archive.namelist()) == sorted(["SHA256SUMS", *(file.file_name for file in files)])
    assert archive.read("SHA256SUMS").decode().split()[::2] == [
        file.sha256 for file in sorted(files, key=lambda file: file.file_name)
    ]
    assert client.get(reverse("printruns:zip", args=[ready.pk, "archive"])).status_code == 404


def test_a_damaged_file_is_not_given_out(client, ready, manager, media):
    client.force_login(manager)
    file = PrintedFile.objects.filter(variant="print").first()
    (media / file.file).write_bytes(b"anders")
    assert client.get(file.get_absolute_url()).status_code == 503
    assert file.file_name in client.get(reverse("printruns:zip", args=[ready.pk, "print"])).text
    assert client.get(reverse("printruns:file", args=[file.pk, "anders.pdf"])).status_code == 404
    whole = PrintedFile.objects.filter(variant="screen").first()
    assert client.get(whole.get_absolute_url()).content == default_storage.open(whole.file).read()


def test_lists_for_printer_and_distributor(client, ready, manager):
    area = area_named(ready, "Molenwijk")
    actions.replace_deliveries(
        [
            Delivery(area=area.area, street="Lindestraat", addresses=100),
            Delivery(area=area.area, postcode="1234AB", addresses=50),
        ],
        by=manager,
    )
    client.force_login(manager)
    sheet = load_workbook(
        BytesIO(client.get(reverse("printruns:for_printer", args=[ready.pk])).content)
    ).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0][:9] == [
        "Molenwijk", "A4", 8, 150, 8, 162, 25, 4.0, "programma-molenwijk-2026-drukker.pdf",
    ]  # fmt: skip
    assert rows[-1][:6] == ["Samen", None, None, 150, None, 162]
    sheet = load_workbook(
        BytesIO(client.get(reverse("printruns:for_distributor", args=[ready.pk])).content)
    ).active
    assert [[cell.value for cell in row][:4] for row in sheet.iter_rows(min_row=2)] == [
        ["Molenwijk", None, "1234AB", 50],
        ["Molenwijk", "Lindestraat", None, 100],
    ]


def test_addresses_are_filled_in_by_hand(client, run, manager):
    client.force_login(manager)
    area = area_named(run, "Noord")
    address = reverse("printruns:change_area", args=[area.pk])
    assert client.post(address, {"do": "addresses", "addresses": "veel"}).status_code == 422
    client.post(address, {"do": "addresses", "addresses": "1.250"})
    assert area_named(run, "Noord").copies == 1350


def upload(client, text: str):
    file = SimpleUploadedFile("lijst.csv", text.encode())
    return client.post(reverse("printruns:deliveries"), {"file": file})


def test_a_delivery_list_is_read_whole_or_not_at_all(client, programmes, gemeente):
    client.force_login(person_with("administrator", gemeente))
    Postcode.objects.create(postcode="1234AB", area=programmes[1].area)
    assert (
        upload(
            client, "Gebied;Straat;Postcode;Adressen\nMolenwijk;Lindestraat;;120\n;;1234 ab;30\n"
        ).status_code
        == 302
    )
    known = [(str(line.area), line.street, line.postcode, line.addresses) for line in Delivery.objects.all()]
    assert known == [("Molenwijk", "Lindestraat", "", 120), ("Noord", "", "1234AB", 30)]
    refused = upload(
        client,
        "Gebied;Straat;Postcode;Adressen\nMolenwijk;A;;9\nNergens;B;;1\nNoord;C;12;3\nNoord;D;;veel\nNoord;;;5\n",
    )
    assert refused.status_code == 422
    for said in (
        "Rij 3: Gebied “Nergens”: Dit gebied kennen we niet.",
        "Rij 4: “12” is geen postcode.",
        "Rij 5: “veel” is geen aantal adressen.",
        "Rij 6: Vul een straat of een postcode in.",
    ):
        assert said in refused.text
    assert Delivery.objects.count() == 2
    assert upload(client, "Naam;Aantal\nA;1\n").status_code == 422
    assert upload(client, "%PDF-1.4").status_code == 422


@pytest.mark.parametrize("number", [1, 30])
def test_the_overview_asks_the_same_number_of_queries(
    client, gemeente, manager, make_programme, press, django_assert_num_queries, number
):
    programme = make_programme("Noord")
    run = actions.begin_run([programme], by=manager, title="Programma’s", year=2026)

    AreaPrint.objects.bulk_create(
        AreaPrint(
            run=run,
            programme=ProgrammeFactory(area=AreaFactory(parent=gemeente, name=f"Wijk {n}"), year=2026),
        )
        for n in range(number - 1)
    )
    client.force_login(manager)
    client.get(run.get_absolute_url())
    with django_assert_num_queries(QUERIES):
        client.get(run.get_absolute_url())


QUERIES = 10
