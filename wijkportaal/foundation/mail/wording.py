"""The gemeente's own words in the letters of the portal.

Every sentence of a letters.py goes through the `_` of `words_of(__name__)`: the words that this gemeente chose for it,
or else those that came with the portal, in the language of who reads. So no letter knows that it can be changed, and
each of them can (docs/adr/0156-words-of-letters.md).
"""

import re
import time

from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from redis.exceptions import RedisError

from wijkportaal.foundation.mail.models import Wording

NAMED = re.compile(r"%\((\w+)\)[sd]")
PLACE = re.compile(r"\{([^{}]*)\}")
# What stands between braces in a sentence that a gemeente writes.
LABELS = {
    "address": "adres", "because": "waarom",
    "about": "onderwerp", "account": "jaarrekening", "act_by": "opzeggen voor", "amount": "bedrag", "area": "gebied",
    "asked": "gevraagd op", "before": "eerst", "board": "bestuur", "code": "code", "college": "college",
    "date": "datum", "day": "dag", "days": "aantal dagen", "document": "document", "end": "einddatum",
    "first": "eerste bericht", "gemeente": "gemeente", "goal": "doel", "group": "groep", "host": "gastheer",
    "idea": "idee", "inviter": "uitnodiger", "left": "wat over is", "link": "link", "name": "naam", "new": "nieuw",
    "number": "nummer", "old": "oud", "organisation": "organisatie", "part": "onderdeel", "parts": "onderdelen",
    "period": "periode", "phone": "telefoonnummer", "place": "plaats", "programme": "programma",
    "purpose": "bestemming", "question": "vraag", "reason": "reden", "recipient": "ontvanger",
    "reference": "kenmerk", "remark": "opmerking", "role": "rol", "source": "bron", "sources": "bronnen",
    "staffel": "staffel", "start": "begindatum", "state": "stand", "step": "stap", "term": "termijn", "subject": "onderwerp",
    "title": "titel", "website": "website", "what": "wat", "where": "waar", "who": "wie", "with_whom": "met wie",
    "year": "jaar", "years": "aantal jaren",
}  # fmt: skip
# How long a process goes on with the words it knows before it asks whether they changed.
FRESH_SECONDS = 5
VERSION_KEY = "mail:wording-version"


def labels_of(original: str) -> dict[str, str]:
    """Return what may stand between braces in a sentence, each with the name that the portal has for it."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(NAMED.findall(original)):
        label = LABELS.get(name, name.replace("_", " "))
        found[label if label not in found else f"{label} 2"] = name
    return found


def with_braces(original: str) -> str:
    """Write a sentence of the portal as a gemeente writes it: `{naam}` for `%(name)s`."""
    labels = {name: label for label, name in labels_of(original).items()}
    return NAMED.sub(lambda found: f"{{{labels[found[1]]}}}", original)


class Worded(str):
    """A sentence in the words of the gemeente; takes its values by `%` as the portal's own sentence does."""

    __slots__ = ("labels",)

    def __new__(cls, text: str, labels: dict[str, str]):
        worded = super().__new__(cls, text)
        worded.labels = labels
        return worded

    def __mod__(self, values: dict) -> str:
        return PLACE.sub(
            lambda found: str(values[self.labels[found[1]]]) if found[1] in self.labels else found[0],
            str(self),
        )


class Known:
    """The words of the gemeente as this process knows them: read anew when their version in Redis is another."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, str], str] | None = None
        self.version: str | None = None
        self.until = 0.0

    def own(self, place: str, original: str) -> str | None:
        """Return the words of the gemeente for a sentence, or None."""
        now = time.monotonic()
        if now >= self.until:
            self._renew()
            self.until = now + FRESH_SECONDS
        return self.texts.get((place, original))

    def _renew(self) -> None:
        try:
            version = cache.get(VERSION_KEY)
        except RedisError:
            version = self.version
        if self.texts is None or version != self.version:
            self.remember({(each.place, each.original): each.text for each in Wording.objects.all()}, version)

    def remember(self, texts: dict[tuple[str, str], str], version: str | None = None) -> None:
        self.texts, self.version = texts, version

    def forget(self) -> None:
        """Read all again at the next sentence."""
        self.texts, self.until = None, 0.0


KNOWN = Known()


class Words:
    """The words of the letters of one module: its `gettext`, and its `ngettext`."""

    def __init__(self, place: str) -> None:
        self.place = place

    def __call__(self, original: str) -> str:
        return _own(self.place, original) or translation.gettext(original)

    def ngettext(self, one: str, more: str, number: int) -> str:
        return _own(self.place, one if number == 1 else more) or translation.ngettext(one, more, number)


def words_of(place: str) -> Words:
    """Return what the letters.py `place` uses as its `_`."""
    return Words(place)


def _own(place: str, original: str) -> str | None:
    # A gemeente writes in its first language; who reads in another one gets the portal's translation.
    if (translation.get_language() or settings.LANGUAGE_CODE) != settings.LANGUAGE_CODE:
        return None
    text = KNOWN.own(place, original)
    return Worded(text, labels_of(original)) if text else None
