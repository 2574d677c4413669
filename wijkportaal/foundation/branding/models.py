from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.branding.calculations import MINIMAL_CONTRAST, WHITE, contrast
from wijkportaal.foundation.languages.speaking import plain_address
from wijkportaal.foundation.pictures.models import Picture

DEFAULT_PRIMARY = "#0f4f57"
DEFAULT_ACCENT = "#b3431a"

is_colour = RegexValidator(
    r"\A#[0-9a-fA-F]{6}\Z", _("Vul een kleur in als # met zes cijfers of letters, bijvoorbeeld #0f4f57.")
)


def reads_on_white(colour: str) -> None:
    """Refuse a colour on which white letters cannot be read (WCAG 2.2, 1.4.3), and say what was measured."""
    try:
        ratio = contrast(colour, WHITE)
    except ValueError:
        return  # is_colour says what is wrong
    if ratio < MINIMAL_CONTRAST:
        raise ValidationError(
            _("Deze kleur is te licht: het contrast met wit is %(ratio)s en moet minstens 4,5 zijn.")
            # Rounded down: 4,49 is not yet 4,5.
            % {"ratio": number_format(int(ratio * 100) / 100, 2)},
            code="contrast",
        )


@tracked()
class Gemeente(models.Model):
    """Gemeente: the municipality that this portal is of, as it presents itself. There is one row."""

    name = models.CharField(
        _("naam"), max_length=80, help_text=_("Zoals bovenaan elke pagina: Gemeente Lelieveld.")
    )
    short_name = models.CharField(
        _("korte naam"), max_length=40, blank=True, help_text=_("Zonder het woord gemeente: Lelieveld.")
    )
    logo = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    primary_colour = models.CharField(
        _("hoofdkleur"),
        max_length=7,
        default=DEFAULT_PRIMARY,
        validators=[is_colour, reads_on_white],
        help_text=_("Voor de kop van de pagina, koppen en links."),
    )
    accent_colour = models.CharField(
        _("actiekleur"),
        max_length=7,
        default=DEFAULT_ACCENT,
        validators=[is_colour, reads_on_white],
        help_text=_("Voor knoppen en voor wat moet opvallen."),
    )
    phone = models.CharField(
        _("telefoonnummer"), max_length=20, blank=True, help_text=_("Bijvoorbeeld 14 058.")
    )
    email = models.EmailField(_("e-mailadres"), blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="branding_one_gemeente")]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """The name within a sentence: the short one if there is one."""
        return self.short_name or self.name

    @property
    def logo_url(self) -> str:
        return self.logo.url_of(640) if self.logo_id else ""

    @property
    def stylesheet_version(self) -> str:
        return f"{self.primary_colour}{self.accent_colour}".replace("#", "").lower()

    @property
    def stylesheet_url(self) -> str:
        """Address of the colours; another colour is another address, so that a browser may keep it for good."""
        return f"{plain_address('branding:stylesheet')}?v={self.stylesheet_version}"
