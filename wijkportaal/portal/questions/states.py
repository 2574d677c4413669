"""The life cycle of a question of the raad, and its terms in working days."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

RECEIVED, IN_HAND, ANSWERED, WITHDRAWN = "received", "in_hand", "answered", "withdrawn"
OPEN = (RECEIVED, IN_HAND)

TECHNICAL, WRITTEN = "technical", "written"
KINDS = {TECHNICAL: _("technische vraag"), WRITTEN: _("schriftelijke vraag")}

# How many working days before the term ends the one who answers is reminded, and how often after it.
REMIND_BEFORE = 3
REMIND_EVERY = 5

HANDLE = "questions.handle_question"


def lacks_answer(question) -> str | None:
    """Say that there is nothing to read yet."""
    return None if question.answer.strip() else _("Het antwoord is nog leeg.")


LIFE_CYCLE = LifeCycle(
    states={
        RECEIVED: _("ontvangen"),
        IN_HAND: _("in behandeling"),
        ANSWERED: _("beantwoord"),
        WITHDRAWN: _("ingetrokken"),
    },
    initial=RECEIVED,
    transitions=(
        Transition(
            name="take_up",
            source=(RECEIVED,),
            target=IN_HAND,
            permission=HANDLE,
            label=_("In behandeling nemen"),
            why=_("U zorgt voor het antwoord. U krijgt bericht als de termijn bijna om is."),
        ),
        Transition(
            name="answer",
            source=(IN_HAND,),
            target=ANSWERED,
            permission=HANDLE,
            label=_("Antwoord geven"),
            why=_(
                "Iedereen leest dan de vraag, het antwoord en waar het op rust. De stand van die stukken wordt bewaard. "
                "Wie het vroeg, krijgt bericht."
            ),
            guards=(lacks_answer,),
        ),
        Transition(
            name="extend",
            source=OPEN,
            target=IN_HAND,
            permission=HANDLE,
            label=_("Later antwoorden"),
            why=_("De termijn wordt langer. Wie het vroeg, leest waarom."),
            needs_reason=True,
        ),
        Transition(
            name="withdraw",
            source=OPEN,
            target=WITHDRAWN,
            permission="questions.withdraw_question",
            label=_("Vraag intrekken"),
            why=_("De vraag hoeft niet meer beantwoord te worden. Hij komt niet op de site."),
            needs_reason=True,
        ),
    ),
)
