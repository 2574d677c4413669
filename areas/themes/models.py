from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.models import tracked


@tracked()
class Theme(models.Model):
    """Thema: what a project is about (verkeersveiligheid, spelen …), with a colour and an icon."""

    name = models.CharField(_("naam"), max_length=60, unique=True)
    slug = models.SlugField(_("in het webadres"), max_length=60, unique=True)
    icon = models.CharField(_("pictogram"), max_length=40, default="map-pin")
    colour = models.CharField(
        _("kleur"),
        max_length=7,
        default="#2f5d50",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Schrijf de kleur als #rrggbb."))],
    )
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    is_active = models.BooleanField(_("te kiezen bij nieuwe projecten"), default=True)

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema's")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name
