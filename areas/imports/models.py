from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.imports.states import KINDS, LIFE_CYCLE
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.transitions.models import StateField


@tracked(exclude=["plan"])
class ImportBatch(models.Model):
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
    file = models.FileField(_("bestand"), upload_to="inlezen/%Y/")
    file_name = models.CharField(_("naam van het bestand"), max_length=200)
    checksum = models.CharField(_("controlegetal"), max_length=64)
    state = StateField(LIFE_CYCLE)
    plan = models.JSONField(_("plan"), default=dict)
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("taak")
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("geüpload door"),
    )
    uploaded_at = models.DateTimeField(_("geüpload op"), auto_now_add=True)

    class Meta:
        verbose_name = _("inleesbestand")
        verbose_name_plural = _("inleesbestanden")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("imports:batch", args=[self.pk])
