import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from programmes.projects.models import Project
from programmes.sheets import actions
from programmes.sheets.attachments import FileLine, read_documents, read_photos
from programmes.sheets.documents import zip_of
from programmes.sheets.queries import Directory, job_of, projects_to_write
from tests.factories.files import pdf_upload, photo_upload
from tests.programmes.sheets.conftest import rows_of, workbook
from tests.programmes.sheets.test_actions import _restored, exported, row_of, wrong
from wijkportaal.foundation.jobs.actions import run_job

pytestmark = pytest.mark.django_db

words = st.text("a é;:/,", max_size=9).map(lambda text: " ".join(text.split()))
NEW = {"Gebied": "Molenwijk", "Titel": "Bankje", "Thema": "Verkeer"}


def zipped(*files, folder=""):
    """Return an uploaded zip of names with what is in them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, upload in files:
            archive.writestr(folder + name, upload if isinstance(upload, bytes) else upload.read())
    return SimpleUploadedFile("projecten.zip", out.getvalue())


def whole(person):
    return b"".join(zip_of(projects_to_write(person), Directory(person)))


def told(project):
    """What is kept with a project, in order."""
    photos = [(each.picture.alt, each.picture.credit) for each in project.photos.all()]
    return photos, [(each.title, each.file.name, each.is_public) for each in project.documents.all()]


@given(words, words)
def test_a_line_comes_back(text, credit):
    line = FileLine("k7m2xwd/foto-12.jpg", text, credit)
    assert [str(read) for read in read_photos(str(line))] == [str(line)]
    assert read_documents(f"a.pdf; {text}") == [FileLine("a.pdf", text)]


def test_what_goes_out_comes_back_without_a_change(shown, manager):
    cells = row_of(shown, manager)
    first, second = shown.photos.all()
    key, document = shown.public_id, shown.documents.get().pk
    assert (cells["Foto's"], cells["Documenten"]) == (
        f"{key}/foto-{first.pk}.jpg; De oude brug; vroeger; foto: Anna\n{key}/foto-{second.pk}.jpg; Het nieuwe pad",
        f"{key}/document-{document}-Ontwerp- plein.pdf; Ontwerp",
    )
    for name, data in (("p.xlsx", exported(manager)), ("p.zip", whole(manager))):
        sheet = actions.receive_sheet(SimpleUploadedFile(name, data), by=manager)
        assert (wrong(sheet), sheet.plan["counts"]["same"], sheet.plan["counts"]["changed"]) == ([], 1, 0)


def test_words_and_order_are_taken_over_and_nothing_goes(shown, manager):
    cells = _restored([row_of(shown, manager)])[0]
    first, second = cells["Foto's"].split("\n")
    cells["Foto's"] = f"{second.replace('Het nieuwe pad', 'Het pad')}; Foto: Piet\n{first}"
    cells["Documenten"] = cells["Documenten"].replace("; Ontwerp", "; Ontwerp van het plein; mei")
    sheet = actions.receive_sheet(workbook(cells), by=manager)
    assert wrong(sheet) == []
    actions.apply_sheet(sheet, by=manager)
    assert told(shown) == (
        [("Het pad", "Piet"), ("De oude brug; vroeger", "Anna")],
        [("Ontwerp van het plein; mei", "Ontwerp; plein.pdf", True)],
    )
    cells["Foto's"], cells["Stempel"] = first, ""
    sheet = actions.receive_sheet(workbook(cells), by=manager)
    assert [(column, message[:35]) for _row, column, message in wrong(sheet)] == [
        ("Foto's", "Weghalen kan niet met een bestand. ")
    ]


def test_files_travel_to_another_portal(shown, manager, area):
    data = whole(manager)
    before = told(shown)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    row = _restored(rows_of(files.pop("projecten.xlsx")))[0]
    Project.objects.filter(pk=shown.pk).update(title="Een ander")
    row |= {"Kenmerk": "", "Stempel": "", "Titel": "Zebrapad"}
    upload = zipped(("projecten.xlsx", workbook(row)), *files.items(), folder="Mijn map/")
    sheet = actions.receive_sheet(upload, by=manager)
    assert wrong(sheet) == []
    actions.apply_sheet(sheet, by=manager)
    made = Project.objects.get(title="Zebrapad")
    photos, [(title, name, is_public)] = told(made)
    assert (photos, title, name, is_public) == (before[0], "Ontwerp", "Ontwerp- plein.pdf", False)
    assert not {each.picture_id for each in made.photos.all()} & {
        each.picture_id for each in shown.photos.all()
    }

    # The same photo once more, without a stamp: the project has it already.
    again = _restored([row_of(made, manager)])[0] | {"Stempel": ""}
    again["Foto's"] += "\nbrug.jpg; Nog eens"
    upload = zipped(("p.xlsx", workbook(again)), ("brug.jpg", photo_upload()))
    actions.apply_sheet(actions.receive_sheet(upload, by=manager), by=manager)
    assert made.photos.count() == 2


@pytest.mark.parametrize(
    ("files", "column", "says"),
    [
        ((), "Foto's", "zit niet bij het rekenblad"),
        ((("plein.jpg", b"<svg onload=alert(1)>"),), "Foto's", "geen foto die het portaal kan lezen"),
        ((("plein.jpg", photo_upload().read()), ("b/plan.pdf", b"MZ")), "Documenten", "geen pdf"),
        ((("tweede.xlsx", b"x"),), "", "precies één rekenblad"),
    ],
)
def test_wrong_files_are_named_and_nothing_is_written(manager, area, project, files, column, says):
    row = NEW | {"Foto's": "plein.jpg; Het plein", "Documenten": "b/plan.pdf; Het plan"}
    sheet = actions.receive_sheet(zipped(("p.xlsx", workbook(row)), *files), by=manager)
    assert sheet.state == "refused"
    assert any(name == column and says in message for _row, name, message in wrong(sheet)), wrong(sheet)


def test_a_photo_needs_words_and_counts_once(manager, project, area):
    row = NEW | {"Foto's": "plein.jpg; foto: Anna\nplein.jpg; " + "x" * 251}
    sheet = actions.receive_sheet(
        zipped(("p.xlsx", workbook(row)), ("Plein.JPG", photo_upload())), by=manager
    )
    assert [message.split(":")[0][:40] for _row, _column, message in wrong(sheet)] == [
        "Schrijf na het bestand en een puntkomma ",
        "Dit bestand staat twee keer in deze cel.",
        "Dit is te lang",
    ]


def test_a_big_file_is_read_in_by_a_worker(manager, project, area, monkeypatch, client):
    monkeypatch.setattr("programmes.sheets.queries.BIG", 100)
    row = NEW | {"Foto's": "plein.jpg; Het plein", "Documenten": "plan.pdf; Het plan"}
    upload = zipped(("p.xlsx", workbook(row)), ("plein.jpg", photo_upload()), ("plan.pdf", pdf_upload()))
    sheet = actions.receive_sheet(upload, by=manager)
    client.force_login(manager)
    page = client.post(f"/werk/projectenbestanden/{sheet.pk}/inlezen", follow=True).content.decode()
    assert "Inlezen: projecten.zip" in page
    assert "Lees alles in" not in page
    run_job(job_of(sheet).pk)
    assert told(Project.objects.get(title="Bankje")) == (
        [("Het plein", "")],
        [("Het plan", "plan.pdf", False)],
    )
    assert job_of(sheet).is_done
    assert "Ingelezen" in client.get(f"/werk/projectenbestanden/{sheet.pk}").content.decode()
