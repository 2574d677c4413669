import io
import zipfile

import pytest

from wijkportaal.foundation.files.archives import Archive, UnreadableArchive, stream_zip


def zipped(*names, content=b"x", compression=zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(zipped("a.txt"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def test_what_is_given_on_piece_by_piece_is_read_back_without_rubbish():
    files = [("a.txt", b"een"), ("map/b.txt", "twee"), ("__MACOSX/._a.txt", b"x"), ("map/~$b.xlsx", b"x")]
    pieces = list(stream_zip(iter(files)))
    assert len(pieces) == 5
    archive = Archive(io.BytesIO(b"".join(pieces)))
    assert {name: archive.open(name).read() for name in archive.names} == {
        "a.txt": b"een",
        "map/b.txt": b"twee",
    }


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04stuk", "beschadigd"),
        (zipped("a.txt")[:-30], "beschadigd"),
        (locked(), "wachtwoord"),
        (zipped(*(f"{number}.txt" for number in range(2001)), content=b""), "te groot"),
    ],
    ids=["no zip", "cut off", "locked", "too many"],
)
def test_a_zip_that_is_not_opened_says_why(data, says):
    with pytest.raises(UnreadableArchive, match=says):
        Archive(io.BytesIO(data))


def test_a_zip_that_would_become_far_too_large_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("wijkportaal.foundation.files.archives.MAX_INFLATED", 10_000)
    data = zipped("a", content=b"0" * 10_001, compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(UnreadableArchive, match="te groot"):
        Archive(io.BytesIO(data))


def test_a_file_that_lies_about_its_size_gives_no_more_than_was_looked_at():
    data = bytearray(zipped("a", content=b"0" * 10_000, compression=zipfile.ZIP_DEFLATED))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (5).to_bytes(4, "little")
    archive = Archive(io.BytesIO(bytes(data)))
    with pytest.raises(UnreadableArchive, match="beschadigd"):
        archive.open("a")
