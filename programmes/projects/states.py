"""The life cycle of a project. Residents read the states and the reasons, so both are plain words."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

IDEA = "idea"
PLANNED = "planned"
RUNNING = "running"
DONE = "done"
POSTPONED = "postponed"
CANCELLED = "cancelled"

UNFINISHED = (IDEA, PLANNED, RUNNING, POSTPONED)
# What residents wait for, so that someone must say at least once a quarter how it stands.
UNDER_WAY = (PLANNED, RUNNING, POSTPONED)
CHECK_EVERY = timedelta(days=91)


def lacks_period(project) -> str | None:
    """Say that a planned project needs a period, for residents ask “when” first."""
    return None if project.start_year else _("Vul eerst in wanneer het project begint.")


LIFE_CYCLE = LifeCycle(
    states={
        IDEA: _("idee"),
        PLANNED: _("gepland"),
        RUNNING: _("in uitvoering"),
        DONE: _("klaar"),
        POSTPONED: _("uitgesteld"),
        CANCELLED: _("vervallen"),
    },
    initial=IDEA,
    transitions=(
        Transition(
            name="plan",
            source=(IDEA, POSTPONED),
            target=PLANNED,
            permission="projects.change_state",
            label=_("Inplannen"),
            why=_("Bewoners zien dan dat het project doorgaat en wanneer."),
            guards=(lacks_period,),
        ),
        Transition(
            name="start",
            source=(PLANNED, POSTPONED),
            target=RUNNING,
            permission="projects.change_state",
            label=_("Beginnen"),
            why=_("De uitvoering is begonnen."),
        ),
        Transition(
            name="finish",
            source=(PLANNED, RUNNING),
            target=DONE,
            permission="projects.change_state",
            label=_("Klaarmelden"),
            why=_("Wat beloofd is, is gedaan."),
        ),
        Transition(
            name="postpone",
            source=(PLANNED, RUNNING),
            target=POSTPONED,
            permission="projects.change_state",
            label=_("Uitstellen"),
            why=_("Het project komt later. Bewoners lezen de reden."),
            needs_reason=True,
        ),
        Transition(
            name="cancel",
            source=(IDEA, PLANNED, RUNNING, POSTPONED),
            target=CANCELLED,
            permission="projects.change_state",
            label=_("Laten vervallen"),
            why=_("Het project gaat niet door. Bewoners lezen de reden."),
            needs_reason=True,
        ),
        Transition(
            name="reopen",
            source=(DONE, CANCELLED),
            target=PLANNED,
            permission="projects.change_state",
            label=_("Weer oppakken"),
            why=_("Het project was klaar of vervallen en gaat toch verder."),
            needs_reason=True,
            guards=(lacks_period,),
        ),
    ),
)
