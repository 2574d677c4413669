from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.people.models import Person


class FileFormat(models.TextChoices):
    """Bestandssoort: how a file with lines of the trail is written."""

    CSV = "csv", _("csv")
    XLSX = "xlsx", _("Excel")


@tracked(exclude=["data", "job"])
class TrailExport(models.Model):
    """Uitdraai: the lines of the audit trail that somebody asked for, as a file that is kept for a few days.

    Who took what out is itself in the trail. The file stands in the database and in no folder.
    """

    asked_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("gevraagd door")
    )
    asked_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    choice = models.JSONField(_("keuze"), default=dict)
    file_format = models.CharField(
        _("bestandssoort"), max_length=4, choices=FileFormat.choices, default=FileFormat.CSV
    )
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+", verbose_name=_("taak"))
    lines = models.PositiveIntegerField(_("aantal regels"), default=0)
    data = models.BinaryField(_("bestand"), default=bytes)
    expires_at = models.DateTimeField(_("op te halen tot"), null=True, blank=True)

    class Meta:
        verbose_name = _("uitdraai")
        verbose_name_plural = _("uitdraaien")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_ready(self) -> bool:
        """Whether there is a file that can still be fetched."""
        return self.expires_at is not None and self.expires_at > timezone.now()

    @property
    def file_name(self) -> str:
        day = timezone.localdate(self.asked_at)
        return f"wie-deed-wat-{day:%Y-%m-%d}-{self.pk}.{self.file_format}"
