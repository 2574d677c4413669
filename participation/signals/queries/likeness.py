"""Which signals may be about the same thing: found by text and by distance, then compared one by one."""

from dataclasses import dataclass
from datetime import timedelta
from math import cos, radians

from django.db.models import Q, QuerySet
from django.utils import timezone

from participation.signals.calculations import FAR, likeness, metres_between, plain_words, search_terms
from participation.signals.models import Signal
from participation.signals.queries.inbox import text_query
from participation.signals.states import DISCARDED, OPEN

# What was handed in longer ago is hardly about the same.
WITHIN = timedelta(days=730)
# How many are compared of those found by text, and of those found nearby.
BY_TEXT, NEARBY = 400, 200
ALIKE = 50
SHOWN = 8
# Metres in a degree to the north.
DEGREE = 111_320
# Somebody who says the same again within this time is not something new.
SAME_WITHIN = timedelta(days=7)
SAME_SPOT = 100
ENOUGH_WORDS = 5


@dataclass(frozen=True)
class Alike:
    """A signal that looks like another: how much from 0 to 100, and how far away in metres if both have a point."""

    signal: Signal
    score: int
    metres: int | None


FIELDS = ("pk", "words", "latitude", "longitude")


def alike_to(signal: Signal, candidates: QuerySet[Signal]) -> list[Alike]:
    """Return which of the candidates look like a signal, most alike first; three queries, whatever there is."""
    since = timezone.now() - WITHIN
    known = (
        candidates.filter(lead=None, received_at__gte=since)
        .exclude(pk=signal.head.pk)
        .exclude(state=DISCARDED)
        .order_by("-received_at", "-pk")
    )
    rows = {row[0]: row for row in _by_text(signal, known)}
    rows |= {row[0]: row for row in _nearby(signal, known)}
    best = sorted(
        (
            (likeness(signal.words, words, metres), metres, pk)
            for pk, words, metres in _measured(signal, rows)
        ),
        key=lambda each: (-each[0], each[2]),
    )[:SHOWN]
    best = [each for each in best if each[0] >= ALIKE]
    found = Signal.objects.select_related("area", "theme").in_bulk([pk for _score, _metres, pk in best])
    return [Alike(found[pk], score, None if metres is None else round(metres)) for score, metres, pk in best]


def _by_text(signal: Signal, known: QuerySet[Signal]):
    terms = search_terms(signal.words.split())
    if not terms:
        return []
    # An area of its own index, newest first: who looks for the same thing looks near and lately.
    return known.filter(area=signal.area_id, search=text_query(terms, "|")).values_list(*FIELDS)[:BY_TEXT]


def _nearby(signal: Signal, known: QuerySet[Signal]):
    if signal.point is None:
        return []
    latitude, longitude = signal.point
    north = FAR / DEGREE
    east = north / max(0.01, cos(radians(latitude)))
    return known.filter(
        latitude__range=(latitude - north, latitude + north),
        longitude__range=(longitude - east, longitude + east),
    ).values_list(*FIELDS)[:NEARBY]


def _measured(signal: Signal, rows: dict):
    for pk, words, latitude, longitude in rows.values():
        there = None if latitude is None else (float(latitude), float(longitude))
        metres = metres_between(signal.point, there) if signal.point and there else None
        yield pk, words, metres


def the_same(signal: Signal, candidates: QuerySet[Signal]) -> QuerySet[Signal]:
    """Return the open candidates that say word for word the same in the same area."""
    if not signal.fingerprint:
        return candidates.none()
    return candidates.filter(
        fingerprint=signal.fingerprint, area=signal.area_id, lead=None, state__in=OPEN
    ).exclude(pk=signal.head.pk)


def said_before(signal: Signal) -> Signal | None:
    """Return the open signal that a new one only repeats, or None.

    Word for word the same, in the same area and within a week: with a point within a hundred metres, or without
    one when the text is long enough to mean one thing. Ten thousand of those are one line in the inbox.
    """
    first = (
        the_same(signal, Signal.objects.all())
        .filter(received_at__gte=timezone.now() - SAME_WITHIN)
        .exclude(pk=signal.pk)
        .order_by("received_at", "pk")
    )
    if signal.point is None:
        is_long = len(signal.words.split()) >= ENOUGH_WORDS
        return first.filter(latitude=None, place__iexact=signal.place).first() if is_long else None
    for other in first.filter(Q(latitude__isnull=False))[:50]:
        if metres_between(signal.point, other.point) <= SAME_SPOT:
            return other
    return None


def words_of(text: str) -> str:
    """Return a text as it is kept to be compared."""
    return " ".join(plain_words(text))
