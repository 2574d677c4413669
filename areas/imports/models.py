from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.imports.states import KINDS, LIFE_CYCLE
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.batches.models import Batch
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.transitions.models import StateField


@tracked(exclude=["plan"])
class ImportBatch(Batch):
    """Inleesbestand: one uploaded file, what it would change, and whether that was done."""

    kind = models.CharField(_("wat erin staat"), max_length=20, choices=list(KINDS.items()))
    year = models.PositiveSmallIntegerField(
        _("jaar"), validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )
    gemeente = models.CharField(_("gemeentecode"), max_length=6, blank=True)
    gemeente_name = models.CharField(_("naam van de gemeente"), max_length=120, blank=True)
    area_kind = models.CharField(_("soort gebied"), max_length=10, blank=True)
    source = models.CharField(_("bron"), max_length=200, blank=True)
    end_missing = models.BooleanField(_("beëindig gebieden die er niet in staan"), default=False)
    state = StateField(LIFE_CYCLE)
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("taak")
    )

    class Meta(Batch.Meta):
        verbose_name = _("inleesbestand")
        verbose_name_plural = _("inleesbestanden")

    def get_absolute_url(self) -> str:
        return reverse("imports:batch", args=[self.pk])
