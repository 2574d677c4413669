"""What a brochure holds: plain objects between the queries that gather it and the template that sets it.

Texts ending in `_html` are clean HTML; geometry is GeoJSON in WGS84; money is Decimal euros. Whatever is empty
is left out of the brochure, with its heading. `language` is that of the edition, or the one in which a text is.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html import escape
from itertools import groupby

from programmes.translations.states import DUTCH, words_in

# Letters from which the text of a project is taller than the photo and facts beside it.
LONG_PROJECT = 1000


@dataclass(frozen=True)
class Photo:
    """A picture: where the renderer reads it, what it shows and who made it.

    `pixels` is how wide the original is and `millimetres` how wide it stands on the page; 0 is not known.
    """

    source: str
    alt: str
    credit: str = ""
    pixels: int = 0
    millimetres: float = 0

    @property
    def dots_per_inch(self) -> int | None:
        """How fine it is printed; None when that is not known."""
        if not self.pixels or not self.millimetres:
            return None
        return round(self.pixels / (self.millimetres / 25.4))


@dataclass(frozen=True)
class Face:
    """Someone whom residents can reach."""

    name: str
    function: str
    organisation: str = ""
    phone: str = ""
    email: str = ""
    photo: Photo | None = None

    @property
    def initials(self) -> str:
        """First and last initial, for who has no photo."""
        words = [word for word in self.name.split() if word[:1].isupper()] or self.name.split() or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@dataclass(frozen=True)
class Theme:
    """A theme: name, icon (vendored) and colour (`#rrggbb`)."""

    key: str
    name: str
    icon: str
    colour: str


@dataclass(frozen=True)
class PrintedProject:
    """A project as it stands in this year's programme. `quarters` are those of this year, 1 to 4."""

    number: int
    title: str
    theme: Theme
    what_html: str = ""
    why: str = ""
    promise: str = ""
    where: str = ""
    lead: str = ""
    partners: str = ""
    residents: str = ""
    period: str = ""
    quarters: tuple[int, ...] = ()
    cost: Decimal | None = None
    paid_by: str = ""
    status: str = "planned"
    status_label: str = ""
    status_reason: str = ""
    source: str = ""
    contact: str = ""
    photo: Photo | None = None
    place: dict | None = None
    url: str = ""
    language: str = DUTCH

    @property
    def has_facts(self) -> bool:
        """Whether there is anything to say beside the text."""
        told = (self.status_label, self.period, self.where, self.lead, self.contact)
        return self.cost is not None or any(told)

    @property
    def is_long(self) -> bool:
        """Whether it may run over two pages; a shorter one is kept together."""
        return len(self.what_html) + len(self.why) + len(self.residents) > LONG_PROJECT


@dataclass(frozen=True)
class Chapter:
    """A text of one of the parties: foreword, portrait of the area, the corporatie's page …"""

    kind: str
    title: str
    text_html: str
    author: str = ""
    author_function: str = ""
    photo: Photo | None = None
    language: str = DUTCH


@dataclass(frozen=True)
class Promise:
    """A line of the look-back: what was promised and what became of it (`kept`, `busy` or `broken`)."""

    title: str
    result: str
    label: str
    explanation: str = ""


@dataclass(frozen=True)
class MoneySource:
    """What one source pays in all; `certainty` is said when it is not certain."""

    name: str
    amount: Decimal
    certainty: str = ""


@dataclass(frozen=True)
class AgendaDate:
    """Something to come to."""

    on: date
    title: str
    time: str = ""
    place: str = ""


@dataclass(frozen=True)
class Gemeente:
    """The publisher: name, colours and the ways to reach it."""

    name: str
    primary: str
    accent: str
    phone: str = ""
    website: str = ""
    logo: Photo | None = None


@dataclass(frozen=True)
class PageOnline:
    """A page that a QR code leads to."""

    title: str
    url: str


@dataclass(frozen=True)
class Brochure:
    """Everything that a brochure says."""

    title: str
    area_name: str
    area_kind: str
    year: int
    gemeente: Gemeente
    printed_on: date
    intro: str = ""
    proof: str = ""
    cover: Photo | None = None
    border: dict | None = None
    neighbours: tuple[tuple[str, dict], ...] = ()
    foreword: Chapter | None = None
    portrait: Chapter | None = None
    look_back: Chapter | None = None
    promises: tuple[Promise, ...] = ()
    projects: tuple[PrintedProject, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    money: tuple[MoneySource, ...] = ()
    faces: tuple[Face, ...] = ()
    agenda: tuple[AgendaDate, ...] = ()
    pages_online: tuple[PageOnline, ...] = field(default=())
    language: str = DUTCH
    intro_language: str = DUTCH

    @property
    def words_language(self) -> str:
        """The language of the brochure's own words: that of the edition where they are translated, else Dutch."""
        return words_in(self.language)

    @property
    def themes(self) -> list[tuple[Theme, list[PrintedProject]]]:
        """The projects by theme, in the order in which the projects stand."""
        order: dict[str, int] = {}
        for project in self.projects:
            order.setdefault(project.theme.key, len(order))
        ordered = sorted(self.projects, key=lambda project: order[project.theme.key])
        return [
            (projects[0].theme, projects)
            for projects in (list(group) for _key, group in groupby(ordered, key=lambda p: p.theme.key))
        ]

    @property
    def on_map(self) -> list[PrintedProject]:
        return [project for project in self.projects if project.place]

    @property
    def in_time(self) -> list[PrintedProject]:
        """The projects of which it is known in which quarters of the year they are worked on."""
        return [project for project in self.projects if project.quarters]

    @property
    def reachable(self) -> list[Face]:
        """The first five people with a telephone number."""
        return [face for face in self.faces if face.phone][:5]

    @property
    def photos(self) -> list[tuple[str, Photo]]:
        """Every picture, with the title of where it stands."""
        texts = (self.foreword, self.portrait, self.look_back, *self.chapters)
        named = [(text.title, text.photo) for text in texts if text]
        named += [(face.name, face.photo) for face in self.faces]
        named += [(project.title, project.photo) for project in self.projects]
        return [(title, photo) for title, photo in [(self.title, self.cover), *named] if photo]

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Every text of some length, as title and HTML."""
        parts = (self.foreword, self.portrait, self.look_back, *self.chapters)
        written = [(part.title, part.text_html) for part in parts if part]
        for project in self.projects:
            plain = "".join(f"<p>{escape(text)}</p>" for text in (project.why, project.residents) if text)
            written.append((project.title, project.what_html + plain))
        return [(title, html) for title, html in written if html]

    @property
    def total(self) -> Decimal:
        return sum((source.amount for source in self.money), Decimal(0))

    @property
    def kept(self) -> int:
        """How many promises of last year were kept."""
        return sum(promise.result == "kept" for promise in self.promises)
