from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from wijkportaal.foundation.files.queries import left_over, names_in


class WithoutFolders(FileSystemStorage):
    """An object storage: a folder is no more than how names begin, so that none exists and none is missing."""

    def exists(self, name: str) -> bool:
        return super().exists(name) and not (self.base_location and self.is_folder(name))

    def is_folder(self, name: str) -> bool:
        try:
            self.open(name).close()
        except IsADirectoryError:
            return True
        return False

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        try:
            return super().listdir(path)
        except FileNotFoundError:
            return [], []


@pytest.fixture(
    params=["django.core.files.storage.FileSystemStorage", f"{__name__}.WithoutFolders"],
    ids=["folders", "objects"],
)
def storage(request, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": request.param}}
    for name in ("pictures/a.jpg", "pictures/b.jpg", "editions/2026/c.pdf", "editions/d.pdf"):
        default_storage.save(name, ContentFile(b"x"))
    return default_storage


def test_every_file_is_named_or_those_below_a_folder(storage):
    everything = ["editions/d.pdf", "editions/2026/c.pdf", "pictures/a.jpg", "pictures/b.jpg"]
    assert sorted(names_in(storage)) == sorted(everything)
    assert list(names_in(storage, "pictures/")) == ["pictures/a.jpg", "pictures/b.jpg"]
    assert list(names_in(storage, "nowhere/")) == []


def test_what_nobody_knows_and_is_old_is_left_over(storage):
    old, known = timedelta(seconds=-5), {"pictures/a.jpg", "editions/d.pdf"}
    assert left_over("pictures", known=known, older_than=old) == ["pictures/b.jpg"]
    assert left_over("editions", known=known, older_than=old) == ["editions/2026/c.pdf"]
    assert left_over("pictures", known=known, older_than=timedelta(days=1)) == []
    assert left_over("nowhere", known=known, older_than=old) == []
