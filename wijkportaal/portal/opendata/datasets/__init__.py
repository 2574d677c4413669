"""What can be taken along: every dataset with its columns and the rows that a visitor may see.

A dataset is a function that yields its rows, in the order of its columns; with `has_shape` each row ends with the
geometry (GeoJSON in degrees, or None). It reads through the public query of its room and nothing else, row by row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wijkportaal.portal.opendata.states import CSV, GEOJSON, JSON

AT_ONCE = 500
# Themes of data in the list of the EU.
GOVERNMENT, SOCIETY, REGIONS, ECONOMY, ENVIRONMENT = "GOVE", "SOCI", "REGI", "ECON", "ENVI"


@dataclass(frozen=True)
class Column:
    """Kolom: its name in the files and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Dataset:
    """Dataset: what it is about, its columns, and how its rows are read. `theme` is from the list of the EU."""

    key: str
    title: str
    text: str
    theme: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[tuple]]
    has_shape: bool = False
    keywords: tuple[str, ...] = ()

    @property
    def formats(self) -> tuple[str, ...]:
        return (CSV, JSON, GEOJSON) if self.has_shape else (CSV, JSON)

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


DATASETS: dict[str, Dataset] = {}
AREA = {"gebied": _("kenmerk van het gebied"), "gebiedsnaam": _("naam van het gebied")}
PAGE = {"pagina": _("adres van de pagina")}


def dataset(
    key: str,
    *,
    title: str,
    text: str,
    theme: str,
    columns: dict[str, str],
    has_shape: bool = False,
    keywords: tuple[str, ...] = (),
) -> Callable:
    """Register a function as the one that yields the rows of a dataset."""

    def register(rows: Callable[[], Iterator[tuple]]) -> Callable[[], Iterator[tuple]]:
        described = tuple(Column(name, meaning) for name, meaning in columns.items())
        DATASETS[key] = Dataset(key, title, text, theme, described, rows, has_shape, keywords)
        return rows

    return register


def read(records: QuerySet) -> Iterator:
    """Read records without holding all of them."""
    return records.iterator(chunk_size=AT_ONCE)


def path_of(record) -> str:
    """Return where a visitor reads on; a decision has another page for who works on it."""
    return getattr(record, "public_path", "") or record.get_absolute_url()


def page_of(record) -> str:
    """Return the full address of the page of a record."""
    return f"{settings.PORTAL_URL}{path_of(record)}"


def point(longitude, latitude) -> dict | None:
    """Return a point as GeoJSON, or None."""
    if longitude is None or latitude is None:
        return None
    return {"type": "Point", "coordinates": [float(longitude), float(latitude)]}


def label(value) -> str:
    """Return a translated word as text; files are Dutch."""
    return str(value)
