from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.people.models import Person
from wijkportaal.portal.steering.catalogue import FIGURES
from wijkportaal.portal.steering.definitions import Definition


class SteeringFigure(models.Model):
    """Stuurcijfer: what one figure is in one area in one period, as it was worked out from the records.

    The period is a year (`2026`), or the beginning of a week of it (`2026-W07`) to see what a week changed. An empty
    value means that it may not be told (too few people answered); a figure that is unknown has no row.
    Not in the history: it follows from records that are.
    """

    figure = models.CharField(_("cijfer"), max_length=30)
    area = models.ForeignKey(Area, models.CASCADE, related_name="+", verbose_name=_("gebied"))
    period = models.CharField(_("periode"), max_length=8)
    value = models.DecimalField(_("waarde"), max_digits=16, decimal_places=4, null=True)
    low = models.DecimalField(_("van"), max_digits=16, decimal_places=4, null=True)
    high = models.DecimalField(_("tot"), max_digits=16, decimal_places=4, null=True)
    number = models.PositiveIntegerField(_("van hoeveel"), null=True)
    as_of = models.DateTimeField(_("stand van"))

    class Meta:
        verbose_name = _("stuurcijfer")
        verbose_name_plural = _("stuurcijfers")
        constraints = [
            models.UniqueConstraint(fields=["period", "figure", "area"], name="steeringfigure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.period}"


class Reckoning(models.Model):
    """Berekening: when the figures of a period were worked out last."""

    period = models.CharField(_("periode"), max_length=8, unique=True)
    as_of = models.DateTimeField(_("stand van"))

    class Meta:
        verbose_name = _("berekening")
        verbose_name_plural = _("berekeningen")

    def __str__(self) -> str:
        return self.period


@tracked()
class Target(models.Model):
    """Streefwaarde: what a figure should be in a year, in one area or (without one) in every area and the gemeente."""

    figure = models.CharField(
        _("cijfer"),
        max_length=30,
        choices=[(each.key, each.title) for each in FIGURES.values() if each.better],
    )
    area = models.ForeignKey(
        Area, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("gebied")
    )
    year = models.PositiveSmallIntegerField(
        _("jaar"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    value = models.DecimalField(
        _("streefwaarde"),
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1_000_000_000))],
    )
    set_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("gezet door")
    )
    set_at = models.DateTimeField(_("gezet op"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("streefwaarde")
        verbose_name_plural = _("streefwaarden")
        ordering = ["figure", "-year", "area__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "area", "year"], nulls_distinct=False, name="target_once"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="target_not_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.meaning.title} {self.year}"

    @property
    def meaning(self) -> Definition:
        return FIGURES[self.figure]


@tracked()
class AreaGroup(models.Model):
    """Gebiedsgroep: areas that somebody finds alike, to lay others beside."""

    name = models.CharField(_("naam"), max_length=60, unique=True)
    areas = models.ManyToManyField(Area, through="GroupedArea", related_name="+", verbose_name=_("gebieden"))
    made_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("gemaakt door")
    )

    class Meta:
        verbose_name = _("gebiedsgroep")
        verbose_name_plural = _("gebiedsgroepen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class GroupedArea(models.Model):
    """Groepslid: an area in a group."""

    group = models.ForeignKey(AreaGroup, models.CASCADE, related_name="members")
    area = models.ForeignKey(Area, models.CASCADE, related_name="+", verbose_name=_("gebied"))

    class Meta:
        verbose_name = _("groepslid")
        verbose_name_plural = _("groepsleden")
        constraints = [models.UniqueConstraint(fields=["group", "area"], name="groupedarea_once")]

    def __str__(self) -> str:
        return str(self.area)


class SteeringPreference(models.Model):
    """Stuurvoorkeur: which columns somebody wants on the dashboard, and whether they get the weekly mail."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+", verbose_name=_("persoon"))
    columns = ArrayField(
        models.CharField(max_length=30), verbose_name=_("kolommen"), default=list, blank=True
    )
    weekly_mail = models.BooleanField(_("elke maandag een mail met wat er veranderde"), default=False)

    class Meta:
        verbose_name = _("stuurvoorkeur")
        verbose_name_plural = _("stuurvoorkeuren")

    def __str__(self) -> str:
        return str(self.person)


class SteeringDocument(models.Model):
    """Stuurdocument: a dashboard that somebody asked for as a PDF; it goes after some days."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("gevraagd door"))
    board = models.CharField(_("bord"), max_length=20)
    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="+", verbose_name=_("bestand"))
    made_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)

    class Meta:
        verbose_name = _("stuurdocument")
        verbose_name_plural = _("stuurdocumenten")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.board
