from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

WAITING, SENT, CLOSED, FAILED = "waiting", "sent", "closed", "failed"

# After each failure it is tried again after so long; after the last it waits for somebody.
TRY_AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
LOOK_EVERY = timedelta(minutes=15)

LIFE_CYCLE = LifeCycle(
    states={
        WAITING: _("staat klaar"),
        SENT: _("aangekomen"),
        CLOSED: _("daar afgesloten"),
        FAILED: _("niet gelukt"),
    },
    initial=WAITING,
    transitions=(
        Transition("arrive", (WAITING,), SENT, "exchange.manage", _("Aangekomen")),
        Transition("close", (SENT,), CLOSED, "exchange.manage", _("Afgesloten")),
        Transition("give_up", (WAITING,), FAILED, "exchange.manage", _("Opgeven")),
        Transition(
            "try_again",
            (FAILED,),
            WAITING,
            "exchange.manage",
            _("Probeer opnieuw"),
            _("Het wordt binnen een minuut opnieuw gestuurd."),
        ),
    ),
)
