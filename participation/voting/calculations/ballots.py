"""What a ballot may say in each method, and how it is kept: points by the number of a plan."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.voting.states import KNAPSACK, RANKING, STICKERS
from wijkportaal.foundation.money.calculations import euros

Points = dict[int, int]
# A ballot as it is counted, with how many people cast the same: `((3, 2), (7, 1))` is two points for plan 3, one for 7.
Group = tuple[tuple[tuple[int, int], ...], int]
WHOLE = re.compile(r"\d{1,4}", re.ASCII)


@dataclass(frozen=True)
class Terms:
    """What one may choose. `most` is how many stickers, plans or places; `most_each` how many stickers on one plan."""

    method: str
    most: int
    most_each: int = 1
    budget: Decimal = Decimal(0)
    costs: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def highest(self) -> int:
        """The highest number that may stand beside a plan."""
        if self.method == STICKERS:
            return min(self.most, self.most_each)
        return min(self.most, len(self.costs)) if self.method == RANKING else 1


def read_choices(terms: Terms, written: Mapping[int, str]) -> tuple[dict[int, int], list[str]]:
    """Return the numbers that were written beside plans, and what is wrong with them (Dutch).

    Of a ranking the numbers are places: 1 is the first choice. What is empty or 0 is no choice.
    """
    chosen: dict[int, int] = {}
    for number, typed in written.items():
        text = typed.strip()
        if not text:
            continue
        if number not in terms.costs or not WHOLE.fullmatch(text) or int(text) > terms.highest:
            return {}, [_("Dit stembiljet klopt niet. Ververs de pagina en kies opnieuw.")]
        if int(text):
            chosen[number] = int(text)
    return chosen, faults_of(terms, chosen)


def faults_of(terms: Terms, chosen: Mapping[int, int]) -> list[str]:
    """Return what is wrong with a choice, in Dutch; nothing when it may be cast."""
    if not chosen:
        return [_("U hebt nog niets gekozen.")]
    if terms.method == KNAPSACK:
        return _faults_of_knapsack(terms, chosen)
    if terms.method == RANKING and len(set(chosen.values())) < len(chosen):
        twice = min(place for place, times in Counter(chosen.values()).items() if times > 1)
        return [_("U gaf twee plannen plaats %(place)d. Geef elk plan een eigen plaats.") % {"place": twice}]
    given = sum(chosen.values()) if terms.method == STICKERS else len(chosen)
    if given <= terms.most:
        return []
    more = given - terms.most
    if terms.method == STICKERS:
        text = ngettext(
            "U plakte %(given)d stickers en u hebt er %(most)d. Haal er %(more)d weg.",
            "U plakte %(given)d stickers en u hebt er %(most)d. Haal er %(more)d weg.",
            more,
        )
    else:
        text = ngettext(
            "U koos %(given)d plannen. Kies er hooguit %(most)d: haal er %(more)d weg.",
            "U koos %(given)d plannen. Kies er hooguit %(most)d: haal er %(more)d weg.",
            more,
        )
    return [text % {"given": given, "most": terms.most, "more": more}]


def _faults_of_knapsack(terms: Terms, chosen: Mapping[int, int]) -> list[str]:
    spent = sum((terms.costs[number] for number in chosen), Decimal(0))
    if spent <= terms.budget:
        return []
    return [
        _("Uw plannen kosten samen %(spent)s. Er is %(budget)s: haal iets weg van %(more)s of meer.")
        % {"spent": euros(spent), "budget": euros(terms.budget), "more": euros(spent - terms.budget)}
    ]


def to_points(terms: Terms, chosen: Mapping[int, int]) -> Points:
    """Return what is counted. Of a ranking the first choice gets as many points as there are places, the next one less."""
    if terms.method != RANKING:
        return dict(sorted(chosen.items()))
    in_order = sorted(chosen, key=chosen.__getitem__)
    points = {number: terms.highest - place for place, number in enumerate(in_order)}
    return dict(sorted(points.items()))


def to_choices(terms: Terms, points: Mapping[int, int]) -> dict[int, int]:
    """Return what stands on the form for a ballot that was kept."""
    if terms.method != RANKING:
        return dict(points)
    in_order = sorted(points, key=lambda number: -points[number])
    return {number: place for place, number in enumerate(in_order, start=1)}


def grouped(ballots: Iterable[Mapping[int, int]]) -> list[Group]:
    """Return equal ballots as one, with how often they were cast; the order says nothing of who came first."""
    return sorted(Counter(tuple(sorted(points.items())) for points in ballots).items())
