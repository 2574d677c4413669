"""Lists in pages: `page` and `pageSize`, a `Link` header, and the number of all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from wijkportaal.foundation.api.problems import QUERY, Wrong

PAGE, PAGE_SIZE = "page", "pageSize"
USUAL, MOST = 30, 100


@dataclass(frozen=True)
class Page:
    """One page of a list."""

    rows: Sequence
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    def links(self, request: Request) -> str:
        """Return the `Link` header: where the other pages are."""
        here = replace_query_param(request.build_absolute_uri(), PAGE_SIZE, self.size)
        pages = {"first": 1, "prev": self.number - 1, "next": self.number + 1, "last": self.last}
        return ", ".join(
            f'<{replace_query_param(here, PAGE, number)}>; rel="{rel}"'
            for rel, number in pages.items()
            if 1 <= number <= self.last
        )


def page_of(rows: QuerySet | Sequence, request: Request) -> Page:
    """Return the page that was asked for; two queries. Raises Wrong, and Http404 for a page after the last."""
    number, size = _number(request, PAGE, 1, 10**9), _number(request, PAGE_SIZE, USUAL, MOST)
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    start = (number - 1) * size
    if number > 1 and start >= total:
        raise Http404
    return Page(list(rows[start : start + size]) if total else [], number, size, total)


def _number(request: Request, name: str, usual: int, most: int) -> int:
    typed = request.query_params.get(name)
    if typed is None:
        return usual
    if typed.isascii() and typed.isdecimal() and len(typed) < 12 and 1 <= int(typed) <= most:
        return int(typed)
    raise Wrong(QUERY, {name: [_("Geef een heel getal van 1 tot en met %(most)d.") % {"most": most}]})
