"""An archive that was cut off, changed or made for something else is refused, whatever was done to it."""

import gzip
import io
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkportaal.foundation.backups.archives import (
    MANIFEST,
    ArchiveWriter,
    BackupRefused,
    Manifest,
    checked_manifest,
)


def manifest() -> Manifest:
    return Manifest("made", "2026-11-26T08:00:00+00:00", "0.1.0", demo=False, migrations=["a.0001"])


def archive_of(*, rows: bytes = b"1\tNoord\n") -> bytes:
    target = io.BytesIO()
    writer, described = ArchiveWriter(target), manifest()
    described.tables["areas"] = {
        "columns": ["id", "name"],
        "rows": 1,
        **writer.add("tables/areas", io.BytesIO(rows), len(rows)),
    }
    described.files["a.jpg"] = writer.add("media/a.jpg", io.BytesIO(b"picture"), 7)
    writer.close(described)
    return target.getvalue()


def rewritten(change) -> bytes:
    """Return an archive of which the parts went through `change(name, content)`, with everything summed up anew by tar."""
    target = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(gzip.decompress(archive_of()))) as old,
        tarfile.open(fileobj=target, mode="w") as new,
    ):
        for entry in old:
            for name, content in change(entry.name, old.extractfile(entry).read()):
                fresh = tarfile.TarInfo(name)
                fresh.size = len(content)
                new.addfile(fresh, io.BytesIO(content))
    return gzip.compress(target.getvalue())


WHOLE = archive_of()


def test_a_whole_archive_is_what_its_manifest_says(tmp_path):
    path = tmp_path / "a.tar.gz"
    path.write_bytes(WHOLE)
    found = checked_manifest(path)
    assert (found.rows, list(found.files), found.migrations) == (1, ["a.jpg"], ["a.0001"])


@settings(max_examples=30)
@given(st.integers(0, len(WHOLE) - 1))
def test_an_archive_that_was_cut_off_is_refused(tmp_path_factory, length):
    path = tmp_path_factory.mktemp("cut") / "a.tar.gz"
    path.write_bytes(WHOLE[:length])
    with pytest.raises(BackupRefused):
        checked_manifest(path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda name, content: [(name, content.replace(b"Noord", b"Zuiden"[:5]))], "tables/areas klopt niet"),
        (lambda name, content: [] if name == "media/a.jpg" else [(name, content)], "media/a.jpg klopt niet"),
        (lambda name, content: [(name, content)] if name != MANIFEST else [], "niet helemaal aangekomen"),
        (
            lambda name, content: (
                [(name, content)] if name != "media/a.jpg" else [(name, content), ("media/b.jpg", b"x")]
            ),
            "niet te vertrouwen: media/b.jpg",
        ),
        (lambda name, content: [("media/../../etc/passwd", b"x"), (name, content)], "niet te vertrouwen"),
        (lambda name, content: [("/etc/passwd", b"x"), (name, content)], "niet te vertrouwen"),
        (lambda name, content: [(name, content), (name, content)], "niet te vertrouwen"),
        (lambda name, content: [(name, content.replace(b'"format": 1', b'"format": 9'))], "andere versie"),
        (lambda name, content: [(name, b"[1, 2]" if name == MANIFEST else content)], "geen back-up"),
    ],
)
def test_an_archive_that_was_changed_is_refused_with_what_is_wrong(tmp_path, change, said):
    path = tmp_path / "a.tar.gz"
    path.write_bytes(rewritten(change))
    with pytest.raises(BackupRefused, match=said):
        checked_manifest(path)


def test_what_is_no_archive_is_refused(tmp_path):
    path = tmp_path / "a.tar.gz"
    path.write_bytes(b"not an archive" * 50)
    for wrong in (path, tmp_path / "absent", tmp_path):
        with pytest.raises(BackupRefused):
            checked_manifest(wrong)
