"""What people type when asked where they live: reading it and comparing it with names."""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz, process

POSTCODE = re.compile(r"\s*([1-9]\d{3})\s?([A-Za-z]{2})\b[\s,]*(?:nr\.?\s*)?(\d{1,5})?.*")
ONLY_DIGITS = re.compile(r"\s*([1-9]\d{3})\s*")
# From here two words are taken for one word with a typing error.
ALIKE = 82
MOST = 8


@dataclass(frozen=True)
class TypedPostcode:
    """A postcode, or the four digits of one, with, perhaps, a house number."""

    postcode: str
    number: int | None


def read_postcode(text: str) -> TypedPostcode | None:
    """Return the postcode (and house number) that a text starts with, or None when it is something else."""
    match = POSTCODE.fullmatch(text)
    if not match:
        return None
    return TypedPostcode(f"{match[1]}{match[2].upper()}", int(match[3]) if match[3] else None)


def read_digits(text: str) -> TypedPostcode | None:
    """Return the four digits of a postcode when somebody types no more than those."""
    match = ONLY_DIGITS.fullmatch(text)
    return TypedPostcode(match[1], None) if match else None


def plain(text: str) -> str:
    """Return a name as it is compared: lower case, no accents, no signs, no word for the kind."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", bare).split()
    return " ".join(word for word in words if word not in {"wijk", "dorp", "buurt", "gemeente"}) or " ".join(
        words
    )


def best_names(text: str, names: dict[int, str]) -> list[int]:
    """Return the keys of the names that a text most likely means, best first.

    The same name beats a name that starts with the text, that beats one of which a word does, that beats
    one that looks like it. Only the best sort is returned, so that one exact name gives one answer.
    """
    wish = plain(text)
    if not wish:
        return []
    sorts: tuple[list[int], ...] = ([], [], [])
    for key, name in names.items():
        if name == wish:
            sorts[0].append(key)
        elif name.startswith(wish):
            sorts[1].append(key)
        elif any(word.startswith(wish) for word in name.split()):
            sorts[2].append(key)
    for found in sorts:
        if found:
            return sorted(found, key=lambda key: (len(names[key]), names[key]))[:MOST]
    if len(wish) < 3:
        return []
    alike = process.extract(wish, names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST)
    if not alike:
        alike = process.extract(wish, names, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=MOST)
    best = alike[0][1] if alike else 0
    return [key for _name, score, key in alike if score >= best - 6]
