from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.decisions.models import Decision
from budgets.grants.models.applications import Application
from budgets.grants.models.fields import amount_field, person_field
from wijkportaal.foundation.audit.models import tracked


@tracked()
class Advice(models.Model):
    """Advies van het wijkteam: what who knows the area says of an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="advices")
    is_positive = models.BooleanField(_("positief"))
    text = models.TextField(_("advies"), max_length=2000)
    by = person_field(_("van"))
    at = models.DateTimeField(_("gegeven op"), default=timezone.now)

    class Meta:
        verbose_name = _("advies")
        verbose_name_plural = _("adviezen")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "by"], name="advice_once")]

    def __str__(self) -> str:
        return self.text


@tracked()
class ApplicationStep(models.Model):
    """Stap van een aanvraag: one turn in its chain, with who, when and why. Written once."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="steps")
    name = models.CharField(_("stap"), max_length=20)
    text = models.TextField(_("toelichting"), blank=True)
    amount = amount_field(_("bedrag"), null=True, blank=True)
    was_late = models.BooleanField(_("na de termijn"), default=False)
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("beschikking")
    )
    by = person_field(_("door"))
    at = models.DateTimeField(_("wanneer"), default=timezone.now)

    class Meta:
        verbose_name = _("stap van een aanvraag")
        verbose_name_plural = _("stappen van aanvragen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.application}: {self.name}"
