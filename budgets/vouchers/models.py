from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from budgets.ledger.models import Account, new_number
from budgets.vouchers.calculations import new_code, written
from budgets.vouchers.states import LIFE_CYCLE, REDEMPTION_LIFE_CYCLE, VALID
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField


def person_field(label) -> models.ForeignKey:
    """Who did something; the record outlives the account."""
    return models.ForeignKey(
        Person, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=label
    )


@tracked(exclude=["code"])
class Voucher(models.Model):
    """Wijkwaardebon: money for an idea, that its group or a supplier redeems with a code until it expires.

    `claimed` is what was redeemed and not refused; the database keeps it within the value. The code opens the
    page on which is redeemed, so it is shown to officials and on the card alone.
    """

    number = models.CharField(_("nummer"), max_length=12, unique=True, default=new_number, editable=False)
    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    state = StateField(LIFE_CYCLE)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    idea = models.CharField(_("voor welk idee"), max_length=120)
    explanation = models.TextField(_("wat gaat er gebeuren"), blank=True, max_length=2000)
    project = models.CharField(_("kenmerk van het project"), max_length=12, blank=True)
    group = models.CharField(_("wie voert het uit"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisatie")
    )
    email = models.EmailField(_("e-mailadres van de groep"), blank=True)
    amount = models.DecimalField(_("waarde in euro"), max_digits=12, decimal_places=2)
    claimed = models.DecimalField(
        _("ingewisseld"), max_digits=12, decimal_places=2, default=0, editable=False
    )
    source = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("uit welk budget"))
    issued_on = models.DateField(_("uitgegeven op"))
    issued_by = person_field(_("uitgegeven door"))
    expires_on = models.DateField(_("geldig tot en met"))
    card = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("kaart")
    )

    class Meta:
        verbose_name = _("wijkwaardebon")
        verbose_name_plural = _("wijkwaardebonnen")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "expires_on"], name="voucher_expires")]
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed__gte=0, claimed__lte=F("amount"), amount__gt=0),
                name="voucher_claimed_within_value",
            ),
            models.CheckConstraint(condition=Q(expires_on__gte=F("issued_on")), name="voucher_valid_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.idea}"

    def get_absolute_url(self) -> str:
        return reverse("vouchers:voucher", args=[self.number])

    @property
    def left(self) -> Decimal:
        return self.amount - self.claimed

    @property
    def written_code(self) -> str:
        return written(self.code)

    @property
    def can_be_redeemed(self) -> bool:
        return self.state == VALID and timezone.localdate() <= self.expires_on and self.left > 0


@tracked()
class Redemption(models.Model):
    """Inwisseling: what a group or supplier asks to be paid from a voucher, with the invoice."""

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="redemptions")
    # Made by the form, so that a second click asks once.
    key = models.UUIDField(unique=True)
    state = StateField(REDEMPTION_LIFE_CYCLE)
    amount = models.DecimalField(_("bedrag in euro"), max_digits=12, decimal_places=2)
    what = models.CharField(_("waarvoor"), max_length=120)
    name = models.CharField(_("wie vraagt het"), max_length=150)
    email = models.EmailField(_("e-mailadres"))
    invoice = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", verbose_name=_("factuur of bon")
    )
    asked_at = models.DateTimeField(_("gevraagd op"), auto_now_add=True)
    settled_on = models.DateField(_("afgehandeld op"), null=True, editable=False)
    settled_by = person_field(_("afgehandeld door"))
    reason = models.TextField(_("reden"), blank=True, editable=False)

    class Meta:
        verbose_name = _("inwisseling")
        verbose_name_plural = _("inwisselingen")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="redemption_above_zero")]

    def __str__(self) -> str:
        return self.what

    @property
    def area(self) -> Area:
        """The area of the voucher, for who may do what."""
        return self.voucher.area
