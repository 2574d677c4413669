"""The last net: names, addresses and numbers of people, taken out wherever they still stand in what is written.

The words that stay in a copy are those of the gemeente. Somebody can be named in them nevertheless, and is found here.
"""

import re
from collections.abc import Iterable
from html import escape

SHORTEST = 5


def pattern_of(words: Iterable[str]) -> re.Pattern | None:
    """Return a pattern that finds any of many texts, whatever its capitals, as words of their own."""
    tree: dict = {}
    for word in words:
        for form in {word.lower(), escape(word.lower())}:
            branch = tree
            for letter in form:
                branch = branch.setdefault(letter, {})
            branch[""] = {}
    return re.compile(rf"(?<!\w){_written(tree)}(?!\w)", re.IGNORECASE) if tree else None


def _written(tree: dict) -> str:
    """Write what many texts have in common once: a list of thousands would be tried one by one at each letter."""
    parts = [re.escape(letter) + _written(branch) for letter, branch in sorted(tree.items()) if letter]
    if not parts:
        return ""
    text = parts[0] if len(parts) == 1 and "" not in tree else f"(?:{'|'.join(parts)})"
    return f"{text}?" if "" in tree else text


class Net:
    """What may be found nowhere in a copy, with what is written instead."""

    def __init__(self, *, names: Iterable[str], addresses: Iterable[str], phones: Iterable[str]) -> None:
        kinds = (
            (addresses, "iemand@oefenen.example"),
            (phones, "06-00 00 00 00"),
            # A first name alone is a word too, and says of nobody who it is.
            ((name for name in names if " " in name), "Iemand"),
        )
        found = [
            (pattern_of({word for text in words if len(word := text.strip()) >= SHORTEST}), instead)
            for words, instead in kinds
        ]
        self.patterns = [(pattern, instead) for pattern, instead in found if pattern]

    def clean(self, text: str) -> str:
        for pattern, instead in self.patterns:
            text = pattern.sub(instead, text)
        return text
