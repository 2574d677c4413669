"""From an uploaded file to a document that is safe to keep and to send. Pure: no database, no request."""

import hashlib
import io
from dataclasses import dataclass

import pikepdf
from django.utils.translation import gettext as _

MAX_BYTES = 20 * 1024 * 1024
MAX_PAGES = 2_000
MAX_OBJECTS = 200_000
# What a document does by itself on the machine of who opens it; reading asks for none of it.
LIVE_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/GoToE"}


class UnusableFile(Exception):
    """A file that cannot be kept as a document; the message says why, in Dutch."""


@dataclass(frozen=True)
class CheckedFile:
    """A document of which the content was looked at."""

    data: bytes
    name: str
    pages: int

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def check_pdf(upload) -> CheckedFile:
    """Check an open binary file by its content, whatever its name says. Raises UnusableFile."""
    size = getattr(upload, "size", None)
    upload.seek(0)
    data = b"" if size is not None and size > MAX_BYTES else upload.read(MAX_BYTES + 1)
    if not 0 < len(data) <= MAX_BYTES:
        raise UnusableFile(_("Dit bestand is leeg of te groot. Een document is hoogstens 20 MB."))
    if b"%PDF-" not in data[:1024]:
        raise UnusableFile(_("Dit is geen pdf. Bewaar het document als pdf en kies het opnieuw."))
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            pages = len(document.pages)
            live = _does_something(document)
    except pikepdf.PasswordError as error:
        raise UnusableFile(_("Deze pdf heeft een wachtwoord. Bewaar hem zonder wachtwoord.")) from error
    except (pikepdf.PdfError, ValueError, RuntimeError, KeyError, AttributeError) as error:
        raise UnusableFile(
            _("Deze pdf is beschadigd of niet helemaal aangekomen. Kies hem opnieuw.")
        ) from error
    if live:
        raise UnusableFile(
            _(
                "In deze pdf zit een programma, een formulier dat verstuurt of een ander bestand. Druk hem af als pdf."
            )
        )
    if not 0 < pages <= MAX_PAGES:
        raise UnusableFile(_("Deze pdf heeft geen bladzijden, of veel te veel."))
    return CheckedFile(data, str(getattr(upload, "name", "") or "document.pdf"), pages)


def _does_something(document: pikepdf.Pdf) -> bool:
    if len(document.objects) > MAX_OBJECTS or len(document.attachments):
        return True
    return any(_is_live(each) for each in document.objects)


def _is_live(found: pikepdf.Object) -> bool:
    """Whether an object is, or has right inside it, an action that does more than show a page."""
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return False
    if "/JS" in found or "/XFA" in found or str(found.get("/S", "")) in LIVE_ACTIONS:
        return True
    inside = (found.get(name) for name in ("/A", "/OpenAction", "/AcroForm"))
    parts = [part for part in inside if isinstance(part, pikepdf.Dictionary)]
    more = found.get("/AA")
    if isinstance(more, pikepdf.Dictionary):
        parts += [part for part in more.values() if isinstance(part, pikepdf.Dictionary)]
    return any("/JS" in part or "/XFA" in part or str(part.get("/S", "")) in LIVE_ACTIONS for part in parts)
