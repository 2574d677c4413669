"""Catalogues of words: reading and writing `.po`, and `.mo` from it, without gettext's programs (a bare machine has none).

One catalogue a language in `locale/`; Dutch has none, because it is what stands in the code. Pure Python.
"""

import ast
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# A placeholder of Python, or what a web address or a mark-up tag would be.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+[^>]*>|\{\w*\}")
HEADER = "Content-Type: text/plain; charset=UTF-8\nLanguage: {language}\nPlural-Forms: nplurals=2; plural=(n != 1);\n"


@dataclass(frozen=True, order=True)
class Words:
    """What can be translated: the Dutch, for numbers also of more than one, and where one word is two in a context."""

    one: str
    many: str = ""
    context: str = ""


Catalogue = dict[Words, tuple[str, ...]]


def read(path: Path) -> Catalogue:
    """Read a catalogue; empty when there is none yet."""
    found: Catalogue = {}
    if not path.exists():
        return found
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        entry: dict[str, str] = {}
        keyword = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            word, _space, text = line.partition(" ") if line[:1] != '"' else (keyword, "", line)
            keyword = word
            entry[word] = entry.get(word, "") + ast.literal_eval(text)
        if entry.get("msgid"):
            words = Words(entry["msgid"], entry.get("msgid_plural", ""), entry.get("msgctxt", ""))
            told = (entry["msgstr[0]"], entry["msgstr[1]"]) if words.many else (entry["msgstr"],)
            found[words] = told
    return found


def written(catalogue: Catalogue, language: str) -> str:
    """Return a catalogue as the text of a `.po`, in the order of the Dutch."""
    blocks = ['msgid ""\nmsgstr ""\n' + "".join(_quoted(line) + "\n" for line in _header(language))]
    for words, told in sorted(catalogue.items()):
        lines = [f"msgctxt {_quoted(words.context)}"] if words.context else []
        lines.append(f"msgid {_quoted(words.one)}")
        if words.many:
            lines.append(f"msgid_plural {_quoted(words.many)}")
            lines += [f"msgstr[{number}] {_quoted(text)}" for number, text in enumerate(told)]
        else:
            lines.append(f"msgstr {_quoted(told[0])}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _header(language: str) -> list[str]:
    return HEADER.format(language=language).splitlines(keepends=True)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def compiled(catalogue: Catalogue, language: str) -> bytes:
    """Return the `.mo` of a catalogue: what is translated, sorted, without a table of hashes."""
    texts = {b"": HEADER.format(language=language).encode()}
    for words, told in catalogue.items():
        if all(told):
            key = f"{words.context}\x04{words.one}" if words.context else words.one
            texts[(f"{key}\0{words.many}" if words.many else key).encode()] = "\0".join(told).encode()
    keys = sorted(texts)
    start = 28 + 16 * len(keys)
    tables, data = ([], []), b""
    for table, strings in zip(tables, (keys, [texts[key] for key in keys]), strict=True):
        for string in strings:
            table.extend((len(string), start + len(data)))
            data += string + b"\0"
    numbers = [0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start, *tables[0], *tables[1]]
    return struct.pack(f"<{len(numbers)}I", *numbers) + data


def missing(catalogue: Catalogue, wanted: Iterable[Words]) -> list[Words]:
    """Return what has no translation."""
    return sorted(words for words in set(wanted) if not all(catalogue.get(words, ("",))))


def unlike(catalogue: Catalogue) -> list[Words]:
    """Return what has other placeholders or mark-up than the Dutch, and would break a page."""
    return sorted(
        words
        for words, told in catalogue.items()
        if all(told)
        and not all(
            _placeholders(text) == _placeholders(dutch)
            for text, dutch in zip(told, (words.one, words.many or words.one), strict=False)
        )
    )


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))
