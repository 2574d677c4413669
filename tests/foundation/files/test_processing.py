import io
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name, String

from tests.factories.people import PersonFactory
from wijkportaal.foundation.files.actions import delete_file, remove_orphans, store_file
from wijkportaal.foundation.files.forms import PdfField
from wijkportaal.foundation.files.processing import UnusableFile, check_pdf
from wijkportaal.foundation.files.serving import send_file
from wijkportaal.foundation.files.templatetags.files import file_facts


def pdf(change=lambda document: None, *, pages=1, **save) -> bytes:
    """Return a small PDF; `change` may put something in it."""
    document = pikepdf.new()
    for _each in range(pages):
        document.add_blank_page()
    change(document)
    out = io.BytesIO()
    document.save(out, **save)
    return out.getvalue()


def upload(data: bytes, name: str = "Verslag.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def script(document):
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def link_that_runs(document):
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    document.pages[0].Annots = Array([document.make_indirect(Dictionary(Subtype=Name.Link, A=launch))])


def attachment(document):
    document.attachments["virus.exe"] = b"MZ"


def form(document):
    document.Root.AcroForm = Dictionary(XFA=String("x"))


def opens_at_a_page(document):
    document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])


def test_a_pdf_is_kept_as_it_came():
    data = pdf(opens_at_a_page, pages=3)
    checked = check_pdf(upload(data))
    assert (checked.data, checked.pages, checked.name) == (data, 3, "Verslag.pdf")


@pytest.mark.parametrize("change", [script, link_that_runs, attachment, form])
def test_a_pdf_that_does_something_is_refused(change):
    with pytest.raises(UnusableFile, match="programma"):
        check_pdf(upload(pdf(change)))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "leeg"),
        (b"MZ\x90 een programma", "geen pdf"),
        (b"<html><script>alert(1)</script>", "geen pdf"),
        (b"%PDF-1.7\nkapot", "beschadigd"),
        (pdf()[:200], "beschadigd"),
        (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "wachtwoord"),
        (pdf(pages=0), "geen bladzijden"),
    ],
)
def test_what_is_no_pdf_is_refused_whatever_its_name(data, says):
    with pytest.raises(UnusableFile, match=says):
        check_pdf(upload(data))


def test_the_field_tells_what_is_wrong():
    field = PdfField()
    assert field.clean(upload(pdf())).pages == 1
    with pytest.raises(Exception, match="geen pdf"):
        field.clean(upload(b"nee"))


@pytest.mark.django_db
def test_a_file_is_stored_sent_and_deleted(django_capture_on_commit_callbacks, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    data = pdf()
    stored = store_file(check_pdf(upload(data, "../../etc/Verslag 1.pdf")), by=PersonFactory())
    assert (stored.name, stored.size, stored.file.name.startswith("files/")) == (
        "Verslag 1.pdf",
        len(data),
        True,
    )
    assert file_facts(stored).startswith("pdf, 1 bladzijde, ")
    response = send_file(stored, is_public=False)
    assert b"".join(response.streaming_content) == data
    assert response["Content-Disposition"] == 'inline; filename="Verslag 1.pdf"'
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["Cache-Control"] == "private, no-store"
    assert remove_orphans(older_than=timedelta(0)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(stored, by=None)
    assert not default_storage.exists(stored.file.name)
