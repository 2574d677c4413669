"""The life of an expected payment, of a bank line and of a file of the bank."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.batches.states import batch_life_cycle
from wijkportaal.foundation.transitions.states import LifeCycle, Transition

SETTLE = "payments.settle"

EXPECTED, PAID, CANCELLED = "expected", "paid", "cancelled"
EXPECTED_LIFE = LifeCycle(
    states={EXPECTED: _("verwacht"), PAID: _("betaald"), CANCELLED: _("vervallen")},
    initial=EXPECTED,
    transitions=(
        Transition("pay", (EXPECTED,), PAID, SETTLE, _("Betaald"), _("Alles is betaald.")),
        Transition(
            "reopen_payment",
            (PAID,),
            EXPECTED,
            SETTLE,
            _("Weer open"),
            _("De betaling hoorde hier niet bij."),
        ),
        Transition(
            "cancel",
            (EXPECTED,),
            CANCELLED,
            SETTLE,
            _("Laat vervallen"),
            _("Deze betaling komt niet meer. Er is nog niets van betaald."),
            needs_reason=True,
        ),
    ),
)

OPEN, SETTLED, NOT_OURS = "open", "settled", "not_ours"
LINE_LIFE = LifeCycle(
    states={OPEN: _("te verwerken"), SETTLED: _("verwerkt"), NOT_OURS: _("niet van ons")},
    initial=OPEN,
    transitions=(
        Transition(
            "settle", (OPEN,), SETTLED, SETTLE, _("Verwerken"), _("Elke euro van de regel is geboekt.")
        ),
        Transition(
            "set_aside",
            (OPEN,),
            NOT_OURS,
            SETTLE,
            _("Niet van ons"),
            _("Deze regel hoort niet bij de budgetten van wijken en dorpen. Er wordt niets geboekt."),
            needs_reason=True,
        ),
        Transition(
            "take_back",
            (NOT_OURS,),
            OPEN,
            SETTLE,
            _("Terug naar de werklijst"),
            _("De regel hoort er toch bij."),
        ),
        Transition(
            "undo",
            (SETTLED,),
            OPEN,
            SETTLE,
            _("Maak ongedaan"),
            _("De boekingen worden teruggedraaid en de regel komt weer in de werklijst."),
            needs_reason=True,
        ),
    ),
)

FILE_LIFE = batch_life_cycle(SETTLE)


class PaymentRefused(Exception):
    """A payment cannot be expected or settled like this; the message says in Dutch what to do."""
