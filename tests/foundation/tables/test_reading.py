import io
import zipfile

import pytest
from openpyxl import Workbook

from wijkportaal.foundation.tables.reading import UnreadableFile, read_table
from wijkportaal.foundation.tables.writing import write_xlsx


def file(content) -> io.BytesIO:
    return io.BytesIO(content if isinstance(content, bytes) else content.encode())


def rows_of(content) -> list[dict]:
    return [row.cells for row in read_table(file(content))]


EXPECTED = [{"naam": "Súdwest & Fryslân", "inwoners": "1.250"}, {"naam": "Grou", "inwoners": ""}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_csv_is_read_however_it_was_saved(encoding, delimiter, line_end):
    lines = ["naam;inwoners ", "Súdwest & Fryslân;1.250", "", "Grou;"]
    text = line_end.join(line.replace(";", delimiter) for line in lines)
    assert rows_of(text.encode(encoding)) == EXPECTED


def test_csv_keeps_windows_signs():
    assert rows_of("naam;prijs\n‘t Zand – west;€ 5\n".encode("cp1252")) == [
        {"naam": "‘t Zand – west", "prijs": "€ 5"}
    ]


def test_rows_have_the_number_that_a_spreadsheet_shows():
    table = read_table(file('naam;tekst\n\nEen;"twee\nregels"\nTwee;x\n'))
    assert [(row.number, row["naam"]) for row in table] == [(4, "Een"), (5, "Twee")]


def test_the_hint_to_excel_is_no_row():
    assert rows_of("sep=;\na;b\n1;2\n") == [{"a": "1", "b": "2"}]


def test_a_comma_inside_quotes_is_no_delimiter():
    assert rows_of('"naam, voluit";"a,b,c,d"\nx;y\n') == [{"naam, voluit": "x", "a,b,c,d": "y"}]


def test_xlsx_is_read_as_text():
    book = Workbook()
    sheet = book.active
    sheet.append(["gwb_code ", "a_inw", "p", "formule", None])
    sheet.append(["WK008000", 1250.0, 12.5, "=1+1", None])
    sheet.append([None, None, None, None, None])
    sheet.append(["0080", 3, True, None, None])
    out = io.BytesIO()
    book.save(out)
    table = read_table(file(out.getvalue()))
    assert table.header == ["gwb_code", "a_inw", "p", "formule"]
    assert [(row.number, row.cells) for row in table] == [
        (2, {"gwb_code": "WK008000", "a_inw": "1250", "p": "12.5", "formule": ""}),
        (4, {"gwb_code": "0080", "a_inw": "3", "p": "ja", "formule": ""}),
    ]


def test_what_we_write_we_read():
    data = write_xlsx(["naam", "aantal"], [["Grou", 12], ["-x", -3]])
    assert rows_of(data) == [{"naam": "Grou", "aantal": "12"}, {"naam": "'-x", "aantal": "-3"}]


def test_a_named_sheet():
    book = Workbook()
    book.create_sheet("Dorpen").append(["naam"])
    book["Dorpen"].append(["Grou"])
    out = io.BytesIO()
    book.save(out)
    assert len(read_table(file(out.getvalue()), sheet="Dorpen")) == 1
    with pytest.raises(UnreadableFile, match="geen werkblad “Wijken”"):
        read_table(file(out.getvalue()), sheet="Wijken")


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "leeg"),
        (b"  \n ", "leeg"),
        (b"%PDF-1.7 en meer", "geen tabel"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "geen tabel"),
        (b"<html><table></table></html>", "geen tabel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oud Excel-bestand"),
        (b"PK\x03\x04 en dan niets", "beschadigd"),
        (write_xlsx(["a"], [["b"]])[:-200], "beschadigd"),
        (zipped({"word/document.xml": b"x"}), "geen Excel-bestand"),
        (zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"geen xml"}), "beschadigd"),
        (zipped({"[Content_Types].xml": b"x", "xl/sheet.xml": b"\0" * 300_000_000}), "veel te groot"),
        ("a;b;a\n1;2;3", "“a” komt meer dan één keer voor"),
        ("a;b\n1;2;3", "Rij 2 heeft meer kolommen"),
        (";;\n;;\n", "geen tabel"),
    ],
)
def test_bad_files_are_named(content, message):
    with pytest.raises(UnreadableFile, match=message):
        read_table(file(content))


def test_a_file_over_the_limit_is_not_read():
    class Huge(io.BytesIO):
        size = 61 * 1024 * 1024

    with pytest.raises(UnreadableFile, match="hoogstens 60 MB"):
        read_table(Huge(b"a;b\n"))


def test_a_name_of_another_file_in_the_zip_is_never_opened():
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    data = zipped({"[Content_Types].xml": entity, "xl/workbook.xml": entity})
    with pytest.raises(UnreadableFile):
        read_table(file(data))
