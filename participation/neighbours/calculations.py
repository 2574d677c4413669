"""Which notices fit each other and why, and which words do not go in public. Pure Python."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participation.neighbours.states import ASK, SLOTS

# Beginnings of words that point to health. Rather one notice too many that is worded anew than one that tells the street
# who is ill.
HEALTH = re.compile(
    r"\b(?:(?:chronisch|ernstig|langdurig)?ziek|kanker|tumor|dement|alzheimer|parkinson|reuma|artrose|diabet|suikerziek|"
    r"epilep|hartfalen|hartinfarct|beroerte|astma|copd|longziek|migraine|depress|psych|autis|adhd|burn-?out|angststoornis|"
    r"borderline|verslaa?[fv]|alcoholi|medicij|medicatie|operatie|geopereerd|chemo|bestraling|revalid|handicap|"
    r"gehandicapt|invalide|rolstoel|rollator|scootmobiel|verstandelijk|lichamelijke? beperk|beperking|blind\b|slechtziend|"
    r"slechthorend|doof\b|incontinent|thuiszorg|wijkverpleeg|verpleeg|mantelzorg|wmo\b|huisarts|ziekenhuis|dialyse|hiv\b|"
    r"zwanger|diagnose|behandeling|patient|pati[eë]nt|gebroken (?:been|arm|heup))",
    re.IGNORECASE,
)
LINK = re.compile(r"https?:|www\.|\b\w+@\w+\.\w+", re.IGNORECASE)
NUMBER = re.compile(r"(?:\d[\s.\-]?){8,}")


def health_word_in(text: str) -> str:
    """Return the first word of a text that points to health, or an empty text."""
    found = HEALTH.search(text)
    if found is None:
        return ""
    end = re.compile(r"\W|$").search(text, found.end())
    return text[found.start() : end.start() if end else found.end()]


def tells_how_to_reach(text: str) -> bool:
    """Whether a text has a link, an address or a number in it: contact goes through the portal."""
    return bool(LINK.search(text) or NUMBER.search(text))


def plain(text: str) -> str:
    """Return a place for comparing: small letters, no accents and no house number."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"\W+\d+\s*[a-z]?$", "", bare).strip()


@dataclass(frozen=True)
class Wish:
    """A notice as far as it can fit another. `near` are the areas beside its own; no slots is any time."""

    key: int
    kind: str
    category: str
    area: int
    place: str
    slots: frozenset[str] = frozenset()
    near: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Fit:
    """Another notice that fits, how well (larger is better), and why in words."""

    key: int
    score: int
    reasons: tuple[str, ...]


def fits_of(own: Wish, others: Iterable[Wish]) -> list[Fit]:
    """Return the notices that fit one, the best first."""
    found = [fit for other in others if (fit := fit_of(own, other))]
    return sorted(found, key=lambda fit: (-fit.score, fit.key))


def fit_of(own: Wish, other: Wish) -> Fit | None:
    """Return why two notices fit, or None: one asks what the other offers, near enough and at a time both can."""
    if own.key == other.key or own.kind == other.kind or own.category != other.category:
        return None
    closeness, near = _closeness(own, other)
    shared = own.slots & other.slots
    if not closeness or (own.slots and other.slots and not shared):
        return None
    what = _("biedt dit aan") if own.kind == ASK else _("zoekt dit")
    reasons = [what, near]
    if shared:
        reasons.append(
            _("kan ook %(when)s") % {"when": _and([str(SLOTS[slot]) for slot in SLOTS if slot in shared])}
        )
    return Fit(other.key, 10 * closeness + len(shared), tuple(reasons))


def _closeness(own: Wish, other: Wish) -> tuple[int, str]:
    if own.area == other.area and plain(own.place) == plain(other.place):
        return 3, _("bij u in de straat of postcode")
    if own.area == other.area:
        return 2, _("in dezelfde wijk of hetzelfde dorp")
    if other.area in own.near or own.area in other.near:
        return 1, _("in een gebied naast het uwe")
    return 0, ""


def _and(words: list[str]) -> str:
    return (
        words[0]
        if len(words) == 1
        else _("%(first)s en %(last)s")
        % {
            "first": ", ".join(words[:-1]),
            "last": words[-1],
        }
    )
