"""Read a table from an uploaded csv or xlsx file, as text."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

MAX_BYTES = 60 * 1024 * 1024
MAX_INFLATED = 600 * 1024 * 1024
MAX_RATIO = 150
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELL = 100_000


class UnreadableFile(Exception):
    """A file that is no table we can read; the message says why, in Dutch."""


@dataclass(frozen=True)
class Row:
    """One row: its number as the spreadsheet shows it, and its cells as text by column name."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str, default: str = "") -> str:
        return self.cells.get(column, default)


@dataclass(frozen=True)
class Table:
    """What was read: the stripped column names and the rows that have any text, in order."""

    header: list[str]
    rows: list[Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def read_table(upload, *, sheet: str | None = None) -> Table:
    """Read an open binary file or path-like upload; the content decides whether it is xlsx or csv.

    `sheet` names the sheet of a workbook, by default the first. Raises UnreadableFile.
    """
    data = _bytes_of(upload)
    if data.startswith(b"PK\x03\x04"):
        return _table(_rows_of_workbook(data, sheet))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(_("Dit is een oud Excel-bestand (xls). Open het en bewaar het als xlsx of csv."))
    return _table(_rows_of_text(data))


def _bytes_of(upload) -> bytes:
    size = getattr(upload, "size", None)
    if size is not None and size > MAX_BYTES:
        raise UnreadableFile(_too_large())
    upload.seek(0)
    data = upload.read(MAX_BYTES + 1)
    if isinstance(data, str):
        data = data.encode()
    if len(data) > MAX_BYTES:
        raise UnreadableFile(_too_large())
    if not data.strip():
        raise UnreadableFile(_("Dit bestand is leeg."))
    return data


def _too_large() -> str:
    return _("Dit bestand is te groot. Een tabel mag hoogstens 60 MB zijn.")


def _rows_of_workbook(data: bytes, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    import openpyxl  # noqa: PLC0415 - a tenth of a second that few processes need

    _check_inflation(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and validations it leaves out
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        names = book.sheetnames
        if not names or (sheet is not None and sheet not in names):
            raise UnreadableFile(
                _("In dit bestand staat geen werkblad “%(sheet)s”.") % {"sheet": sheet or ""}
            )
        tab = book[sheet or names[0]]
        # Some writers leave a wrong size in the file, and a false one could cost all memory.
        tab.reset_dimensions()
        for number, cells in enumerate(tab.iter_rows(values_only=True), start=1):
            yield number, [_text_of(cell) for cell in cells[: MAX_COLUMNS + 1]]
    except UnreadableFile:
        raise
    except Exception as error:  # openpyxl lets through whatever XML and zip raise on a broken file
        raise UnreadableFile(
            _("Dit bestand is beschadigd of is geen Excel-bestand. Bewaar het opnieuw als xlsx of csv.")
        ) from error


def _check_inflation(data: bytes) -> None:
    """Look at the size that a workbook will have in memory before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            inflated = sum(entry.file_size for entry in entries)
            names = {entry.filename for entry in entries}
            bomb = inflated > MAX_INFLATED or any(
                entry.file_size > 1024 * 1024 and entry.file_size > MAX_RATIO * max(1, entry.compress_size)
                for entry in entries
            )
            if bomb or len(entries) > 2000:
                raise UnreadableFile(
                    _("Dit bestand wordt bij het uitpakken veel te groot. Bewaar de tabel als csv.")
                )
            if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
                raise UnreadableFile(_("Dit is een zip-bestand, maar geen Excel-bestand (xlsx)."))
    except zipfile.BadZipFile as error:
        raise UnreadableFile(
            _("Dit Excel-bestand is beschadigd of niet helemaal aangekomen. Kies het opnieuw.")
        ) from error


def _text_of(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        # 12.0 is how a spreadsheet keeps 12; codes and numbers must come out as they are shown.
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def _rows_of_text(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if lines.startswith("sep="):  # a hint to Excel, not a row
        lines = lines.split("\n", 1)[1] if "\n" in lines else ""
    delimiter = _delimiter_of(lines)
    reader = csv.reader(io.StringIO(lines), delimiter=delimiter, strict=False)
    previous = csv.field_size_limit(MAX_CELL)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise UnreadableFile(
            _("Regel %(line)d van dit csv-bestand is niet te lezen.") % {"line": reader.line_num}
        ) from error
    finally:
        csv.field_size_limit(previous)


def _decoded(data: bytes) -> str:
    """Decode by byte order mark, else as UTF-8, else as what Windows writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        if b"\0" in data[:4096]:
            raise UnreadableFile(_("Dit bestand is geen tabel. Kies een xlsx- of csv-bestand."))
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_binary(text):
            break
        return text
    raise UnreadableFile(_("Dit bestand is geen tabel. Kies een xlsx- of csv-bestand."))


def _is_binary(text: str) -> bool:
    sample = text[:4096]
    odd = sum(1 for sign in sample if ord(sign) < 32 and sign not in "\t\r\n\f")
    return odd > len(sample) * 0.01 or sample.startswith(("%PDF", "<!DOCTYPE", "<html", "GIF8", "{\\rtf"))


def _delimiter_of(text: str) -> str:
    """Return the delimiter that cuts the header in the most columns, outside quotation marks."""
    header = next((line for line in text.split("\n") if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    return max(";\t,|", key=outside.count)


def _table(lines: Iterator[tuple[int, list[str]]]) -> Table:
    header: list[str] = []
    rows: list[Row] = []
    for number, cells in lines:
        if not any(cells):
            continue
        if not header:
            header = _header(cells)
            continue
        if len(rows) >= MAX_ROWS:
            raise UnreadableFile(_("Deze tabel heeft meer dan 200.000 rijen. Deel hem in stukken."))
        if any(cells[len(header) :]):
            raise UnreadableFile(
                _("Rij %(row)d heeft meer kolommen dan de kop van de tabel.") % {"row": number}
            )
        padded = [*cells, *[""] * (len(header) - len(cells))]
        rows.append(Row(number, {name: cell for name, cell in zip(header, padded, strict=False) if name}))
    if not header:
        raise UnreadableFile(_("In dit bestand staat geen tabel."))
    return Table([name for name in header if name], rows)


def _header(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    if len(cells) > MAX_COLUMNS:
        raise UnreadableFile(_("Deze tabel heeft te veel kolommen."))
    names = [" ".join(cell.replace("\ufeff", "").split()) for cell in cells]
    named = [name for name in names if name]
    double = sorted({name for name in named if named.count(name) > 1})
    if double:
        raise UnreadableFile(
            _("De kolom “%(name)s” komt meer dan één keer voor in de kop van de tabel.") % {"name": double[0]}
        )
    return names
