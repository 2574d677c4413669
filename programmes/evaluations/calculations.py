"""Counting over evaluations, and the words of a search. No database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

MOST_WORDS = 6


@dataclass(frozen=True)
class Balance:
    """What a number of evaluations come to; money only over those of which plan and cost are both known."""

    done: int = 0
    partly: int = 0
    not_done: int = 0
    planned: Decimal | None = None
    spent: Decimal | None = None
    mark: Decimal | None = None
    asked: int = 0

    @property
    def total(self) -> int:
        return self.done + self.partly + self.not_done


def balance_of(evaluations: Iterable) -> Balance:
    """Count evaluations by outcome, add their money, and weigh the marks by how many residents gave them."""
    found = list(evaluations)
    counted = [each.outcome for each in found]
    money = [(e.planned_cost, e.cost) for e in found if e.planned_cost is not None and e.cost is not None]
    marks = [(e.residents_mark, e.residents_asked) for e in found if e.residents_mark and e.residents_asked]
    asked = sum(number for _mark, number in marks)
    weighed = sum((mark * number for mark, number in marks), Decimal(0))
    return Balance(
        done=counted.count("done"),
        partly=counted.count("partly"),
        not_done=counted.count("not"),
        planned=sum((plan for plan, _cost in money), Decimal(0)) if money else None,
        spent=sum((cost for _plan, cost in money), Decimal(0)) if money else None,
        mark=(weighed / asked).quantize(Decimal("0.1")) if asked else None,
        asked=asked,
    )


def told_by(measures: Iterable[tuple[str, str, str]]) -> str:
    """Write measures (what, aimed, result) as an answer, one a line; what has no result is left out."""
    lines = []
    for what, aimed, result in measures:
        if result.strip():
            wanted = _(" (we wilden %(aimed)s)") % {"aimed": aimed.strip()} if aimed.strip() else ""
            lines.append(f"{what[:1].upper()}{what[1:]}: {result.strip()}{wanted}.")
    return "\n".join(lines)


def words_of(text: str) -> list[str]:
    """Return the words of a search, without anything that means something to PostgreSQL."""
    return re.findall(r"[^\W_]+", text.casefold())[:MOST_WORDS]
