"""Making the files that anyone may take along, and saying under which licence."""

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wijkportaal.foundation.audit.actions import recorded
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.portal.opendata.datasets import DATASETS, Dataset
from wijkportaal.portal.opendata.models import DataFile, Openness
from wijkportaal.portal.opendata.queries import MAKE_JOB, licence, openness
from wijkportaal.portal.opendata.writing import Writing, close, write

FOLDER = "open-data"


def request_files(*, by) -> Job:
    """Ask a worker to make all files anew. While it is busy, that job is returned."""
    return request_job(MAKE_JOB, subject=_("Open data maken"), by=by, key=MAKE_JOB)


def make_files(dataset: Dataset) -> int:
    """Read a dataset as a visitor sees it now and put its files in place of those that were there; returns the rows.

    Safe to do again: the name of a file comes from its content, the row follows in one transaction, and what it
    replaces goes after that. Whoever downloads meanwhile gets the old file or the new one, never half of each.
    """
    as_of = timezone.now()
    with override("nl"):
        writings = write(dataset, _facts(dataset))
        try:
            for form, writing in writings.items():
                _put_in_place(dataset, form, writing, as_of)
        finally:
            close(writings.values())
    return next(iter(writings.values())).rows


def _facts(dataset: Dataset) -> dict:
    """What stands in a file of JSON beside its rows; no moment of making, so that the same data is the same file."""
    given = licence()
    return {
        "dataset": dataset.key,
        "titel": str(dataset.title),
        "licentie": given.page,
        "catalogus": f"{settings.PORTAL_URL}/open-data",
    }


def _put_in_place(dataset: Dataset, form: str, writing: Writing, as_of) -> None:
    key = {"dataset": dataset.key, "format": form}
    values = {"as_of": as_of, "rows": writing.rows, "size": writing.size}
    old = DataFile.objects.filter(**key).first()
    if old and old.sha256 == writing.sha256 and default_storage.exists(old.file):
        DataFile.objects.filter(pk=old.pk).update(**values)
        return
    name = f"{FOLDER}/{dataset.key}-{writing.sha256[:16]}.{form}"
    if not default_storage.exists(name):
        name = default_storage.save(name, File(writing.file, name))
    values |= {"file": name, "sha256": writing.sha256, "changed_at": as_of}
    with transaction.atomic():
        DataFile.objects.update_or_create(
            **key, defaults=values, create_defaults=values | {"first_made_at": as_of}
        )
        if old and old.file != name:
            transaction.on_commit(lambda: default_storage.delete(old.file), robust=True)


def forget_dropped() -> None:
    """Take away files of datasets and formats that are no longer given."""
    for file in DataFile.objects.all():
        if file.dataset not in DATASETS or file.format not in DATASETS[file.dataset].formats:
            with transaction.atomic():
                file.delete()
                transaction.on_commit(lambda name=file.file: default_storage.delete(name), robust=True)


def change_openness(*, licence: str, hosts: list[str], by) -> Openness:
    """Choose the licence, and which websites may show the page of an area in a frame."""
    with recorded(by=by, action="opendata.change_openness"):
        found = Openness.objects.select_for_update(of=("self",)).filter(pk=1).first() or openness()
        changed = found.licence != licence
        found.licence, found.hosts = licence, hosts
        found.save()
        if changed:
            # The licence stands in the files.
            request_files(by=by)
    return found
