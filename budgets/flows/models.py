from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.figures.catalogue import INDICATORS
from areas.territory.models import Area
from budgets.flows.states import CERTAINTIES, GEMEENTE, RESIDENTS, SHEET_LIFE, SOURCE_KINDS, YEAR_LIFE
from budgets.ledger.models import Purpose
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.batches.models import Batch
from wijkportaal.foundation.transitions.models import StateField

FIRST_YEAR, LAST_YEAR = 2000, 2100


def year_field(label: str, **options) -> models.PositiveSmallIntegerField:
    """Return a field for a year of money."""
    bounds = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    return models.PositiveSmallIntegerField(label, validators=bounds, **options)


@tracked()
class FlowGoal(models.Model):
    """Gelddoel: what money in areas is for, under a plain name; with the figures that tell whether it helps.

    Booked money of a purpose of the ledger counts for the goal that names the purpose.
    """

    name = models.CharField(_("naam"), max_length=80, unique=True)
    explanation = models.CharField(_("uitleg"), max_length=300, blank=True)
    indicators = ArrayField(
        models.CharField(max_length=30, choices=[(key, each.label) for key, each in INDICATORS.items()]),
        verbose_name=_("kerncijfers die laten zien of het helpt"),
        default=list,
        blank=True,
    )
    purposes = models.ManyToManyField(
        Purpose, related_name="+", blank=True, verbose_name=_("bestemmingen van het grootboek")
    )
    is_active = models.BooleanField(_("te kiezen bij nieuwe bedragen"), default=True)

    class Meta:
        verbose_name = _("gelddoel")
        verbose_name_plural = _("gelddoelen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class FlowSource(models.Model):
    """Geldbron: who gives money to areas; of the gemeente by taakveld (Iv3)."""

    kind = models.CharField(_("soort"), max_length=12, choices=list(SOURCE_KINDS.items()))
    name = models.CharField(_("naam"), max_length=80, unique=True)
    task_field = models.CharField(
        _("taakveld (Iv3)"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^\d{1,2}\.\d{1,2}$", _("Schrijf het taakveld als 6.1."))],
    )
    is_active = models.BooleanField(_("te kiezen bij nieuwe bedragen"), default=True)

    class Meta:
        verbose_name = _("geldbron")
        verbose_name_plural = _("geldbronnen")
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.kind == GEMEENTE and not self.task_field:
            raise ValidationError(
                {"task_field": _("Geld van de gemeente hoort bij een taakveld, zoals 6.1.")}
            )
        if self.kind != GEMEENTE and self.task_field:
            raise ValidationError({"task_field": _("Alleen geld van de gemeente heeft een taakveld.")})


@tracked()
class FlowMapping(models.Model):
    """Inleesafspraak: how the columns and names of someone's sheets are read; kept for next year.

    `columns` has the heading per part of an amount; `names` what each word in the sheet means here, per part.
    """

    name = models.CharField(_("naam"), max_length=80, unique=True)
    columns = models.JSONField(_("kolommen"), default=dict)
    names = models.JSONField(_("namen"), default=dict)

    class Meta:
        verbose_name = _("inleesafspraak")
        verbose_name_plural = _("inleesafspraken")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["plan"])
class FlowSheet(Batch):
    """Geldstromenbestand: an uploaded sheet of amounts of one year, what it would change, and whether it did."""

    year = year_field(_("jaar"))
    mapping = models.ForeignKey(
        FlowMapping, models.PROTECT, related_name="+", verbose_name=_("inleesafspraak")
    )
    state = StateField(SHEET_LIFE)

    class Meta(Batch.Meta):
        verbose_name = _("geldstromenbestand")
        verbose_name_plural = _("geldstromenbestanden")

    def get_absolute_url(self) -> str:
        return reverse("flows:sheet", args=[self.pk])


@tracked()
class MoneyFlow(models.Model):
    """Geldstroom: what a source gives to an area in a year for a goal (euros), and how sure that is.

    Hours of residents are worth `hours` times `rate` (euros an hour); where the rate comes from is `evidence`.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    year = year_field(_("jaar"))
    source = models.ForeignKey(FlowSource, models.PROTECT, related_name="+", verbose_name=_("bron"))
    goal = models.ForeignKey(FlowGoal, models.PROTECT, related_name="+", verbose_name=_("doel"))
    description = models.CharField(_("waarvoor"), max_length=150, blank=True)
    amount = models.DecimalField(_("bedrag in euro"), max_digits=12, decimal_places=2)
    hours = models.DecimalField(_("uren"), max_digits=9, decimal_places=1, null=True, blank=True)
    rate = models.DecimalField(
        _("waarde van een uur in euro"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    certainty = models.CharField(_("hoe zeker"), max_length=10, choices=list(CERTAINTIES.items()))
    evidence = models.CharField(_("waar blijkt dat uit"), max_length=200)

    class Meta:
        verbose_name = _("geldstroom")
        verbose_name_plural = _("geldstromen")
        ordering = ["-year", "area__name", "source__kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year", "source", "goal", "description"], name="flow_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="flow_something"),
            models.CheckConstraint(
                condition=Q(hours=None, rate=None) | Q(hours__gt=0, rate__gt=0), name="flow_hours_have_a_rate"
            ),
        ]
        indexes = [models.Index(fields=["year", "area"], name="flow_year_area")]

    def __str__(self) -> str:
        return f"{self.source}, {self.area} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("flows:edit", args=[self.pk])

    @property
    def is_hours(self) -> bool:
        return self.source.kind == RESIDENTS


@tracked()
class FlowYear(models.Model):
    """Geldstroomjaar: whether the amounts of a year are public."""

    year = year_field(_("jaar"), unique=True)
    state = StateField(YEAR_LIFE)

    class Meta:
        verbose_name = _("geldstroomjaar")
        verbose_name_plural = _("geldstroomjaren")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)


@tracked()
class JointFlow(models.Model):
    """Gezamenlijke geldstroom: sources that agreed to spend on the same goal of an area together."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    goal = models.ForeignKey(FlowGoal, models.PROTECT, related_name="+", verbose_name=_("doel"))
    title = models.CharField(_("titel"), max_length=120)
    sources = models.ManyToManyField(FlowSource, related_name="+", verbose_name=_("wie doen mee"))
    agreement = models.TextField(_("wat is afgesproken"), max_length=2000)
    agreed_on = models.DateField(_("afgesproken op"))
    first_year = year_field(_("vanaf jaar"))
    last_year = year_field(_("tot en met jaar"), null=True, blank=True)

    class Meta:
        verbose_name = _("gezamenlijke geldstroom")
        verbose_name_plural = _("gezamenlijke geldstromen")
        ordering = ["-agreed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year=None) | Q(last_year__gte=F("first_year")), name="joint_years_forward"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def holds_in(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


@tracked()
class PartnerCall(models.Model):
    """Oproep: a new partner that is sought for a goal of an area, and whom to call."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    goal = models.ForeignKey(FlowGoal, models.PROTECT, related_name="+", verbose_name=_("doel"))
    title = models.CharField(_("titel"), max_length=120)
    text = models.TextField(_("wat zoekt u"), max_length=2000)
    wanted = models.DecimalField(
        _("hoeveel geld is nodig, in euro"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    contact_name = models.CharField(_("contactpersoon"), max_length=120)
    contact_email = models.EmailField(_("e-mailadres"), blank=True)
    contact_phone = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    closes_on = models.DateField(_("reageren tot en met"))
    found = models.CharField(_("wie is gevonden"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("oproep")
        verbose_name_plural = _("oproepen")
        ordering = ["-closes_on", "pk"]

    def __str__(self) -> str:
        return self.title


NOTHING = Decimal("0.00")
