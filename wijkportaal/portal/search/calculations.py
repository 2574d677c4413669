"""Words: how a text is indexed, what a query asks for, which words look like a mistyped one, and what is highlighted."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from rapidfuzz.distance import OSA

from participation.signals.calculations import FILLERS, singular, without_accents

# Nobody types more; what comes beyond is cut off and the page says so.
LONGEST_QUERY = 200
MOST_TERMS = 8
# A word is known by so many signs; longer ones are addresses and nonsense.
LONGEST_WORD = 40
SHORTEST_TERM = 2
# The index keeps this many words of a text, and this many places of one word.
MOST_WORDS, MOST_PLACES = 16_000, 30
# Typing errors are seen in the first signs: one in a word of four or more, two in one of eight or more.
HEAD, ONE_ERROR, TWO_ERRORS = 8, 4, 8
MOST_ALIKE = 5
EXCERPT = 220

_WORD = re.compile(r"\w+")


def query_text(typed: str) -> str:
    """Return what somebody typed on one line, without signs that no text has, and no longer than we read."""
    return " ".join(typed[: 4 * LONGEST_QUERY].replace("\x00", " ").split())[:LONGEST_QUERY]


@dataclass(frozen=True)
class Token:
    """A word in a text: where it stands and how it is compared."""

    start: int
    end: int
    word: str


def tokens_of(text: str) -> Iterable[Token]:
    """Return the words of a text in their order: small letters without accents."""
    for found in _WORD.finditer(text):
        if plain := _plain(found.group()[: 4 * LONGEST_WORD]):
            yield Token(found.start(), found.end(), plain)


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    """Return a word as it is compared. What is no letter or digit once its accents are off (½ becomes 1⁄2) parts a word;
    its first part counts."""
    found = _WORD.search(without_accents(word))
    return found.group()[:LONGEST_WORD] if found else ""


_stem = lru_cache(maxsize=50_000)(singular)


def terms_of(typed: str) -> list[str]:
    """Return the words that are looked for, each once; a filler only when there is nothing else."""
    words = [token.word for token in tokens_of(query_text(typed)) if len(token.word) >= SHORTEST_TERM]
    telling = [word for word in words if word not in FILLERS] or words
    return list(dict.fromkeys(telling))[:MOST_TERMS]


def vector_of(title: str, text: str = "") -> str:
    """Return a text as PostgreSQL keeps it (tsvector): each word as it stands and without its plural, titles first.

    Made here and not by the database, whose parser depends on its locale and whose Dutch stemmer joins little.
    """
    places: dict[str, list[str]] = {}
    at = 0
    for part, weight in ((title, "A"), (text, "")):
        for token in tokens_of(part):
            at += 1
            if at > MOST_WORDS:
                break
            if len(token.word) < SHORTEST_TERM or token.word in FILLERS:
                continue
            for lexeme in {token.word, _stem(token.word)}:
                known = places.setdefault(lexeme, [])
                if len(known) < MOST_PLACES:
                    known.append(f"{at}{weight}")
    return " ".join(f"'{lexeme}':{','.join(where)}" for lexeme, where in places.items())


def vocabulary_of(*texts: str) -> set[str]:
    """Return the words of texts that somebody may mistype."""
    return {token.word for text in texts for token in tokens_of(text) if is_mistakable(token.word)}


def is_mistakable(word: str) -> bool:
    """Whether another word can be a typing error for this one: long enough, and no number."""
    return len(word) >= ONE_ERROR and word.isalpha() and word not in FILLERS


def errors_in(word: str) -> int:
    """Return how many typing errors are forgiven in a word."""
    return 2 if len(word) >= TWO_ERRORS else 1 if len(word) >= ONE_ERROR else 0


def keys_of(word: str) -> list[int]:
    """Return the deletion neighbourhood of the beginning of a word, as numbers of four bytes.

    Two words that differ by so many errors share a key: leave out the wrong signs on both sides, and what is left is
    the same. Of the beginning only, so that a long compound costs no more and is found by its first part.
    """
    head = word[:HEAD]
    kept = {head}
    for gone in range(1, errors_in(word) + 1):
        kept |= {"".join(left) for left in combinations(head, len(head) - gone)}
    return sorted({crc32(each.encode()) - 2**31 for each in kept})


def closest_to(term: str, words: Iterable[str]) -> list[str]:
    """Return the words that a mistyped one may be, or begin: those with the fewest errors, within what is forgiven."""
    allowed = errors_in(term)
    scored = [
        (_errors_between(term, word), abs(len(word) - len(term)), word) for word in words if word != term
    ]
    fewest = min((errors for errors, _length, _word in scored), default=allowed + 1)
    if fewest > allowed:
        return []
    return [word for errors, _length, word in sorted(scored) if errors == fewest][:MOST_ALIKE]


def _errors_between(term: str, word: str) -> int:
    """Return the least number of errors between what was typed and a word or its beginning."""
    cuts = {word, *(word[: len(term) + more] for more in (-1, 0, 1))}
    return min(OSA.distance(term, cut) for cut in cuts)


@dataclass(frozen=True)
class Wanted:
    """What is looked for: the words, and for mistyped ones what they may be."""

    terms: Sequence[str]
    alike: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def expression(self) -> str:
        """The query as PostgreSQL reads it (tsquery). Words hold letters and digits alone: nothing is an operator."""
        return " & ".join(f"({' | '.join(self._ways(term))})" for term in self.terms)

    def _ways(self, term: str) -> list[str]:
        other = [form for word in self.alike.get(term, ()) for form in (word, _stem(word))]
        return [f"'{term}':*", *(f"'{word}'" for word in dict.fromkeys([_stem(term), *other]))]

    def meant_by(self, word: str) -> str:
        """Return the word that a word of a text was found by, else nothing."""
        stem = _stem(word)
        for term in self.terms:
            if word.startswith(term) or stem == _stem(term):
                return term
            for other in self.alike.get(term, ()):
                if word == other or stem == _stem(other):
                    return other
        return ""


# A part of a text, and whether it is what was looked for.
Piece = tuple[str, bool]


def highlighted(text: str, wanted: Wanted) -> list[Piece]:
    """Return a text in pieces, with the words that were looked for apart."""
    pieces: list[Piece] = []
    at = 0
    for token in tokens_of(text):
        if wanted.meant_by(token.word):
            pieces += [(text[at : token.start], False), (text[token.start : token.end], True)]
            at = token.end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def excerpt_of(text: str, wanted: Wanted, *, length: int = EXCERPT) -> list[Piece]:
    """Return the part of a text with the most different words that were looked for, in pieces; else its beginning."""
    hits = [(token, meant) for token in tokens_of(text) if (meant := wanted.meant_by(token.word))]
    start, most = 0, 0
    for first, (token, _meant) in enumerate(hits):
        window = {meant for each, meant in hits[first : first + 30] if each.end <= token.start + length - 40}
        if len(window) > most:
            start, most = max(0, token.start - 40), len(window)
    if len(text) <= length:
        start = 0
    if start:
        start = text.find(" ", start, start + 40) + 1 or start
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + length // 2)
    pieces = highlighted(text[start:end], wanted)
    return [*([("… ", False)] if start else []), *pieces, *([(" …", False)] if end < len(text) else [])]
