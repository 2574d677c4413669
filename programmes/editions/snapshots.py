"""A brochure as data: to keep what was approved, to put beside the archive PDF, and to see whether anything changed."""

import hashlib
import json
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from django.conf import settings

from programmes.editions.brochure import Brochure

# What decides how a brochure looks, besides what it says.
LAYOUT = ("templates/editions", "static/print", "programmes/editions")


def as_data(brochure: Brochure) -> dict:
    """Return a brochure as values that JSON knows: money as text, days as 2026-01-31."""
    return _plain(brochure)


def from_data(data: dict) -> Brochure:
    """Return the brochure that `as_data` was given. What was not known when it was kept has its default."""
    return _built(Brochure, data)


def fingerprint(brochure: Brochure, *design: object) -> str:
    """Return the same text for what would be printed the same; the day it is printed on does not count.

    `design` is what else decides about the pages: paper, cover, variants.
    """
    said = as_data(replace(brochure, printed_on=date.min))
    text = json.dumps([said, [str(choice) for choice in design], layout_mark()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=1)
def layout_mark() -> str:
    """Return a checksum of the templates, stylesheets and code of the layout of this software."""
    digest = hashlib.sha256()
    for folder in LAYOUT:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in {".css", ".html", ".py", ".txt"} and "migrations" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _plain(value: object) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _built(kind: Any, value: Any) -> Any:
    """Return a plain value as what a field is declared to be."""
    origin = get_origin(kind)
    if value is None:
        return None
    if origin is UnionType:
        return _built(next(one for one in get_args(kind) if one is not type(None)), value)
    if origin is tuple:
        kinds = get_args(kind)
        every = [kinds[0]] * len(value) if kinds[-1] is Ellipsis else kinds
        return tuple(_built(one, item) for one, item in zip(every, value, strict=True))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _built(hints[name], item) for name, item in value.items() if name in hints})
    if kind is Decimal:
        return Decimal(value)
    return date.fromisoformat(value) if kind is date else value
