"""Files that the beheerder read in: postcodes that work, and files in every other state."""

import csv
import io

from django.core.files.base import ContentFile
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from areas.imports.actions import Order, apply_import, receive_file
from areas.imports.models import ImportBatch
from areas.imports.states import FIGURES, POSTCODES
from areas.territory.models import Area
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.batches.actions import discard_batch
from wijkportaal.foundation.documents.rendering import render_pdf
from wijkportaal.foundation.files.processing import CheckedFile, check_pdf
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.portal.demonstration.places import PLACES

# The letters SA and SD are never given out, so none of these postcodes is anybody's.
LETTERS = ("SA", "SD")


def postcode_of(number: int, letters: str = "SA") -> str:
    """Return the invented postcode of a place."""
    return f"{9000 + number} {letters}"


def read_files(areas: dict[str, Area], *, year: int, by) -> None:
    """Read in the postcodes, and leave files that are refused, thrown away and still to be decided on."""
    header = ("Postcode", "Huisnummer van", "Huisnummer tot", "Gebied")
    rows = [
        (postcode_of(place.number, letters), "", "", areas[place.key].slug)
        for place in PLACES
        for letters in LETTERS
    ]
    # One postcode that two wijken share: the house number decides.
    shared = [("9040 SA", 1, 99, "binnenvesten"), ("9040 SA", 100, 250, "sluiskwartier")]
    codes = Order(POSTCODES, year, source="Opgave van de gemeente")
    apply_import(receive_file(csv_file("postcodes.csv", header, [*rows, *shared]), order=codes, by=by), by=by)
    more = [*rows, *shared, ("9041 SA", "", "", "rietoever")]
    receive_file(csv_file("postcodes-met-nieuwbouw.csv", header, more), order=codes, by=by)
    wrong = [("90 SA", "", "", "binnenvesten"), ("9001 SA", "", "", "Verweggistan")]
    receive_file(csv_file("postcodes-oud.csv", header, wrong), order=codes, by=by)
    discard_batch(receive_file(csv_file("postcodes-proef.csv", header, rows), order=codes, by=by), by=by)
    _wait_for_a_worker(csv_file("kerncijfers.csv", ("gwb_code", "a_inw"), [("WK904201", 3510)]), year, by=by)


def _wait_for_a_worker(upload: ContentFile, year: int, *, by) -> None:
    """Leave a file for a worker to look at, as the portal does with big ones."""
    with recorded(by=by, action="imports.receive_file"):
        batch = ImportBatch(
            kind=FIGURES,
            year=year,
            source="Rietwolde in cijfers (verzonnen)",
            file_name=upload.name,
            checksum="0" * 64,
            uploaded_by=by,
        )
        batch.file.save("kerncijfers", upload, save=False)
        batch.save()
        batch.job = request_job(
            "imports.preview_import",
            subject=f"Bekijken: {upload.name}",
            by=by,
            arguments={"batch": batch.pk},
            key=f"import-{batch.pk}",
        )
        batch.save(update_fields=["job"])


def csv_file(name: str, header: tuple, rows: list[tuple]) -> ContentFile:
    """Return a table as an upload."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow(header)
    writer.writerows(rows)
    return ContentFile(written.getvalue().encode(), name=name)


def pdf_of(title: str, about: str, text: str) -> CheckedFile:
    """Return a document of one page; `text` is stored clean."""
    upload = io.BytesIO(
        render_pdf(
            format_html(
                '<html lang="nl"><head><title>{}</title></head><body><h1>{}</h1><p>{}</p>{}</body></html>',
                title,
                title,
                about,
                mark_safe(text),  # noqa: S308
            )
        )
    )
    upload.name = f"{slugify(title)}.pdf"
    return check_pdf(upload)
