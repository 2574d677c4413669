"""Codes of ours and what the API calls them: the Dutch word that people read, in small letters."""

from collections.abc import Iterable
from functools import cached_property

from django.utils.text import slugify
from django.utils.translation import override


class Words:
    """The words for one set of codes (a life cycle, choices). They are part of the API: its document has them all."""

    def __init__(self, choices: Iterable[tuple[str, object]]) -> None:
        self.choices = [(key, label) for key, label in choices if key]

    @cached_property
    def names(self) -> dict[str, str]:
        """The word of each code, Dutch whatever language somebody reads."""
        with override("nl"):
            return {str(key): slugify(str(label)) for key, label in self.choices}

    def name(self, key: str) -> str | None:
        """Return the word of a code; None for an empty one."""
        return self.names.get(str(key)) if key else None

    def key(self, name: str) -> str:
        """Return the code that a word stands for. Raises KeyError."""
        return self._keys[name]

    @cached_property
    def _keys(self) -> dict[str, str]:
        keys = {name: key for key, name in self.names.items()}
        if len(keys) != len(self.names):
            raise ValueError(f"Two codes have the same word: {sorted(self.names.items())}")
        return keys
