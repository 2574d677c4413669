from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programmes.sheets.states import LIFE_CYCLE
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.batches.models import Batch
from wijkportaal.foundation.transitions.models import StateField


@tracked(exclude=["plan"])
class ProjectSheet(Batch):
    """Projectenbestand: an uploaded workbook of projects, what it would change, and whether that was done."""

    state = StateField(LIFE_CYCLE)

    class Meta(Batch.Meta):
        verbose_name = _("projectenbestand")
        verbose_name_plural = _("projectenbestanden")

    def get_absolute_url(self) -> str:
        return reverse("sheets:sheet", args=[self.pk])
