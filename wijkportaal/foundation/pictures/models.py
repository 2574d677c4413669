from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.languages.speaking import plain_address
from wijkportaal.foundation.people.models import Person


@tracked()
class Picture(models.Model):
    """Foto: an uploaded picture, made anew without what its file said of place and camera."""

    file = models.FileField(_("bestand"), max_length=200, unique=True)
    alt = models.CharField(
        _("beschrijving"),
        max_length=250,
        blank=True,
        help_text=_("Wat is er op de foto te zien? Voor wie de foto niet kan zien."),
    )
    credit = models.CharField(_("gemaakt door"), max_length=120, blank=True)
    width = models.PositiveIntegerField(_("breedte in beeldpunten"))
    height = models.PositiveIntegerField(_("hoogte in beeldpunten"))
    widths = models.JSONField(_("kleinere breedtes"), default=list)
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
        verbose_name = _("foto")
        verbose_name_plural = _("foto's")
        ordering = ["-stored_at", "-pk"]

    def __str__(self) -> str:
        return self.alt or str(_("foto"))

    @property
    def url(self) -> str:
        """Address of the full picture."""
        return self._address(self.file.name)

    def url_of(self, width: int) -> str:
        """Address of the smallest version that is at least `width` pixels wide."""
        fitting = [made for made in self.widths if made >= width]
        return self._address(self.name_of(min(fitting))) if fitting else self.url

    @property
    def srcset(self) -> str:
        """The versions that a browser may choose from."""
        smaller = [f"{self._address(self.name_of(width))} {width}w" for width in self.widths]
        return ", ".join([*smaller, f"{self.url} {self.width}w"])

    def name_of(self, width: int) -> str:
        """Name in storage of the version of exactly that width."""
        return f"{self.file.name.rsplit('.', 1)[0]}-{width}.webp"

    @property
    def names(self) -> list[str]:
        """Every name that this picture has in storage."""
        return [self.file.name, *(self.name_of(width) for width in self.widths)]

    def open(self):
        """Open the full picture for reading."""
        return default_storage.open(self.file.name)

    @staticmethod
    def _address(name: str) -> str:
        return plain_address("pictures:media", name.rsplit("/", 1)[-1])
