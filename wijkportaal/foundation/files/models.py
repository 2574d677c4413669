from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.people.models import Person


@tracked()
class StoredFile(models.Model):
    """Bestand: an uploaded document (PDF), kept as it came."""

    file = models.FileField(_("bestand"), max_length=200, unique=True)
    name = models.CharField(_("naam"), max_length=150)
    size = models.PositiveIntegerField(_("grootte in bytes"))
    pages = models.PositiveSmallIntegerField(_("bladzijden"))
    checksum = models.CharField(_("controlegetal"), max_length=64)
    stored_by = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("geplaatst door"),
    )
    stored_at = models.DateTimeField(_("geplaatst op"), default=timezone.now)

    class Meta:
        verbose_name = _("bestand")
        verbose_name_plural = _("bestanden")
        ordering = ["-stored_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def open(self):
        """Open the document for reading."""
        return default_storage.open(self.file.name)


class AttachedFile(models.Model):
    """A document that belongs to something that people write, for everyone or only for who works on it."""

    file = models.ForeignKey(
        StoredFile, verbose_name=_("bestand"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("titel"), max_length=150)
    is_public = models.BooleanField(_("openbaar"), default=False)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
