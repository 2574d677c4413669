"""The check list: what someone should look at before a brochure is printed. Objects in, findings out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from django.utils.translation import gettext as _

from programmes.editions.brochure import Brochure
from programmes.printruns.calculations import is_harder_than_b1
from programmes.translations.states import DUTCH
from wijkportaal.foundation.richtext.calculations import plain

FEWEST_DOTS = 150
_LINK = re.compile(r'href="([^"]+)"')


@dataclass(frozen=True)
class Finding:
    """Something to look at; `blocks` says that it may not be printed like this."""

    kind: str
    text: str
    blocks: bool = False

    @property
    def as_data(self) -> dict:
        return {"kind": self.kind, "text": self.text, "blocks": self.blocks}


def check(
    brochure: Brochure, *, pages: int | None, most_pages: int, is_adopted: bool, dead: Iterable[str] = ()
) -> list[Finding]:
    """Return what is to be looked at, what may not be printed first.

    `pages` is None when it was not laid out yet; `dead` are links in its texts that lead to nothing.
    """
    found = [
        *_state(is_adopted),
        *_missing(brochure),
        *_length(pages, most_pages),
        *_photos(brochure),
        *_untranslated(brochure),
        *_dead_links(brochure, set(dead)),
        *([] if brochure.language != DUTCH else _hard_texts(brochure)),
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


def links_in(brochure: Brochure) -> set[str]:
    """Return every address that a text in the brochure leads to."""
    return {unescape(link) for _title, html in brochure.texts for link in _LINK.findall(html)}


def _state(is_adopted: bool) -> list[Finding]:
    if is_adopted:
        return []
    return [Finding("state", _("Het programma is nog niet vastgesteld."), blocks=True)]


def _missing(brochure: Brochure) -> list[Finding]:
    lacking = [
        (not brochure.projects, _("Er staat geen project in."), True),
        (brochure.foreword is None, _("Er is geen voorwoord."), False),
        (brochure.border is None, _("Het gebied heeft geen grens: er komt geen kaart in."), False),
        (not brochure.faces, _("Er staat niemand in die bewoners kunnen bellen of mailen."), False),
        (not brochure.agenda, _("De agenda is leeg."), False),
        (not brochure.gemeente.phone, _("Het telefoonnummer van de gemeente is niet ingevuld."), False),
    ]
    found = [Finding("missing", text, blocks) for is_lacking, text, blocks in lacking if is_lacking]
    for project in brochure.projects:
        if not project.what_html.strip():
            found.append(
                Finding("missing", _("“%(title)s” heeft nog geen tekst.") % {"title": project.title})
            )
        if not project.period and project.status not in {"done", "cancelled"}:
            found.append(
                Finding(
                    "missing", _("Bij “%(title)s” staat niet wanneer het gebeurt.") % {"title": project.title}
                )
            )
    return found


def _length(pages: int | None, most: int) -> list[Finding]:
    if pages is None or pages <= most:
        return []
    text = _("De brochure is te lang: %(pages)s bladzijden, en het mogen er %(most)s zijn.")
    return [Finding("length", text % {"pages": pages, "most": most}, blocks=True)]


def _untranslated(brochure: Brochure) -> list[Finding]:
    """Name the texts that an edition in another language has in Dutch."""
    if brochure.language == DUTCH:
        return []
    texts = (brochure.foreword, brochure.portrait, brochure.look_back, *brochure.chapters)
    said = [text.title for text in (*texts, *brochure.projects) if text and text.language == DUTCH]
    text = _(
        "“%(title)s” is niet vertaald, of het Nederlands is veranderd: het komt er in het Nederlands in."
    )
    return [Finding("language", text % {"title": title}) for title in said]


def _photos(brochure: Brochure) -> list[Finding]:
    coarse = [
        (title, photo.dots_per_inch)
        for title, photo in brochure.photos
        if photo.dots_per_inch is not None and photo.dots_per_inch < FEWEST_DOTS
    ]
    text = _("De foto bij “%(title)s” is te klein om scherp te drukken (%(dots)s dpi, 150 is nodig).")
    return [Finding("photo", text % {"title": title, "dots": dots}) for title, dots in coarse]


def _dead_links(brochure: Brochure, dead: set[str]) -> list[Finding]:
    text = _("Een link in “%(title)s” werkt niet: %(link)s")
    return [
        Finding("link", text % {"title": title, "link": link})
        for title, html in brochure.texts
        for link in dict.fromkeys(unescape(link) for link in _LINK.findall(html))
        if link in dead
    ]


def _hard_texts(brochure: Brochure) -> list[Finding]:
    text = _("“%(title)s” is moeilijk te lezen. Maak de zinnen korter en gebruik gewone woorden.")
    return [
        Finding("reading", text % {"title": title})
        for title, html in brochure.texts
        if is_harder_than_b1(plain(html))
    ]
