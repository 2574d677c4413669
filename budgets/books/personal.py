"""What the treasurer's book holds of people: kascommissie, who asked for money, and who booked."""

from django.utils.translation import gettext_lazy as _

from budgets.books.models import AnnualAccount, Auditor, Movement, ReserveStep, VillageRequest
from wijkportaal.foundation.privacy.registry import own, work

KEPT_BY_LAW = _(
    "Blijft zeven jaar: een vereniging moet haar geld kunnen verantwoorden. Uw adres wordt weggehaald."
)

own(
    Auditor,
    address="email",
    label=_("kascommissies waarin u zat"),
    shows=("account", "name", "email"),
    wipes=("email",),
    fate=KEPT_BY_LAW,
)
own(
    VillageRequest,
    address="email",
    label=_("aanvragen bij uw dorp"),
    shows=("name", "email"),
    wipes=("email",),
    fate=KEPT_BY_LAW,
)
work(AnnualAccount, "received_by")
work(Movement, "booked_by")
work(ReserveStep, "by")
