"""In which language is spoken now, and to whom else in another.

A request has the language of its address. What is *written down* is Dutch whoever asked for it: notes, descriptions of
bookings, letters to colleagues (`audit.actions.recorded` sees to it). A letter has the language of its reader, and an
answer to who made the request is in theirs, also from within an action.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import wraps

from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import translation

from wijkportaal.foundation.languages.states import DUTCH, LANGUAGES, PREFIXED

# What a letter consists of.
TEXTS = ("subject", "body")
_asked_in: ContextVar[str] = ContextVar("asked_in", default=DUTCH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write words, dates and addresses in a language of the portal; in Dutch when it has no such language.

    The prefix of a language is to Django the folder in which the portal is installed (SCRIPT_NAME), so that `reverse`
    and `{% url %}` lead to pages in the same language without knowing of it.
    """
    language = language if language in LANGUAGES else DUTCH
    outside = get_script_prefix()
    root = outside
    for prefix in PREFIXED:
        root = root.removesuffix(f"{prefix}/")
    with translation.override(language):
        set_script_prefix(root if language == DUTCH else f"{root}{language}/")
        try:
            yield
        finally:
            set_script_prefix(outside)


@contextmanager
def asked_in(language: str) -> Iterator[None]:
    """Answer a request in the language of its address."""
    token = _asked_in.set(language)
    try:
        with speaking(language):
            yield
    finally:
        _asked_in.reset(token)


def language_asked() -> str:
    """Return the language of the request that is answered; Dutch in the background."""
    return _asked_in.get()


def refusal(text: str) -> str:
    """Translate a text for who made the request, also where what is written down is Dutch."""
    with translation.override(language_asked()):
        return translation.gettext(text)


def refusal_of_number(one: str, many: str, number: int) -> str:
    """Translate a text with a number for who made the request."""
    with translation.override(language_asked()):
        return translation.ngettext(one, many, number)


def language_of(reader: object) -> str:
    """Return the language of a reader: the one that is kept with them, else that of the request.

    Someone with an account who chose none reads Dutch.
    """
    kept = getattr(reader, "language", None)
    if kept:
        return kept
    return DUTCH if hasattr(reader, "is_authenticated") else language_asked()


class Spoken(str):
    """A text in Dutch that knows itself in the other languages, until it is known who reads it."""

    told: dict[str, str]


def in_every_language(write: Callable) -> Callable:
    """Write a letter in each language; `mail.actions.send_letter` sends the one that its reader chose."""

    @wraps(write)
    def written(*args, **kwargs):
        letters = {}
        for language in LANGUAGES:
            with speaking(language):
                letters[language] = write(*args, **kwargs)
        return replace(
            letters[DUTCH],
            **{name: _spoken({key: getattr(each, name) for key, each in letters.items()}) for name in TEXTS},
        )

    return written


def _spoken(told: dict[str, str]) -> Spoken:
    text = Spoken(told[DUTCH])
    text.told = told
    return text


def spoken_in(language: str, text: str) -> str:
    """Return a text in a language, if it was written in it."""
    return text.told[language] if isinstance(text, Spoken) else text


def plain_address(name: str, *args: object) -> str:
    """Return the address of what has no language, as a picture, so that a browser fetches it once."""
    with speaking(DUTCH):
        return reverse(name, args=args)
