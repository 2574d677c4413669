from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.grants.models.applications import Application
from budgets.grants.models.fields import amount_field
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.files.models import StoredFile


@tracked()
class Attachment(models.Model):
    """Bijlage: a document with an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    title = models.CharField(_("wat is het"), max_length=120)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("bestand"))
    added_at = models.DateTimeField(_("toegevoegd op"), default=timezone.now)

    class Meta:
        verbose_name = _("bijlage")
        verbose_name_plural = _("bijlagen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


@tracked()
class Receipt(models.Model):
    """Bon van een aanvraag: what was paid from a grant, with the paper that shows it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="receipts")
    what = models.CharField(_("waarvoor"), max_length=120)
    amount = amount_field(_("bedrag in euro"))
    paid_on = models.DateField(_("betaald op"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("bon"))

    class Meta:
        verbose_name = _("bon")
        verbose_name_plural = _("bonnen")
        ordering = ["paid_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="receipt_above_zero")]

    def __str__(self) -> str:
        return self.what
