"""The life cycle of a programme: made by the wijkmanager, adopted by the wethouder, then made public."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DRAFT = "draft"
READY = "ready"
ADOPTED = "adopted"
PUBLISHED = "published"


class ProgrammeClosed(EditRefused):
    """The content of a programme may not change any more; the message says so in Dutch."""

    def __init__(self, programme):
        super().__init__(
            _("Dit programma is nu “%(state)s”. U kunt de inhoud niet meer wijzigen.")
            % {"state": programme.get_state_display()}
        )


def lacks_entries(programme) -> str | None:
    """Say that a programme without projects promises nothing."""
    return None if programme.entries.exists() else _("Er staat nog geen project in het programma.")


def lacks_foreword(programme) -> str | None:
    """Say that the foreword is still empty: it is the first thing that a resident reads."""
    if programme.parts.filter(kind="foreword").exclude(text="").exists():
        return None
    return _("Het voorwoord is nog leeg.")


def lacks_periods(programme) -> str | None:
    """Name the projects that do not say when: residents ask that first."""
    titles = list(
        programme.entries.filter(project__start_year__isnull=True)
        .exclude(project__state__in=["done", "cancelled"])
        .order_by("number")
        .values_list("project__title", flat=True)[:4]
    )
    if not titles:
        return None
    named = "”, “".join(titles[:3])
    if len(titles) > 3:
        return _("Bij “%(named)s” en andere projecten staat nog niet wanneer ze beginnen.") % {"named": named}
    return _("Bij “%(named)s” staat nog niet wanneer het begint.") % {"named": named}


LIFE_CYCLE = LifeCycle(
    states={
        DRAFT: _("concept"),
        READY: _("klaar voor vaststelling"),
        ADOPTED: _("vastgesteld"),
        PUBLISHED: _("gepubliceerd"),
    },
    initial=DRAFT,
    transitions=(
        Transition(
            name="submit",
            source=(DRAFT,),
            target=READY,
            permission="yearly.submit_programme",
            label=_("Klaarmelden"),
            why=_("De wijkwethouder kan het programma dan vaststellen. U kunt het niet meer wijzigen."),
            guards=(lacks_entries, lacks_foreword, lacks_periods),
        ),
        Transition(
            name="send_back",
            source=(READY,),
            target=DRAFT,
            permission="yearly.return_programme",
            label=_("Terug naar concept"),
            why=_("Er moet nog iets anders. Schrijf erbij wat."),
            needs_reason=True,
        ),
        Transition(
            name="adopt",
            source=(READY,),
            target=ADOPTED,
            permission="yearly.adopt_programme",
            label=_("Vaststellen"),
            why=_("De gemeente belooft wat erin staat. De projecten en periodes liggen dan vast."),
            guards=(lacks_entries, lacks_foreword),
        ),
        Transition(
            name="publish",
            source=(ADOPTED,),
            target=PUBLISHED,
            permission="yearly.publish_programme",
            label=_("Publiceren"),
            why=_("Iedereen kan het programma en de projecten lezen. Daarna verandert het niet meer."),
        ),
    ),
)
