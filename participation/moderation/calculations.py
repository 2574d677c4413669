"""What may be written by whom. No database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

# Who joined less long ago, or of whom nothing was shown yet, is a newcomer: spam comes from new accounts.
NEWCOMER_FOR = timedelta(days=7)
WORDS, LINKS = 400, 3
NEWCOMERS_WORDS, NEWCOMERS_LINKS = 150, 0
# From so many people, what they object to is out of sight until someone looked.
REPORTS_THAT_HIDE = 3
LINK = re.compile(
    r"https?://\S+|www\.\S+|\b[\w-]+\.(?:nl|com|org|net|info|eu|frl|biz|ru|io|be|de)\b", re.IGNORECASE
)


def is_newcomer(joined_at: datetime, shown_before: int, *, now: datetime) -> bool:
    """Tell whether someone is new: joined this week, or nothing of theirs was shown yet."""
    return shown_before == 0 or now - joined_at < NEWCOMER_FOR


@dataclass(frozen=True)
class Limits:
    """How much may be written: by anyone, and by a newcomer."""

    words: int = WORDS
    links: int = LINKS
    newcomers_words: int = NEWCOMERS_WORDS
    newcomers_links: int = NEWCOMERS_LINKS


USUAL = Limits()


def fault_in_words(text: str, *, newcomer: bool, limits: Limits = USUAL) -> str:
    """Say, in Dutch, why a text is too long or has too many links for this person; empty when it is not."""
    words, links = len(text.split()), len(LINK.findall(text))
    most_words, most_links = (
        (limits.newcomers_words, limits.newcomers_links) if newcomer else (limits.words, limits.links)
    )
    if words > most_words:
        return _("Uw reactie heeft %(words)d woorden. Er is plek voor %(most)d. Maak hem korter.") % {
            "words": words,
            "most": most_words,
        }
    if links <= most_links:
        return ""
    if not most_links and newcomer:
        return _("In uw eerste reacties kan nog geen link staan. Haal de link weg.")
    if not most_links:
        return _("In een reactie kan geen link staan. Haal de link weg.")
    return _("Er mogen hooguit %(most)d links in een reactie staan.") % {"most": most_links}


def has_watched_word(text: str, watched: Iterable[str]) -> bool:
    """Tell whether one of the words that a gemeente wants to read first stands in a text, as a word of its own.

    A `*` at the end of a word stands for any ending.
    """
    patterns = [
        re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")
        for word in watched
        if word.strip("* ")
    ]
    return bool(patterns) and bool(re.search(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", text, re.IGNORECASE))
