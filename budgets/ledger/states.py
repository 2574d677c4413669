"""What accounts there are and which of them may be overdrawn."""

from django.utils.translation import gettext_lazy as _

TREASURY = "treasury"
BUDGET = "budget"
PROMISED = "promised"
ADVANCE = "advance"
SPENT = "spent"
RESERVE = "reserve"
POT = "pot"
RECEIVABLE = "receivable"

ACCOUNT_KINDS = {
    TREASURY: _("gemeentekas"),
    BUDGET: _("budget"),
    PROMISED: _("toegezegd"),
    ADVANCE: _("voorschot, nog te verantwoorden"),
    SPENT: _("besteed"),
    RESERVE: _("reserve"),
    POT: _("gezamenlijke pot"),
    RECEIVABLE: _("nog terug te krijgen"),
}
ACCOUNT_HELP = {
    TREASURY: _("Geld van de gemeente zelf. Hier komt het vandaan en hier gaat het naar terug."),
    BUDGET: _("Wat een gebied nog kan uitgeven."),
    PROMISED: _("Wat bij een besluit is toegezegd en nog niet is betaald."),
    ADVANCE: _("Wat is betaald en waarover nog verantwoording moet komen."),
    SPENT: _("Wat is uitgegeven en verantwoord."),
    RESERVE: _("Wat een gebied bewaart voor een doel."),
    POT: _("Wat gebieden samen opzij leggen."),
    RECEIVABLE: _("Wat iemand moet terugbetalen."),
}
# The treasury is the outside world: its balance tells how much went out, so it is below zero.
MAY_BE_OVERDRAWN = frozenset({TREASURY})
# A year does not close while these still hold money of that year: somebody owes an account or a payment.
MUST_BE_EMPTY_AT_CLOSE = (ADVANCE, RECEIVABLE)
# Iv3: 6.1 is Samenkracht en burgerparticipatie. A text: 0.10 is not 0.1.
FIRST_TASK_FIELD = "6.1"


class BookingRefused(Exception):
    """A booking cannot be made; the message says in Dutch what to do."""


class Overdrawn(BookingRefused):
    """An account that may not be overdrawn holds less than is taken from it."""


class PeriodClosed(BookingRefused):
    """The year of the booking is closed."""


class KeyReused(BookingRefused):
    """The key of a booking was used before for another booking."""
