"""What happens in the portal that others can be told: tables, the changes in them that mean something, and how it reads.

A source looks at two lines of the history of one record, before and after, and says which kinds of happening that is.
Whether anyone may know of it is asked of the public query of its room, at the moment of reading.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from budgets.decisions.models import Decision
from budgets.decisions.queries import public_decisions
from participation.initiatives.models import Initiative
from participation.initiatives.queries import visible_to as initiatives_visible_to
from participation.meetings.models import Meeting
from participation.meetings.queries import shown
from participation.signals.models import Signal
from participation.signals.queries.following import on_the_site
from participation.voting.models import VotingRound
from participation.voting.queries import public_rounds
from programmes.commitments.models import Commitment
from programmes.commitments.queries import visible_to as commitments_visible_to
from programmes.evaluations.models import Evaluation
from programmes.evaluations.queries import visible_to as evaluations_visible_to
from programmes.evaluations.queries import with_subject
from programmes.projects.models import Project
from programmes.projects.queries import visible_to as projects_visible_to
from programmes.yearly.models import Programme
from programmes.yearly.queries import visible_to as programmes_visible_to

VISITOR = AnonymousUser()
# Each kind with how the beheerder reads it. The key goes out and never changes.
KINDS = {
    "programma.vastgesteld": _("een programma is vastgesteld en gepubliceerd"),
    "afspraak.gemaakt": _("een afspraak is openbaar gemaakt"),
    "afspraak.verschoven": _("een afspraak kreeg een andere datum"),
    "afspraak.nagekomen": _("een afspraak is nagekomen"),
    "afspraak.niet-nagekomen": _("een afspraak is niet nagekomen"),
    "afspraak.heropend": _("een afspraak is weer geopend"),
    "project.gepubliceerd": _("een project is openbaar geworden"),
    "project.nieuwe-stand": _("een project kreeg een nieuwe stand"),
    "initiatief.gepubliceerd": _("een initiatief staat op de site"),
    "initiatief.nieuwe-stand": _("een initiatief kreeg een nieuwe stand"),
    "signaal.afgehandeld": _("een openbaar signaal is afgehandeld"),
    "stemronde.geopend": _("een stemronde is open"),
    "stemronde.gesloten": _("een stemronde is gesloten"),
    "stemronde.uitslag": _("de uitslag van een stemronde is bekend"),
    "besluit.gepubliceerd": _("een besluit over geld is openbaar"),
    "bijeenkomst.aangekondigd": _("een bijeenkomst is aangekondigd"),
    "bijeenkomst.afgelast": _("een bijeenkomst is afgelast"),
    "evaluatie.gepubliceerd": _("een evaluatie is openbaar"),
}
TEST = "test"
Line = dict
Meaning = Callable[[Line, Line], list[str]]


@dataclass(frozen=True)
class Source:
    """A table whose history is read: the columns that are compared, what a change means, and who may know."""

    model: type[Model]
    columns: tuple[str, ...]
    meaning: Meaning
    public: Callable[[], QuerySet]
    title: str = "title"

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def history(self) -> type[Model]:
        """The table in which the database keeps the lines."""
        return self.model.pgh_event_models["changed"]


def entered(column: str, kinds: dict) -> Meaning:
    """A change of a column to one of these values; a new record comes from nothing."""

    def meaning(before: Line, after: Line) -> list[str]:
        moved = before.get(column) != after[column]
        return [kinds[after[column]]] if moved and after[column] in kinds else []

    return meaning


def appeared(column: str, kind: str) -> Meaning:
    """A column that was empty, or no, and is filled now."""
    return lambda before, after: [kind] if after[column] and not before.get(column) else []


def _any(*meanings: Meaning) -> Meaning:
    return lambda before, after: [kind for meaning in meanings for kind in meaning(before, after)]


def _only_moves(before: Line, after: Line) -> list[str]:
    return ["afspraak.verschoven"] if before and before["due_on"] != after["due_on"] else []


def _new_state(kind: str) -> Meaning:
    """Another state than before; becoming public is told by itself."""
    return lambda before, after: [kind] if before and before["state"] != after["state"] else []


SOURCES = (
    Source(
        Programme,
        ("state",),
        entered("state", {"published": "programma.vastgesteld"}),
        lambda: programmes_visible_to(VISITOR).select_related("area"),
    ),
    Source(
        Commitment,
        ("state", "due_on", "is_public"),
        _any(
            appeared("is_public", "afspraak.gemaakt"),
            _only_moves,
            lambda before, after: entered(
                "state",
                {
                    "kept": "afspraak.nagekomen",
                    "broken": "afspraak.niet-nagekomen",
                    **({"open": "afspraak.heropend"} if before else {}),
                },
            )(before, after),
        ),
        lambda: commitments_visible_to(VISITOR).select_related("area"),
        title="what",
    ),
    Source(
        Project,
        ("state", "published_at"),
        _any(appeared("published_at", "project.gepubliceerd"), _new_state("project.nieuwe-stand")),
        lambda: projects_visible_to(VISITOR).select_related("area"),
    ),
    Source(
        Initiative,
        ("state", "published_at"),
        _any(appeared("published_at", "initiatief.gepubliceerd"), _new_state("initiatief.nieuwe-stand")),
        lambda: initiatives_visible_to(VISITOR).select_related("area"),
    ),
    Source(
        Signal,
        ("state",),
        entered("state", {"done": "signaal.afgehandeld", "declined": "signaal.afgehandeld"}),
        lambda: on_the_site().select_related("area"),
    ),
    Source(
        VotingRound,
        ("state",),
        entered(
            "state",
            {"open": "stemronde.geopend", "closed": "stemronde.gesloten", "published": "stemronde.uitslag"},
        ),
        public_rounds,
    ),
    Source(
        Decision,
        ("is_public",),
        appeared("is_public", "besluit.gepubliceerd"),
        public_decisions,
        title="subject",
    ),
    Source(
        Meeting,
        ("state",),
        entered("state", {"announced": "bijeenkomst.aangekondigd", "cancelled": "bijeenkomst.afgelast"}),
        shown,
    ),
    Source(
        Evaluation,
        ("state",),
        entered("state", {"published": "evaluatie.gepubliceerd"}),
        lambda: with_subject(evaluations_visible_to(VISITOR)),
    ),
)


def told(source: Source, record, state: str = "") -> dict:
    """Return what others are told of a record: what it is, where, how it stood then, and where to read on."""
    names = dict(record._meta.get_field("state").choices)
    state = state or record.state
    return {
        "soort": str(record._meta.verbose_name),
        "kenmerk": str(getattr(record, "public_id", None) or getattr(record, "number", None) or record.pk),
        "titel": str(getattr(record, source.title)),
        "gebied": record.area.slug,
        "gebiedsnaam": record.area.name,
        "stand": state,
        "standnaam": str(names[state]),
        "pagina": f"{settings.PORTAL_URL}{getattr(record, 'public_path', '') or record.get_absolute_url()}",
    }
