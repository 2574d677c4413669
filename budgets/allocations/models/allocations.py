from decimal import Decimal

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from budgets.allocations.models.fields import amount_field
from budgets.allocations.models.runs import Run
from budgets.decisions.models import Decision
from wijkportaal.foundation.audit.models import tracked


@tracked()
class Allocation(models.Model):
    """Toekenning: what an area (or the areas of one board together) gets by a run, and why.

    `amount` is None while something is not known. `lines` are [text, euros or null, source], as they were explained
    then; `rule_amount` is what the staffel gave, before a decision outside it. In a correction `before` is what was
    granted already, and the difference is booked. Once carried out nothing changes any more.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="allocations", verbose_name=_("ronde"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    member_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name=_("gebieden"))
    key = models.CharField(_("sleutel"), max_length=200)
    name = models.CharField(_("naam"), max_length=200)
    amount = amount_field(_("bedrag in euro"), null=True, blank=True)
    rule_amount = amount_field(_("bedrag volgens de staffel"), null=True, blank=True)
    before = amount_field(_("al toegekend"), default=0)
    set_off = amount_field(_("verrekend van het vorige jaar"), default=0)
    last_year = amount_field(_("vorig jaar"), null=True, blank=True)
    inhabitants = models.PositiveIntegerField(_("inwoners"), null=True, blank=True)
    takes_part = models.BooleanField(_("doet mee"), default=True)
    lines = models.JSONField(_("uitleg"), default=list)
    sentence = models.TextField(_("uitleg in één zin"), blank=True)
    lacks = models.JSONField(_("wat ontbreekt"), default=list)
    holder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bestuur")
    )
    override_reason = models.CharField(_("reden om af te wijken"), max_length=500, blank=True)
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("beschikking")
    )
    done_at = models.DateTimeField(_("uitgevoerd op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("toekenning")
        verbose_name_plural = _("toekenningen")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "key"], name="allocation_once"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="allocation_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(amount__isnull=False), name="allocation_done_has_amount"
            ),
        ]
        indexes = [
            GinIndex(fields=["member_ids"], name="allocation_members"),
            models.Index(fields=["run", "done_at"], name="allocation_to_do"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="done_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__done_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.run.year}"

    def get_absolute_url(self) -> str:
        return reverse("allocations:allocation", args=[self.pk])

    @property
    def difference(self) -> Decimal | None:
        """What there is to book: the amount, in a correction only what is different."""
        return None if self.amount is None else self.amount - self.before

    @property
    def since_last_year(self) -> Decimal | None:
        return None if self.amount is None or self.last_year is None else self.amount - self.last_year

    @property
    def sources(self) -> list[str]:
        """Where the figures come from, each once."""
        return list(dict.fromkeys(source for _text, _amount, source in self.lines if source))

    @property
    def is_overridden(self) -> bool:
        return bool(self.override_reason)
