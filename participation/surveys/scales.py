"""The four questions that every survey asks, in the words and with the answers by which Deventer measured its work.

A scale never changes: other words are another version of it, beside the old one, and a new instrument that names it.
So numbers of one scale can be laid beside each other for ever, whatever is asked later.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Answer:
    """One answer of a scale: whether it counts for the share, against it, or (None) says nothing about it."""

    key: str
    label: str | Promise
    counts: bool | None


@dataclass(frozen=True)
class Scale:
    """A question with its answers; `measure` names the share of those whose answer counts, `short` as on a chart."""

    key: str
    version: int
    question: str | Promise
    measure: str | Promise
    short: str | Promise
    explained: str | Promise
    answers: tuple[Answer, ...]
    help_text: str | Promise = ""

    def keys(self, counts: bool | None) -> list[str]:
        """Return the answers that count for the share (True), against it (False) or neither (None)."""
        return [answer.key for answer in self.answers if answer.counts is counts]


AWARENESS = Scale(
    "awareness",
    1,
    _("Kent u de wijkaanpak in uw wijk of dorp?"),
    _("kent de wijkaanpak"),
    _("bekend"),
    _("Wie antwoordt “ja, goed” of “ja, enigszins”."),
    (
        Answer("well", _("ja, goed"), True),
        Answer("somewhat", _("ja, enigszins"), True),
        Answer("not", _("nee"), False),
    ),
)
APPRECIATION = Scale(
    "appreciation",
    1,
    _("Wat vindt u van de wijkaanpak?"),
    _("waardeert de wijkaanpak"),
    _("gewaardeerd"),
    _("Wie antwoordt “zeer positief” of “tamelijk positief”. Wie het niet weet, telt niet mee."),
    (
        Answer("very_positive", _("zeer positief"), True),
        Answer("fairly_positive", _("tamelijk positief"), True),
        Answer("neutral", _("niet positief en niet negatief"), False),
        Answer("fairly_negative", _("tamelijk negatief"), False),
        Answer("very_negative", _("zeer negatief"), False),
        Answer("unknown", _("weet ik niet"), None),
    ),
)
SOLVED = Scale(
    "solved",
    1,
    _("Is het belangrijkste probleem in uw wijk of dorp opgelost, of wordt eraan gewerkt?"),
    _("ziet dat het probleem is opgelost of dat eraan wordt gewerkt"),
    _("opgelost of in de maak"),
    _(
        "Wie antwoordt “opgelost” of “er wordt aan gewerkt”. Wie geen probleem ziet of het niet weet, telt niet mee."
    ),
    (
        Answer("solved", _("het is opgelost"), True),
        Answer("worked_on", _("er wordt aan gewerkt"), True),
        Answer("nothing", _("er gebeurt niets"), False),
        Answer("no_problem", _("ik zie geen probleem"), None),
        Answer("unknown", _("weet ik niet"), None),
    ),
    _("Denk aan wat u zelf het belangrijkst vindt."),
)
TAKING_PART = Scale(
    "taking_part",
    1,
    _("Deed u het afgelopen jaar mee aan iets voor uw wijk of dorp?"),
    _("doet mee"),
    _("doet mee"),
    _("Wie antwoordt “ja, ik zette mij in” of “ja, ik dacht of koos mee”."),
    (
        Answer("worked", _("ja, ik zette mij in"), True),
        Answer("spoke", _("ja, ik dacht of koos mee"), True),
        Answer("not", _("nee"), False),
    ),
    _("Bijvoorbeeld aan een taakgroep, een initiatief, een bijeenkomst of een stemming."),
)

# What a survey asks, by the number of its instrument; a survey keeps the number with which it began.
INSTRUMENTS: dict[int, tuple[Scale, ...]] = {1: (AWARENESS, APPRECIATION, SOLVED, TAKING_PART)}
NEWEST = max(INSTRUMENTS)
MEASURES = {scale.key: scale for scale in INSTRUMENTS[NEWEST]}
