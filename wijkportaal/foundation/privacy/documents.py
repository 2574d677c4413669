"""The copy of somebody's data as a zip: one file for computers, one for people, and their photos."""

import io
import json
import zipfile

from django.template.loader import render_to_string
from django.utils import timezone

from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.privacy.queries import rows_of

# Of photos no more than this goes along; the page says how to ask for the rest.
MOST_BYTES_OF_PHOTOS = 40 * 1024 * 1024


def archive_of(person: Person) -> bytes:
    """Return the zip with all that the portal holds of a person."""
    made_at = timezone.localtime()
    parts = [
        {"name": holding.title, "fate": str(holding.fate), "rows": rows} for holding, rows in rows_of(person)
    ]
    text = {
        "gemaakt_op": made_at.isoformat(),
        "onderdelen": [
            {"naam": part["name"], "als_u_weggaat": part["fate"], "regels": part["rows"]} for part in parts
        ],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gegevens.json", json.dumps(text, ensure_ascii=False, indent=2))
        photos, left = _add_photos(archive, person)
        page = render_to_string(
            "documents/my_data.html",
            {"person": person, "made_at": made_at, "parts": parts, "photos": photos, "left": left},
        )
        archive.writestr("lees-mij.html", page)
    return out.getvalue()


def _add_photos(archive: zipfile.ZipFile, person: Person) -> tuple[list[str], int]:
    """Put the photos that somebody uploaded in the zip; returns their names and how many did not fit."""
    names, left, size = [], 0, 0
    for picture in Picture.objects.filter(stored_by=person).order_by("-pk").iterator(chunk_size=50):
        try:
            with picture.open() as file:
                data = file.read()
        except OSError:
            continue
        size += len(data)
        if size > MOST_BYTES_OF_PHOTOS:
            left += 1
            continue
        name = f"fotos/foto-{picture.pk}.{picture.file.name.rsplit('.', 1)[-1]}"
        archive.writestr(zipfile.ZipInfo(name, timezone.localtime().timetuple()[:6]), data)
        names.append(name)
    return names, left
