"""Every letter of the portal with the sentences that it is made of, read from the letters.py of each room.

The sentences are found in the source and not by writing letters: nobody needs to make up records for a hundred of them,
and a letter that is added tomorrow is here tomorrow.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils.text import capfirst

from wijkportaal.foundation.mail.wording import labels_of, with_braces

LETTERS = frozenset({"Letter", "Text"})
GREETINGS = ("Goedendag", "Beste ", "Dag ")
# What the letters of a room are about, where the name of the room is not what people call it.
ABOUT = {
    "allocations": "Toekenningen", "analysis": "Buurtanalyse", "books": "Kasboek en jaarrekening",
    "commitments": "Afspraken", "consultations": "Vragenrondes", "contributions": "Bijdragen aan een programma",
    "cycle": "Cyclus", "decisions": "Besluiten", "grants": "Aanvragen", "initiatives": "Initiatieven",
    "meetings": "Bijeenkomsten", "moderation": "Moderatie", "neighbours": "Buurtgenoten", "objections": "Bezwaren",
    "privacy": "Eigen gegevens", "progress": "Voortgang van projecten", "projects": "Projecten",
    "recognition": "Erkenning", "roles": "Rollen en uitnodigingen", "signals": "Signalen",
    "stewardship": "Zeggenschap", "subscriptions": "Wat iemand volgt", "taskgroups": "Taakgroepen",
    "steering": "Sturen", "voting": "Stemmen", "webhooks": "Webhooks", "vouchers": "Waardebonnen", "yearly": "Programma's",
}  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """A sentence of a letter as it came with the portal. `original` is its name everywhere."""

    place: str
    original: str
    is_subject: bool

    @property
    def text(self) -> str:
        return with_braces(self.original)

    @property
    def is_part(self) -> bool:
        """Whether these are words within another sentence."""
        return not self.is_subject and (self.original[0].islower() or self.original[-1].isalpha())

    @property
    def labels(self) -> list[str]:
        return list(labels_of(self.original))


@dataclass(frozen=True)
class LetterText:
    """A letter: the function that writes it, and what it may say."""

    place: str
    function: str
    sentences: tuple[Sentence, ...]

    @property
    def room(self) -> str:
        return self.place.split(".")[-2]

    @property
    def key(self) -> str:
        return f"{self.room}-{self.function}".replace("_", "-")

    @property
    def about(self) -> str:
        return ABOUT.get(self.room) or capfirst(apps.get_app_config(self.room).verbose_name)

    @property
    def title(self) -> str:
        subjects = [each.text for each in self.sentences if each.is_subject]
        return subjects[0] if subjects else self.sentences[0].text


@cache
def letters() -> dict[str, LetterText]:
    """Return all letters of the portal by their key, in the order of the rooms."""
    found = {}
    for room in settings.ROOMS:
        place = f"{room}.letters"
        specification = find_spec(place)
        if specification and specification.origin:
            for letter in _letters_in(place, Path(specification.origin).read_text(encoding="utf-8")):
                found[letter.key] = letter
    return dict(sorted(found.items(), key=lambda item: (item[1].about, item[1].title)))


def _letters_in(place: str, source: str) -> Iterator[LetterText]:
    functions = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    for name, function in functions.items():
        if name.startswith("_") or not _writes(function):
            continue
        reader = _Reader(place, functions)
        reader.read(function, is_subject=False)
        if reader.sentences:
            yield LetterText(place, name, _in_order(reader.sentences))


def _writes(function: ast.FunctionDef) -> bool:
    """Whether a function writes a letter: it returns one, or sends it."""
    returned = getattr(function.returns, "id", "")
    return returned in LETTERS or any(
        isinstance(node, ast.Call) and getattr(node.func, "id", "") == "send_letter"
        for node in ast.walk(function)
    )


def _in_order(sentences: dict[str, Sentence]) -> tuple[Sentence, ...]:
    """Put the subject first and then the greeting, as in the letter itself, and words within a sentence last."""
    return tuple(
        sorted(
            sentences.values(),
            key=lambda each: (not each.is_subject, each.is_part, not each.original.startswith(GREETINGS)),
        )
    )


class _Reader:
    """Walks through a function, and what it calls of its own module, for the sentences in it."""

    def __init__(self, place: str, functions: dict[str, ast.FunctionDef]) -> None:
        self.place, self.functions = place, functions
        self.sentences: dict[str, Sentence] = {}
        self.seen: set[str] = set()

    def read(self, function: ast.FunctionDef, *, is_subject: bool) -> None:
        if function.name in self.seen:
            return
        self.seen.add(function.name)
        for node in function.body:
            self.walk(node, is_subject)

    def walk(self, node: ast.AST, is_subject: bool) -> None:
        if isinstance(node, ast.Assign):
            is_subject = is_subject or any(getattr(target, "id", "") == "subject" for target in node.targets)
        if isinstance(node, ast.keyword):
            is_subject = is_subject or node.arg == "subject"
        if not isinstance(node, ast.Call):
            for child in ast.iter_child_nodes(node):
                self.walk(child, is_subject)
            return
        name = getattr(node.func, "id", "")
        if name in {"_", "ngettext"}:
            for argument in node.args[: 1 if name == "_" else 2]:
                if isinstance(argument, ast.Constant):
                    self._note(argument.value, is_subject)
            return
        subject_at = self._subject_at(name)
        self.walk(node.func, is_subject)
        for at, argument in enumerate(node.args):
            self.walk(argument, is_subject or at == subject_at)
        for keyword in node.keywords:
            self.walk(keyword, is_subject)
        if called := self.functions.get(name):
            self.read(called, is_subject=is_subject or name == "_subject")

    def _subject_at(self, name: str) -> int | None:
        if name in LETTERS:
            return 0
        called = self.functions.get(name)
        names = [argument.arg for argument in called.args.args] if called else []
        return names.index("subject") if "subject" in names else None

    def _note(self, original: str, is_subject: bool) -> None:
        known = self.sentences.get(original)
        if known is None or (is_subject and not known.is_subject):
            self.sentences[original] = Sentence(self.place, original, is_subject)
