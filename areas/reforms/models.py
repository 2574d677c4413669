from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.reforms.states import REFORM_KINDS
from areas.territory.models import Area
from wijkportaal.foundation.audit.models import tracked


@tracked()
class Reform(models.Model):
    """Herindeling: a change of areas that was decided on, as it was carried out."""

    kind = models.CharField(_("wat er gebeurt"), max_length=10, choices=list(REFORM_KINDS.items()))
    on = models.DateField(_("ingangsdatum"))
    reason = models.CharField(_("reden"), max_length=500)
    decision = models.CharField(_("besluit"), max_length=200, blank=True)
    summary = models.CharField(_("samenvatting"), max_length=500)
    areas = models.ManyToManyField(Area, related_name="+", verbose_name=_("gebieden"))
    carried_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uitgevoerd door"),
    )
    carried_out_at = models.DateTimeField(_("uitgevoerd op"), auto_now_add=True)

    class Meta:
        verbose_name = _("herindeling")
        verbose_name_plural = _("herindelingen")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.summary

    @property
    def sentence(self) -> str:
        """What was done, as a sentence; a name may end in a full stop of its own."""
        return f"{self.summary.removesuffix('.')}."
