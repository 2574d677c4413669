"""Arithmetic of a print run: how many, how heavy, and how hard a text is to read. Pure Python."""

import re
from functools import lru_cache

import pyphen

# Square metres of a leaf.
LEAF = {"A4": 0.210 * 0.297, "A5": 0.148 * 0.210}
# Flesch-Douma: 100 is a text for children, 0 for scholars. Below this a text is harder than B1.
LOWEST_B1 = 60.0
# Fewer words than this say nothing of a text.
FEWEST_WORDS = 30
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:]+(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouyáàäâéèëêíìïîóòöôúùüûý]+")


def copies_needed(addresses: int, percentage: int) -> int:
    """Return how many copies are printed: one for each address and a percentage more, rounded up."""
    return -(-addresses * (100 + percentage) // 100)


def grams_of(pages: int, *, paper: str, weight: int) -> int:
    """Return what a copy weighs in grams, on paper of `weight` grams per square metre."""
    return round(-(-pages // 2) * LEAF[paper] * weight)


def syllables_in(word: str) -> int:
    """Return how many syllables a Dutch word has: where it may be hyphenated, and one more."""
    lowered = word.lower()
    if not _VOWELS.search(lowered):
        return 1
    return len(_hyphens().positions(lowered)) + 1


@lru_cache(maxsize=1)
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL", left=1, right=1)


def reading_ease(text: str) -> float | None:
    """Return the Flesch-Douma score of a Dutch text; None when it is too short to tell.

    206.84 - 0.93 × words per sentence - 77 × syllables per word (W.H. Douma, 1960).
    """
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    syllables = sum(syllables_in(word) for word in words)
    return round(206.84 - 0.93 * len(words) / sentences - 77 * syllables / len(words), 1)


def is_harder_than_b1(text: str) -> bool:
    """Whether a text is harder than B1, the level that most people read; short texts are not judged."""
    score = reading_ease(text)
    return score is not None and score < LOWEST_B1
