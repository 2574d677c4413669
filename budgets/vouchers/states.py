"""The life of a voucher, and of each time it is redeemed."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

VALID, USED, EXPIRED, WITHDRAWN = "valid", "used", "expired", "withdrawn"
ASKED, PAID, REFUSED = "asked", "paid", "refused"

REMIND_BEFORE = timedelta(days=30)


def _nothing_is_asked(voucher) -> str | None:
    if voucher.redemptions.filter(state=ASKED).exists():
        return _("Er staat nog een verzoek om betaling open. Handel dat eerst af.")
    return None


LIFE_CYCLE = LifeCycle(
    states={VALID: _("geldig"), USED: _("gebruikt"), EXPIRED: _("verlopen"), WITHDRAWN: _("ingetrokken")},
    initial=VALID,
    transitions=(
        Transition(
            name="use_up",
            source=(VALID,),
            target=USED,
            permission="vouchers.pay",
            label=_("Op"),
            why=_("Het portaal doet dit zelf, als de hele waarde is betaald."),
        ),
        Transition(
            name="expire",
            source=(VALID,),
            target=EXPIRED,
            permission="vouchers.pay",
            label=_("Laten verlopen"),
            why=_("Het portaal doet dit zelf na de laatste dag. Wat over is, gaat terug naar het budget."),
            guards=(_nothing_is_asked,),
        ),
        Transition(
            name="withdraw",
            source=(VALID,),
            target=WITHDRAWN,
            permission="vouchers.issue",
            label=_("Intrekken"),
            why=_("De code werkt daarna niet meer. Wat over is, gaat terug naar het budget."),
            needs_reason=True,
            guards=(_nothing_is_asked,),
        ),
    ),
)

REDEMPTION_LIFE_CYCLE = LifeCycle(
    states={ASKED: _("gevraagd"), PAID: _("betaald"), REFUSED: _("geweigerd")},
    initial=ASKED,
    transitions=(
        Transition(
            name="pay_redemption",
            source=(ASKED,),
            target=PAID,
            permission="vouchers.pay",
            label=_("Betalen"),
            why=_("Boekt het bedrag. Wie het vroeg, krijgt een e-mail."),
        ),
        Transition(
            name="refuse_redemption",
            source=(ASKED,),
            target=REFUSED,
            permission="vouchers.pay",
            label=_("Weigeren"),
            why=_("Het bedrag blijft op de waardebon staan. Wie het vroeg, krijgt een e-mail."),
            needs_reason=True,
        ),
    ),
)


class VoucherRefused(Exception):
    """A voucher cannot be issued or redeemed; the message says in Dutch what to do."""
