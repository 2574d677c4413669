"""The seven steps of the cycle, the life of one step, and the calendar with which every gemeente starts."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

ANALYSIS = "analysis"
QUESTIONS = "questions"
CHOICE = "choice"
RESULTS = "results"
PROGRAMMING = "programming"
ACTION = "action"
EVALUATION = "evaluation"

# In the order in which they follow each other.
KINDS = {
    ANALYSIS: _("buurtanalyse"),
    QUESTIONS: _("vragenronde"),
    CHOICE: _("keuzebijeenkomst"),
    RESULTS: _("resultaatbijeenkomst"),
    PROGRAMMING: _("programmeren"),
    ACTION: _("aan de slag"),
    EVALUATION: _("evaluatie"),
}
KIND_ICONS = {
    ANALYSIS: "chart-bar",
    QUESTIONS: "message",
    CHOICE: "thumb-up",
    RESULTS: "speakerphone",
    PROGRAMMING: "book",
    ACTION: "hand-stop",
    EVALUATION: "checks",
}

PLANNED = "planned"
RUNNING = "running"
DONE = "done"
SKIPPED = "skipped"
OPEN = (PLANNED, RUNNING)

CHANGE_STATE = "cycle.change_state"

# How long before its last day a step counts as due, and who does it gets a letter.
REMIND_BEFORE = timedelta(days=14)

LIFE_CYCLE = LifeCycle(
    states={
        PLANNED: _("gepland"),
        RUNNING: _("bezig"),
        DONE: _("klaar"),
        SKIPPED: _("overgeslagen"),
    },
    initial=PLANNED,
    transitions=(
        Transition(
            name="begin_step",
            source=(PLANNED,),
            target=RUNNING,
            permission=CHANGE_STATE,
            label=_("Beginnen"),
            why=_("Iedereen ziet dan dat het gebied met deze stap bezig is."),
        ),
        Transition(
            name="finish_step",
            source=(PLANNED, RUNNING),
            target=DONE,
            permission=CHANGE_STATE,
            label=_("Klaarmelden"),
            why=_("Wat deze stap moest opleveren, is er."),
        ),
        Transition(
            name="skip_step",
            source=(PLANNED, RUNNING),
            target=SKIPPED,
            permission=CHANGE_STATE,
            label=_("Overslaan"),
            why=_("Deze stap gaat dit jaar niet door. Bewoners lezen de reden."),
            needs_reason=True,
        ),
        Transition(
            name="reopen_step",
            source=(DONE, SKIPPED),
            target=PLANNED,
            permission=CHANGE_STATE,
            label=_("Weer oppakken"),
            why=_("De stap was klaar of overgeslagen en gaat toch verder."),
            needs_reason=True,
        ),
    ),
)
