from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from programmes.editions.models import Edition
from tests.verapdf import assert_pdf_ua

pytestmark = pytest.mark.django_db


def run(tmp_path, *options, name="brochure.pdf", area="WK990001", year="2026"):
    out = StringIO()
    call_command(
        "print_programme", "--area", area, "--year", year, "--out", str(tmp_path / name), *options, stdout=out
    )
    return out.getvalue(), (tmp_path / name).read_bytes()


def test_print_programme_writes_both_variants_accessibly(programme, tmp_path):
    said, _content = run(tmp_path)
    assert "screen, proof" in said
    said, _content = run(tmp_path, "--print", name="drukker.pdf")
    assert "print, proof" in said
    assert_pdf_ua(tmp_path / "brochure.pdf", tmp_path / "drukker.pdf")
    assert not Edition.objects.exists()


def test_print_programme_gives_the_same_bytes_of_what_was_published(programme, publish, tmp_path):
    publish(programme)
    _said, first = run(tmp_path)
    programme.area.name = "Anders"
    _said, again = run(tmp_path, area="molenwijk", name="again.pdf")
    assert again == first == Edition.objects.get().read()


@pytest.mark.parametrize(
    ("code", "of_year", "message"),
    [("WK000000", "2026", "No area"), ("WK990001", "1999", "no programme"), ("", "2026", "No area")],
)
def test_print_programme_says_what_it_cannot_find(programme, tmp_path, code, of_year, message):
    with pytest.raises(CommandError, match=message):
        run(tmp_path, area=code, year=of_year)


def test_print_programme_refuses_a_damaged_edition(programme, publish, tmp_path, media):
    publish(programme)
    run(tmp_path)
    (media / Edition.objects.get().file).write_bytes(b"stuk")
    with pytest.raises(CommandError, match="damaged"):
        run(tmp_path)
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("check_editions", stderr=StringIO())
