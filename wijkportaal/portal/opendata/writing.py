"""Datasets as files: every row is written as it is read, to all formats at once, so that no dataset is ever held whole."""

import hashlib
import json
import tempfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import BinaryIO

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from wijkportaal.foundation.tables.writing import CSV_MARK, csv_line
from wijkportaal.portal.opendata.datasets import Dataset
from wijkportaal.portal.opendata.states import CSV, GEOJSON, JSON

# So much stays in memory before a file goes to disk.
SPOOL = 1_000_000


class Writing:
    """A file under way: begin, add every row, end. `sha256` and `size` hold once it has ended."""

    def __init__(self, dataset: Dataset, facts: dict) -> None:
        self.dataset, self.facts = dataset, facts
        self.file: BinaryIO = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 - closed by `made`
        self.digest, self.size, self.rows = hashlib.sha256(), 0, 0
        self.write(self.opening())

    def write(self, content: bytes) -> None:
        self.file.write(content)
        self.digest.update(content)
        self.size += len(content)

    def add(self, values: tuple, shape: dict | None) -> None:
        self.write(self.row(values, shape))
        self.rows += 1

    def end(self) -> None:
        self.write(self.closing())
        self.file.seek(0)

    @property
    def sha256(self) -> str:
        return self.digest.hexdigest()

    def opening(self) -> bytes:
        raise NotImplementedError

    def row(self, values: tuple, shape: dict | None) -> bytes:
        raise NotImplementedError

    def closing(self) -> bytes:
        return b""


class Csv(Writing):
    def opening(self) -> bytes:
        return CSV_MARK + csv_line(self.dataset.header)

    def row(self, values: tuple, shape: dict | None) -> bytes:
        return csv_line(values)


class Json(Writing):
    """The rows with what they are about; amounts as text, because to most readers a number of JSON is inexact."""

    def opening(self) -> bytes:
        return _json(self.facts)[:-1] + b', "rijen": ['

    def row(self, values: tuple, shape: dict | None) -> bytes:
        return self._comma + _json(self.named(values))

    def closing(self) -> bytes:
        return b"\n]}\n"

    @property
    def _comma(self) -> bytes:
        return b",\n" if self.rows else b"\n"

    def named(self, values: tuple) -> dict:
        return dict(zip(self.dataset.header, map(_plain, values), strict=True))


class GeoJson(Json):
    def opening(self) -> bytes:
        # RFC 7946 lets other members stand beside those of the collection.
        return _json({"type": "FeatureCollection", **self.facts})[:-1] + b', "features": ['

    def row(self, values: tuple, shape: dict | None) -> bytes:
        return self._comma + _json({"type": "Feature", "geometry": shape, "properties": self.named(values)})


WRITERS = {CSV: Csv, JSON: Json, GEOJSON: GeoJson}


def write(dataset: Dataset, facts: dict) -> dict[str, Writing]:
    """Write a dataset in each of its formats; returns the files, at their beginning. The caller closes them."""
    writings = {name: WRITERS[name](dataset, facts) for name in dataset.formats}
    for row in dataset.rows():
        values, shape = (row[:-1], row[-1]) if dataset.has_shape else (row, None)
        for writing in writings.values():
            writing.add(values, shape)
    for writing in writings.values():
        writing.end()
    return writings


def close(writings: Iterable[Writing]) -> None:
    for writing in writings:
        writing.file.close()


def _plain(value):
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def _json(value) -> bytes:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).encode()
