"""The life cycles of a programme and of one of its parts.

A programme is made by the wijkmanager, looked at by the panel where there is one, goes by the wethouder to the
college that adopts it, and is then made public. A part is written and signed off by who supplies it.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.editing.states import EditRefused
from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DRAFT = "draft"
PANEL = "panel"
READY = "ready"
PROPOSED = "proposed"
ADOPTED = "adopted"
PUBLISHED = "published"


class ProgrammeClosed(EditRefused):
    """The content of a programme may not change any more; the message says so in Dutch."""

    def __init__(self, programme):
        super().__init__(
            _("Dit programma is nu “%(state)s”. U kunt de inhoud niet meer wijzigen.")
            % {"state": programme.get_state_display()}
        )


class PartSigned(EditRefused):
    """A part that was signed off; the message says in Dutch how to change it all the same."""

    def __init__(self):
        super().__init__(
            _(
                "Dit onderdeel is afgetekend. Open het weer als u nog iets wilt wijzigen. Dat kan bij het onderdeel."
            )
        )


class DeadlinePassed(EditRefused):
    """A text that comes after its deadline; the message says in Dutch what its writer can do."""

    def __init__(self, part):
        super().__init__(
            _(
                "De inleverdatum (%(date)s) is voorbij. Wat u hebt getypt, is bewaard. "
                "Vraag de wijkmanager om een nieuwe datum. Daarna staat uw tekst hier klaar om op te slaan."
            )
            % {"date": date_format(part.due_on, "j F Y")}
        )


def lacks_entries(programme) -> str | None:
    """Say that a programme without projects promises nothing."""
    return None if programme.entries.exists() else _("Er staat nog geen project in het programma.")


def lacks_foreword(programme) -> str | None:
    """Say that the foreword is still empty: it is the first thing that a resident reads."""
    if programme.parts.filter(kind="foreword").exclude(text="").exists():
        return None
    return _("Het voorwoord is nog leeg.")


def lacks_parts(programme) -> str | None:
    """Name the parts that are not ready: required ones, and what a supplier wrote and did not sign off."""
    # An empty foreword has a sentence of its own.
    waiting = [
        part.title
        for part in programme.parts.all()
        if part.holds_up and (part.text or part.kind != "foreword")
    ]
    if not waiting:
        return None
    return _("Nog niet klaar: %(parts)s.") % {"parts": ", ".join(f"“{title}”" for title in waiting)}


def lacks_panel(programme) -> str | None:
    """Say that nobody of a panel or dorpsbelang could look at it."""
    return None if programme.has_panel else _("In dit gebied kan nog niemand van een panel meekijken.")


def awaits_panel(programme) -> str | None:
    """Say that the panel has not been heard yet; where there is none, nobody waits for it."""
    if programme.panel_answer or not programme.has_panel:
        return None
    return _("Het wijkpanel of dorpsbelang heeft nog niet meegekeken.")


def lacks_area(programme) -> str | None:
    """Say that the area will not be there any more in the year of the programme."""
    ends_on = programme.area.ends_on
    if ends_on is None or ends_on > date(programme.year, 1, 1):
        return None
    return _("In %(year)d bestaat %(area)s niet meer. Maak het programma voor het nieuwe gebied.") % {
        "area": programme.area.name,
        "year": programme.year,
    }


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


WHOLE = (lacks_area, lacks_entries, lacks_foreword, lacks_parts, lacks_periods)

LIFE_CYCLE = LifeCycle(
    states={
        DRAFT: _("concept"),
        PANEL: _("bij het panel"),
        READY: _("klaar voor vaststelling"),
        PROPOSED: _("bij het college"),
        ADOPTED: _("vastgesteld"),
        PUBLISHED: _("gepubliceerd"),
    },
    initial=DRAFT,
    transitions=(
        Transition(
            name="ask_panel",
            source=(DRAFT,),
            target=PANEL,
            permission="yearly.submit_programme",
            label=_("Naar het panel"),
            why=_("Het wijkpanel of dorpsbelang kijkt mee. Het bestuur krijgt een e-mail."),
            guards=(lacks_panel, *WHOLE),
        ),
        Transition(
            name="panel_agree",
            source=(PANEL,),
            target=READY,
            permission="yearly.answer_for_panel",
            label=_("Akkoord"),
            why=_("Het panel is het eens met het programma. Het gaat dan naar de wijkwethouder."),
        ),
        Transition(
            name="panel_remark",
            source=(PANEL,),
            target=DRAFT,
            permission="yearly.answer_for_panel",
            label=_("Opmerkingen geven"),
            why=_(
                "Schrijf op wat er anders moet. De wijkmanager krijgt het programma met uw opmerkingen terug."
            ),
            needs_reason=True,
        ),
        Transition(
            name="skip_panel",
            source=(PANEL,),
            target=READY,
            permission="yearly.submit_programme",
            label=_("Verder zonder antwoord van het panel"),
            why=_("Het panel reageert niet. Schrijf erbij wat u hebt geprobeerd."),
            needs_reason=True,
        ),
        Transition(
            name="submit",
            source=(DRAFT,),
            target=READY,
            permission="yearly.submit_programme",
            label=_("Klaarmelden"),
            why=_("De wijkwethouder kan het programma dan bekijken. U kunt het niet meer wijzigen."),
            guards=(*WHOLE, awaits_panel),
        ),
        Transition(
            name="send_back",
            source=(PANEL, READY, PROPOSED),
            target=DRAFT,
            permission="yearly.return_programme",
            label=_("Terug naar concept"),
            why=_("Er moet nog iets anders. Schrijf erbij wat."),
            needs_reason=True,
        ),
        Transition(
            name="propose",
            source=(READY,),
            target=PROPOSED,
            permission="yearly.propose_programme",
            label=_("Akkoord, naar het college"),
            why=_("U bent het eens met het programma. Het college neemt daarna het besluit."),
        ),
        Transition(
            name="adopt",
            source=(READY, PROPOSED),
            target=ADOPTED,
            permission="yearly.adopt_programme",
            label=_("Vaststellen"),
            why=_(
                "Het college heeft besloten. De gemeente belooft wat erin staat: de projecten en periodes liggen vast."
            ),
            guards=(lacks_entries, lacks_foreword),
        ),
        Transition(
            name="publish",
            source=(ADOPTED,),
            target=PUBLISHED,
            permission="yearly.publish_programme",
            label=_("Publiceren"),
            why=_(
                "Iedereen kan het programma en de projecten lezen. Wat daarna verandert, is een wijziging met een reden."
            ),
        ),
    ),
)

OPEN = "open"
WRITING = "writing"
SIGNED = "signed"
RETURNED = "returned"


def lacks_text(part) -> str | None:
    """Say that there is nothing to sign; a part with a list of its own needs no text."""
    return None if part.text or part.has_list else _("Er staat nog geen tekst.")


PART_LIFE_CYCLE = LifeCycle(
    states={
        OPEN: _("nog niet begonnen"),
        WRITING: _("in bewerking"),
        SIGNED: _("afgetekend"),
        RETURNED: _("teruggegeven"),
    },
    initial=OPEN,
    transitions=(
        # Follows from saving a text; nobody presses a button for it.
        Transition(
            name="begin",
            source=(OPEN, RETURNED),
            target=WRITING,
            permission="yearly.write_part",
            label=_("Beginnen"),
        ),
        Transition(
            name="sign_off",
            source=(OPEN, WRITING, RETURNED),
            target=SIGNED,
            permission="yearly.write_part",
            label=_("Aftekenen"),
            why=_(
                "De tekst is klaar en mag zo in het programma. U kunt hem daarna weer openen zolang het programma een concept is."
            ),
            guards=(lacks_text,),
        ),
        Transition(
            name="reopen",
            source=(SIGNED,),
            target=WRITING,
            permission="yearly.write_part",
            label=_("Weer openen"),
            why=_("U wilt nog iets wijzigen. Teken daarna opnieuw af."),
        ),
        Transition(
            name="hand_back",
            source=(WRITING, SIGNED),
            target=RETURNED,
            permission="yearly.hand_back_part",
            label=_("Teruggeven"),
            why=_("Er moet nog iets anders. Wie dit onderdeel schrijft, krijgt een e-mail met uw opmerking."),
            needs_reason=True,
        ),
    ),
)
