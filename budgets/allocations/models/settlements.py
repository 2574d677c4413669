from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from budgets.allocations.models.allocations import Allocation
from budgets.allocations.models.fields import amount_field, person_field
from budgets.allocations.models.runs import Run, RunPurpose
from budgets.allocations.states import (
    ACCOUNT_CYCLE,
)
from budgets.decisions.models import Decision
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.transitions.models import StateField


@tracked()
class AccountSettlement(models.Model):
    """Vaststelling: what a board accounted for, and how the gemeente settled it.

    `spent` is euros by purpose (its id as text). `document` names the yearly account and `url` leads to it.
    """

    allocation = models.OneToOneField(
        Allocation, models.PROTECT, related_name="settlement", verbose_name=_("toekenning")
    )
    state = StateField(ACCOUNT_CYCLE)
    spent = models.JSONField(_("besteed"), default=dict)
    document = models.CharField(_("verantwoording"), max_length=200)
    url = models.CharField(_("adres van de verantwoording"), max_length=300, blank=True)
    remark = models.TextField(_("toelichting"), blank=True)
    question = models.CharField(_("wat nog ontbreekt"), max_length=1000, blank=True)
    received_on = models.DateField(_("ontvangen op"))
    sent_by = person_field(_("gestuurd door"))
    settled_by = person_field(_("vastgesteld door"))
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("beschikking")
    )

    class Meta:
        verbose_name = _("vaststelling")
        verbose_name_plural = _("vaststellingen")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_by=None) | Q(sent_by=None) | ~Q(settled_by=F("sent_by")),
                name="accountsettlement_four_eyes",
            )
        ]

    def __str__(self) -> str:
        return f"{self.allocation}: {self.document}"

    def get_absolute_url(self) -> str:
        return reverse("allocations:settlement", args=[self.pk])

    @property
    def area(self) -> Area:
        return self.allocation.area


@tracked()
class Remainder(models.Model):
    """Restant: what was left of one purpose of an area at the end of a year, and where that went.

    Belongs to a run of a year end, or to the settlement of what a board accounted for. `kept` is euros by year.
    """

    run = models.ForeignKey(
        Run, models.CASCADE, null=True, blank=True, related_name="remainders", verbose_name=_("ronde")
    )
    settlement = models.ForeignKey(
        AccountSettlement,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="remainders",
        verbose_name=_("vaststelling"),
    )
    allocation = models.ForeignKey(
        Allocation, models.PROTECT, related_name="remainders", verbose_name=_("toekenning")
    )
    purpose = models.ForeignKey(RunPurpose, models.PROTECT, related_name="+", verbose_name=_("bestemming"))
    left = amount_field(_("over"))
    returned = amount_field(_("gaat terug"), default=0)
    set_off = amount_field(_("verrekend met het volgende jaar"), default=0)
    for_goal = amount_field(_("voor het doel"), default=0)
    kept = models.JSONField(_("bewaard"), default=dict)
    done_at = models.DateTimeField(_("uitgevoerd op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("restant")
        verbose_name_plural = _("restanten")
        ordering = ["allocation__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(run=None, settlement__isnull=False) | Q(run__isnull=False, settlement=None),
                name="remainder_of_one",
            ),
            models.UniqueConstraint(
                fields=["allocation", "purpose"], name="remainder_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.allocation}, {self.purpose}"

    @property
    def kept_total(self) -> Decimal:
        return sum((Decimal(amount) for amount in self.kept.values()), Decimal(0))
