from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.models import tracked
from wijkportaal.portal.opendata.states import CC0, FORMATS, LICENCES


@tracked()
class Openness(models.Model):
    """Openbaarmaking: under which licence the gemeente gives its data, and which sites may show a piece of the portal.

    There is one row, or none as long as everything is as usual.
    """

    licence = models.CharField(
        _("licentie"), max_length=5, choices=[(key, each.name) for key, each in LICENCES.items()], default=CC0
    )
    hosts = ArrayField(
        models.CharField(max_length=200),
        verbose_name=_("websites met een gebied erop"),
        default=list,
        blank=True,
    )

    class Meta:
        verbose_name = _("openbaarmaking")
        verbose_name_plural = _("openbaarmakingen")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="openness_one_row")]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class DataFile(models.Model):
    """Databestand: one dataset in one format, as it was made last; what a visitor takes along.

    `as_of` is the moment at which the portal was read. A file with the same content keeps its name and `changed_at`.
    """

    dataset = models.CharField(_("dataset"), max_length=40)
    format = models.CharField(_("soort bestand"), max_length=10, choices=list(FORMATS.items()))
    file = models.CharField(_("bestand"), max_length=200)
    sha256 = models.CharField(_("controlegetal (SHA-256)"), max_length=64)
    size = models.PositiveBigIntegerField(_("grootte in bytes"))
    rows = models.PositiveIntegerField(_("regels"))
    as_of = models.DateTimeField(_("stand van"))
    changed_at = models.DateTimeField(_("anders sinds"), default=timezone.now)
    first_made_at = models.DateTimeField(_("voor het eerst gemaakt op"), default=timezone.now)

    class Meta:
        verbose_name = _("databestand")
        verbose_name_plural = _("databestanden")
        ordering = ["dataset", "format"]
        constraints = [models.UniqueConstraint(fields=["dataset", "format"], name="datafile_once")]

    def __str__(self) -> str:
        return f"{self.dataset}.{self.format}"

    @property
    def name(self) -> str:
        """The name under which it is taken along, and the last part of its address."""
        return f"{self.dataset}.{self.format}"
