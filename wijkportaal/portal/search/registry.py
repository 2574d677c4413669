"""What can be found. Filled by `searchable` in sources/; a kind is what somebody filters by, a source where it is from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """A kind of things, as somebody chooses it: the label of one and of many, and its icon."""

    one: str | Promise
    many: str | Promise
    icon: str


KINDS = {
    "gebied": Kind(_("Gebied"), _("Gebieden"), "map-2"),
    "project": Kind(_("Project"), _("Projecten"), "list-check"),
    "programma": Kind(_("Programma"), _("Programma's"), "book"),
    "visie": Kind(_("Visie"), _("Visies"), "target"),
    "initiatief": Kind(_("Initiatief"), _("Initiatieven"), "plant-2"),
    "idee": Kind(_("Idee met antwoord"), _("Ideeën met antwoord"), "help-circle"),
    "afspraak": Kind(_("Afspraak"), _("Afspraken"), "checks"),
    "bijeenkomst": Kind(_("Bijeenkomst"), _("Bijeenkomsten en verslagen"), "calendar-event"),
    "document": Kind(_("Document"), _("Documenten"), "file-text"),
    "organisatie": Kind(_("Organisatie"), _("Organisaties"), "users-group"),
    "plek": Kind(_("Voorziening"), _("Voorzieningen"), "map-pin"),
    "taakgroep": Kind(_("Taakgroep"), _("Taakgroepen"), "users"),
    "stemming": Kind(_("Stemronde"), _("Stemrondes"), "checklist"),
    "vragenronde": Kind(_("Vragenronde"), _("Vragenrondes"), "clipboard-list"),
    "peiling": Kind(_("Peiling"), _("Peilingen"), "chart-bar"),
    "signaal": Kind(_("Signaal"), _("Signalen"), "message-circle"),
    "les": Kind(_("Evaluatie"), _("Evaluaties en lessen"), "notes"),
}


@dataclass(frozen=True)
class Found:
    """A thing with its words, for the index. `area` is the area's id, `url` a path within the portal.

    `file` is the name in the storage of a document whose own words count too; a worker reads them once.
    """

    pk: int
    title: str
    texts: Iterable[str]
    url: str
    area: int | None = None
    day: date | None = None
    year: int | None = None
    file: str = ""


Reading = Callable[[QuerySet], Iterable[Found]]


@dataclass(frozen=True)
class Source:
    """Where things come from: their table, who may find which, and how they are read.

    `visible` gives for a person what they may know of, as the room that owns the things says it. `read` makes the rows
    of a query set, in a number of queries that does not grow. `watched` are other tables of which a row changes the
    words of a thing: the table, and the column with the thing's key.
    """

    name: str
    kind: str
    model: type[Model]
    visible: Callable[[object], QuerySet]
    read: Reading
    watched: tuple[tuple[type[Model], str], ...] = field(default=())

    @property
    def tables(self) -> list[tuple[str, str]]:
        """The tables whose changes are written down, each with the column that holds the key of the thing."""
        return [(model._meta.db_table, column) for model, column in ((self.model, "id"), *self.watched)]


SOURCES: dict[str, Source] = {}


def searchable(
    name: str,
    *,
    kind: str,
    model: type[Model],
    visible: Callable[[object], QuerySet],
    watched: Iterable[tuple[type[Model], str]] = (),
) -> Callable[[Reading], Reading]:
    """Register a function as the one that reads the things of a source for the index."""

    def register(read: Reading) -> Reading:
        if kind not in KINDS or (name in SOURCES and SOURCES[name].read is not read):
            raise ValueError(f"Not a kind, or two functions read {name}")
        SOURCES[name] = Source(name, kind, model, visible, read, tuple(watched))
        return read

    return register
