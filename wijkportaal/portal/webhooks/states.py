from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

ACTIVE, OFF = "active", "off"
WAITING, ARRIVED, FAILED = "waiting", "arrived", "failed"

# After each failure it is tried again after so long; after the last it waits for somebody.
TRY_AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
# When nothing arrived for so long, while there was something to send, the webhook is switched off.
GIVE_UP_AFTER = timedelta(days=3)
# The log of what was sent.
KEEP_LOG = timedelta(days=90)

WEBHOOK_CYCLE = LifeCycle(
    states={ACTIVE: _("aan"), OFF: _("uit")},
    initial=ACTIVE,
    transitions=(
        Transition(
            "switch_off",
            (ACTIVE,),
            OFF,
            "webhooks.manage",
            _("Zet uit"),
            _("Er wordt niets meer gestuurd. Wat nu gebeurt, wordt ook later niet gestuurd."),
        ),
        Transition(
            "switch_on",
            (OFF,),
            ACTIVE,
            "webhooks.manage",
            _("Zet aan"),
            _("Wat vanaf nu gebeurt, wordt gestuurd."),
        ),
    ),
)

DELIVERY_CYCLE = LifeCycle(
    states={WAITING: _("staat klaar"), ARRIVED: _("aangekomen"), FAILED: _("niet gelukt")},
    initial=WAITING,
    transitions=(
        Transition("arrive", (WAITING,), ARRIVED, "webhooks.manage", _("Aangekomen")),
        Transition("give_up", (WAITING,), FAILED, "webhooks.manage", _("Opgeven")),
        Transition(
            "try_again",
            (FAILED, ARRIVED),
            WAITING,
            "webhooks.manage",
            _("Stuur opnieuw"),
            _("Het wordt binnen een minuut opnieuw gestuurd, met hetzelfde kenmerk."),
        ),
    ),
)
