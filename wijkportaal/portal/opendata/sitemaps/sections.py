"""A section of a sitemap: records, and the addresses that each gives."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model, OuterRef, QuerySet, Subquery

from wijkportaal.portal.opendata.datasets import path_of

# By the protocol one file has at most so many addresses.
MOST = 50_000
MOST_PAGES = 1000


@dataclass(frozen=True)
class Woo:
    """What the Woo-index wants to know of a document (DiWoo)."""

    title: str
    category: str
    created: date
    settled_at: datetime | None = None


@dataclass(frozen=True)
class Address:
    """One address on a list, as a path; `changed_at` only where it is known."""

    path: str
    changed_at: datetime | None = None
    woo: Woo | None = None


@dataclass(frozen=True)
class Section:
    """A list of addresses: the records in a fixed order, and what each gives (`each` addresses, at most)."""

    name: str
    records: Callable[[], QuerySet]
    addresses: Callable[[Model], Iterable[Address]]
    each: int = 1

    @property
    def size(self) -> int:
        """How many records go in one file."""
        return max(1, MOST // self.each)

    def number_of_pages(self) -> int:
        """Count the files; one query. A section with nothing in it has none."""
        return min(MOST_PAGES, -(-self.records().order_by().count() // self.size))

    def page(self, number: int) -> Iterator[Address]:
        """Yield the addresses of a file, from 1."""
        start = (number - 1) * self.size
        for record in self.records()[start : start + self.size]:
            yield from self.addresses(record)


def dated(records: QuerySet) -> QuerySet:
    """Let each record carry `changed_last`: when its history was last written. By the key, so that pages keep still."""
    history = records.model.pgh_event_models["changed"].objects.filter(pgh_obj=OuterRef("pk"))
    newest = history.order_by("-pgh_id").values("pgh_created_at")[:1]
    return records.annotate(changed_last=Subquery(newest)).order_by("pk")


def its_page(record) -> Iterator[Address]:
    """The page of a record, with when it changed."""
    yield Address(path_of(record), getattr(record, "changed_last", None))
