from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.people.models import Person


class Export(models.Model):
    """Gegevensexport: the copy of all that the portal holds of a person, made for them and kept for a few days.

    No history is kept of it, and it stands in the database and in no folder: nobody else can come by it.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("persoon")
    )
    asked_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("taak")
    )
    data = models.BinaryField(_("bestand"), default=bytes)
    size = models.PositiveIntegerField(_("grootte in bytes"), default=0)
    expires_at = models.DateTimeField(_("op te halen tot"), null=True, blank=True)

    class Meta:
        verbose_name = _("gegevensexport")
        verbose_name_plural = _("gegevensexporten")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_ready(self) -> bool:
        """Whether there is a file that can still be fetched."""
        return self.size > 0 and self.expires_at is not None and self.expires_at > timezone.now()


@tracked()
class KeepingTerm(models.Model):
    """Bewaartermijn: how long this gemeente keeps something, where that is not the term that the portal came with."""

    name = models.CharField(_("wat"), max_length=60, unique=True)
    days = models.PositiveIntegerField(_("aantal dagen"))

    class Meta:
        verbose_name = _("bewaartermijn")
        verbose_name_plural = _("bewaartermijnen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def term(self) -> timedelta:
        return timedelta(days=self.days)


class Clearing(models.Model):
    """Opruimbeurt: when something was last cleared away after its term, and how much went."""

    name = models.CharField(_("wat"), max_length=60, unique=True)
    ran_at = models.DateTimeField(_("laatste keer"), default=timezone.now)
    removed = models.PositiveIntegerField(_("toen weggehaald"), default=0)
    removed_ever = models.PositiveBigIntegerField(_("in totaal weggehaald"), default=0)
    failed = models.BooleanField(_("mislukt"), default=False)

    class Meta:
        verbose_name = _("opruimbeurt")
        verbose_name_plural = _("opruimbeurten")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
