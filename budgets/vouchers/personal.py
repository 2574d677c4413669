"""What vouchers hold of people: who redeemed one, who handed one out."""

from django.utils.translation import gettext_lazy as _

from budgets.vouchers.models import Redemption, Voucher
from wijkportaal.foundation.privacy.registry import own, work

own(
    Redemption,
    address="email",
    label=_("waardebonnen die u inwisselde"),
    shows=("name", "email"),
    wipes=("email",),
    fate=_("Blijft zeven jaar: de gemeente moet het geld kunnen verantwoorden. Uw adres wordt weggehaald."),
)
own(Voucher, address="email", label=_("waardebonnen voor uw groep"), shows=("email",), wipes=("email",))
work(Voucher, "issued_by")
work(Redemption, "settled_by")
