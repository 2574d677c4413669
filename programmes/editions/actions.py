"""Asking for a brochure, making it and keeping it as it was printed."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from programmes.editions.models import Edition
from programmes.editions.queries import PRINT_JOB, final_edition, intact_bytes, job_key, under_way, unprinted
from programmes.editions.states import SCREEN, VARIANTS
from programmes.translations.states import DUTCH
from programmes.yearly.models import Programme
from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.documents.rendering import Rendered
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.jobs.models import Job

FOLDER = "editions"


def request_edition(programme: Programme, *, variant: str = SCREEN, by) -> Job:
    """Ask a worker for the brochure of a programme; while one is being made, that job is returned."""
    if variant not in VARIANTS:
        raise ValueError(f"No such variant: {variant}")
    with recorded(by=by, action="editions.request_edition"):
        return request_job(
            PRINT_JOB,
            subject=_("Brochure %(programme)s, %(variant)s")
            % {"programme": programme, "variant": VARIANTS[variant]},
            by=by,
            arguments={"programme": programme.pk, "variant": variant},
            key=job_key(programme, variant),
        )


def request_missing_editions(*, at_once: int | None = None) -> int:
    """Ask for the final editions of published programmes that have none yet; returns how many were asked.

    Publishing itself cannot ask: the room of the programmes does not know that there is print. At most
    `at_once` (half of a worker's processes) are under way together, so that who asks for a brochure while a
    year of programmes is printed need not wait for all of them.
    """
    if at_once is None:
        at_once = max(1, settings.CELERY_WORKER_CONCURRENCY // 2)
    found = unprinted(at_once - under_way())
    for programme, variant in found:
        request_edition(programme, variant=variant, by=None)
    return len(found)


def keep_file(printed: Rendered, *, suffix: str = "pdf") -> str:
    """Put a document in storage under its own checksum and return its name; the same bytes are kept once.

    A file under that name which no longer has that checksum is damaged and is written anew.
    """
    checksum = hashlib.sha256(printed.content).hexdigest()
    name = f"{FOLDER}/{checksum[:2]}/{checksum}.{suffix}"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            if hashlib.sha256(file.read()).hexdigest() == checksum:
                return name
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(printed.content))


def keep_edition(
    programme: Programme, printed: Rendered, *, variant: str, file: str, was_published: bool, by
) -> Edition:
    """Write down what was printed. A final edition that is there already is returned as it is.

    `was_published` says what the programme was when its content was read. If it was published in between,
    this is still a proof. Older proofs of the same variant go, once this is committed.
    """
    with recorded(by=by, action="editions.keep_edition"):
        # The programme's row is the lock: two workers cannot both find that there is no final edition.
        Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        if was_published and (existing := final_edition(programme, variant)):
            return existing
        _drop_proofs(programme, variant, keep=file)
        return Edition.objects.create(
            programme=programme,
            variant=variant,
            is_proof=not was_published,
            file=file,
            sha256=hashlib.sha256(printed.content).hexdigest(),
            size=len(printed.content),
            pages=printed.pages,
            made_by=by,
        )


def adopt_edition(
    programme: Programme, *, variant: str, file: str, by, language: str = DUTCH, **printed
) -> Edition:
    """Let what was printed elsewhere be the final edition of a published programme.

    `printed` has its sha256, size and pages. A final edition that is there already is returned as it is.
    """
    with recorded(by=by, action="editions.adopt_edition"):
        Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        existing = final_edition(programme, variant, language)
        return existing or Edition.objects.create(
            programme=programme,
            variant=variant,
            language=language,
            is_proof=False,
            file=file,
            made_by=by,
            **printed,
        )


def _drop_proofs(programme: Programme, variant: str, *, keep: str) -> None:
    proofs = Edition.objects.filter(programme=programme, variant=variant, is_proof=True)
    files = {proof.file for proof in proofs} - {keep}
    proofs.delete()
    still_used = set(Edition.objects.filter(file__in=files).values_list("file", flat=True))

    def delete_files() -> None:
        for name in files - still_used:
            default_storage.delete(name)

    transaction.on_commit(delete_files, robust=True)


def check_editions() -> tuple[int, list[Edition]]:
    """Read every edition and compare it with its checksum; return how many there are and the damaged ones."""
    damaged, count = [], 0
    for edition in Edition.objects.select_related("programme__area").iterator():
        count += 1
        if intact_bytes(edition) is None:
            damaged.append(edition)
    return count, damaged
