from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.figures.catalogue import INDICATORS, Indicator
from areas.territory.models import Area
from wijkportaal.foundation.audit.models import tracked


@tracked()
class Figure(models.Model):
    """Kerncijfer: what one indicator is in one area in one year, and who says so.

    An empty value means that the source knows of the figure but does not give it (CBS hides small numbers).
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="+", verbose_name=_("gebied"))
    year = models.PositiveSmallIntegerField(
        _("jaar"), validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )
    indicator = models.CharField(_("indicator"), max_length=30)
    value = models.DecimalField(_("waarde"), max_digits=16, decimal_places=4, null=True, blank=True)
    source = models.CharField(_("bron"), max_length=200)
    estimated = models.BooleanField(_("geschat"), default=False)
    note = models.CharField(_("toelichting"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kerncijfer")
        verbose_name_plural = _("kerncijfers")
        ordering = ["indicator", "year"]
        constraints = [
            models.UniqueConstraint(fields=["area", "year", "indicator"], name="figure_unique"),
            models.CheckConstraint(condition=~Q(source=""), name="figure_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.meaning.label} {self.year}"

    @property
    def meaning(self) -> Indicator:
        """The indicator's label, unit and decimals."""
        return INDICATORS[self.indicator]


@tracked()
class NationalFigure(models.Model):
    """Landelijk cijfer: what one indicator is in the Netherlands as a whole in one year, to lay an area beside.

    Not a figure of an area: the country has no page, no roles and no place in any list (docs/adr/0088).
    """

    year = models.PositiveSmallIntegerField(
        _("jaar"), validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )
    indicator = models.CharField(_("indicator"), max_length=30)
    value = models.DecimalField(_("waarde"), max_digits=16, decimal_places=4, null=True, blank=True)
    source = models.CharField(_("bron"), max_length=200)
    # The source is the country's own count.
    estimated = False

    class Meta:
        verbose_name = _("landelijk cijfer")
        verbose_name_plural = _("landelijke cijfers")
        ordering = ["indicator", "year"]
        constraints = [
            models.UniqueConstraint(fields=["year", "indicator"], name="national_figure_unique"),
            models.CheckConstraint(condition=~Q(source=""), name="national_figure_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.meaning.label} {self.year}"

    @property
    def meaning(self) -> Indicator:
        """The indicator's label, unit and decimals."""
        return INDICATORS[self.indicator]


@tracked()
class Forecast(models.Model):
    """Prognose: what a source expects one indicator of an area to be in a year that is still to come.

    Beside the figures and not among them: the newest figure must never be one that nobody has counted.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="+", verbose_name=_("gebied"))
    year = models.PositiveSmallIntegerField(
        _("jaar"), validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )
    indicator = models.CharField(_("indicator"), max_length=30)
    value = models.DecimalField(_("waarde"), max_digits=16, decimal_places=4)
    source = models.CharField(_("bron"), max_length=200)

    class Meta:
        verbose_name = _("prognose")
        verbose_name_plural = _("prognoses")
        ordering = ["indicator", "year"]
        constraints = [
            models.UniqueConstraint(fields=["area", "year", "indicator"], name="forecast_unique"),
            models.CheckConstraint(condition=~Q(source=""), name="forecast_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{INDICATORS[self.indicator].label} {self.year}"
