"""What leaves a print run: a zip of its files, and lists for the printer and for who delivers."""

from collections.abc import Iterable, Iterator

from django.utils.text import slugify
from django.utils.translation import gettext as _

from programmes.editions.states import PRINT
from programmes.printruns.models import AreaPrint, Delivery, PrintedFile, PrintRun
from programmes.printruns.queries import intact_bytes
from wijkportaal.foundation.files.archives import stream_zip
from wijkportaal.foundation.tables.writing import write_xlsx

DELIVERY_HEADER = ("Gebied", "Straat", "Postcode", "Adressen")


class Damaged(Exception):
    """A file is not any more what was made."""


def zip_of(files: Iterable[PrintedFile]) -> Iterator[bytes]:
    """Give a zip of files piece by piece, with a list of their checksums. Raises Damaged at a file that is not intact."""
    return stream_zip(_contents(files))


def _contents(files: Iterable[PrintedFile]) -> Iterator[tuple[str, bytes | str]]:
    sums = []
    for file in files:
        content = intact_bytes(file)
        if content is None:
            raise Damaged(file.file_name)
        yield file.file_name, content
        sums.append(f"{file.sha256}  {file.file_name}\n")
    yield "SHA256SUMS", "".join(sums)


def zip_name(run: PrintRun, variant: str) -> str:
    """Return the name under which a zip of a run is saved."""
    return f"{slugify(run.title) or 'drukgang'}-{variant}.zip"


def printer_list(areas: Iterable[AreaPrint]) -> bytes:
    """Return what the printer needs to know of each area, as xlsx: how many, how thick, how heavy, which file."""
    header = (
        _("Gebied"),
        _("Papier"),
        _("Bladzijden"),
        _("Adressen"),
        _("Extra (%)"),
        _("Oplage"),
        _("Gram per stuk"),
        _("Kilo samen"),
        _("Bestand"),
        _("SHA-256"),
    )
    rows, total = [], [0, 0, 0.0]
    for area in areas:
        file = area.by_variant.get(PRINT)
        kilos = round((area.copies or 0) * area.grams / 1000, 1)
        rows.append(
            (
                area.area.name,
                area.run.paper,
                area.pages or "",
                area.addresses,
                area.run.spare_percentage,
                area.copies,
                area.grams or "",
                kilos or "",
                file.file_name if file else "",
                file.sha256 if file else "",
            )
        )
        total = [total[0] + (area.addresses or 0), total[1] + (area.copies or 0), total[2] + kilos]
    rows.append((_("Samen"), "", "", total[0], "", total[1], "", round(total[2], 1), "", ""))
    return write_xlsx(header, rows, title=_("Oplage"))


def distributor_list(lines: Iterable[tuple[AreaPrint, Delivery]]) -> bytes:
    """Return where the brochures go, by area and street or postcode, as xlsx."""
    header = (*DELIVERY_HEADER, _("Gram per stuk"), _("Kilo samen"))
    rows = [
        (
            area.area.name,
            line.street,
            line.postcode,
            line.addresses,
            area.grams or "",
            round(line.addresses * area.grams / 1000, 1) or "",
        )
        for area, line in lines
    ]
    return write_xlsx(header, rows, title=_("Bezorging"))


def delivery_template() -> bytes:
    """Return an example of a delivery list to fill in."""
    example = ("Voorbeelddorp", "Dorpsstraat", "1234 AB", 48)
    return write_xlsx(DELIVERY_HEADER, [example], title=_("Bezorging"))
