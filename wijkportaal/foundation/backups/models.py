from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Soort back-up: what was done with an archive."""

    MADE = "made", _("gemaakt")
    ANONYMISED = "anonymised", _("kopie om te oefenen")
    RESTORED = "restored", _("teruggezet")


class Backup(models.Model):
    """Back-up: an archive of the whole portal that was made, or put back, and how much was in it."""

    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices, default=Kind.MADE)
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    file_name = models.CharField(_("naam van het bestand"), max_length=200)
    size = models.PositiveBigIntegerField(_("grootte in bytes"), default=0)
    rows = models.PositiveBigIntegerField(_("regels"), default=0)
    files = models.PositiveIntegerField(_("bestanden"), default=0)
    version = models.CharField(_("versie"), max_length=40, blank=True)
    content_of = models.DateTimeField(_("inhoud van"), default=timezone.now)

    class Meta:
        verbose_name = _("back-up")
        verbose_name_plural = _("back-ups")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
