from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from participation.signals.models import Signal
from programmes.approaches.calculations import HIGHEST, LOWEST, Direction, direction_of
from programmes.approaches.states import AGREED, APPROACH_LIFE_CYCLE, DRAFT, QUESTION_LIFE_CYCLE
from programmes.projects.models import Project, year_field
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.transitions.models import StateField

YES_NO = [(True, _("ja")), (False, _("nee"))]


@tracked()
class Question(Edited):
    """Vraagstuk: a compound question in an area, with its analysis and the roles that the parties agreed on.

    When it is about a project, that project should not begin before the roles are agreed ("ja, tenzij").
    """

    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(
        Project,
        verbose_name=_("over welk project"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    signal = models.OneToOneField(
        Signal,
        verbose_name=_("uit het signaal"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    title = models.CharField(_("vraagstuk"), max_length=150)
    problem = models.TextField(_("wat is er aan de hand"), max_length=4000, blank=True)
    whose = models.TextField(_("voor wie is het een probleem"), max_length=2000, blank=True)
    causes = models.TextField(_("waardoor komt het"), max_length=4000, blank=True)
    wished = models.TextField(_("wat moet er anders"), max_length=2000, blank=True)
    unless = models.TextField(_("ja, tenzij"), max_length=2000, blank=True)
    has_script = models.BooleanField(_("eigen script"), choices=YES_NO, null=True, blank=True)
    has_power = models.BooleanField(_("eigen macht"), choices=YES_NO, null=True, blank=True)
    state = StateField(QUESTION_LIFE_CYCLE)
    agreed_on = models.DateField(_("rollen afgesproken op"), null=True, blank=True, editable=False)
    reopened_because = models.TextField(_("waarom opnieuw bekeken"), blank=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)

    class Meta:
        verbose_name = _("vraagstuk")
        verbose_name_plural = _("vraagstukken")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(project__isnull=False), name="question_one_per_project"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("approaches:question", args=[self.pk])

    @property
    def is_agreed(self) -> bool:
        return self.state == AGREED

    @property
    def direction(self) -> Direction | None:
        """The type of regie that follows from script and power."""
        return direction_of(self.has_script, self.has_power)


class Stance(models.TextChoices):
    """Houding: whether a party is for a plan."""

    FOR = "for", _("voor")
    NEUTRAL = "neutral", _("twijfelt")
    AGAINST = "against", _("tegen")


def score_field(label) -> models.PositiveSmallIntegerField:
    """A score from 1 (little) to 5 (much)."""
    return models.PositiveSmallIntegerField(
        label, validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    )


@tracked()
class Party(Edited):
    """Partij: someone with an interest in a compound question, and what they agreed to do."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(_("partij"), max_length=100)
    interest = score_field(_("belang"))
    influence = score_field(_("invloed"))
    stance = models.CharField(_("houding"), max_length=10, choices=Stance.choices, default=Stance.NEUTRAL)
    wants = models.TextField(_("wat wil deze partij"), max_length=1000, blank=True)
    role = models.CharField(_("rol"), max_length=150, blank=True)
    responsibility = models.TextField(_("waarvoor verantwoordelijk"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("partij")
        verbose_name_plural = _("partijen")
        ordering = ["-influence", "-interest", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "name"], name="party_once"),
            models.CheckConstraint(
                condition=Q(interest__range=(LOWEST, HIGHEST), influence__range=(LOWEST, HIGHEST)),
                name="party_scores_from_one_to_five",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def area(self) -> Area:
        return self.question.area


@tracked()
class Mandate(Edited):
    """Mandaat: who may decide what in an area, up to which amount, by which decision (doorzettingsmacht).

    It holds in the area and all that lies in it. `until` is the first day on which it no longer holds.
    """

    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    who = models.CharField(_("wie"), max_length=150)
    what = models.CharField(_("mag beslissen over"), max_length=250)
    up_to = models.DecimalField(
        _("tot en met welk bedrag"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    conditions = models.TextField(_("voorwaarden"), max_length=1000, blank=True)
    decision = models.CharField(_("volgens welk besluit"), max_length=200)
    since = models.DateField(_("geldt vanaf"))
    until = models.DateField(_("geldt tot"), null=True, blank=True)

    class Meta:
        verbose_name = _("mandaat")
        verbose_name_plural = _("mandaten")
        ordering = ["what", "up_to", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="mandate_period_forward"
            ),
            models.CheckConstraint(condition=Q(up_to=None) | Q(up_to__gte=0), name="mandate_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.what}"

    @property
    def holds_today(self) -> bool:
        return self.holds_on(timezone.localdate())

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)


class ApproachKind(models.TextChoices):
    """Soort aanpak: what a special approach is called."""

    FOCUS_AREA = "focus_area", _("aandachtswijk")
    VILLAGE = "village", _("dorpsprogramma")
    MEMORANDUM = "memorandum", _("dorpennota")
    OTHER = "other", _("bijzondere aanpak")


@tracked()
class Approach(Edited):
    """Aanpak: a programme of several years over one or more areas, with its projects."""

    kind = models.CharField(_("soort"), max_length=20, choices=ApproachKind.choices)
    title = models.CharField(_("titel"), max_length=120)
    slug = models.SlugField(_("in het webadres"), max_length=120, unique=True)
    first_year = year_field(_("eerste jaar"))
    last_year = year_field(_("laatste jaar"))
    why = models.TextField(_("waarom deze aanpak"), max_length=2000, blank=True)
    goals = models.TextField(_("wat willen we bereiken"), max_length=2000, blank=True)
    how = models.TextField(_("hoe werken we"), max_length=2000, blank=True)
    money = models.DecimalField(
        _("geld voor alle jaren"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    lead = models.ForeignKey(
        Organisation,
        verbose_name=_("trekker"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    areas = models.ManyToManyField(Area, through="ApproachArea", related_name="+")
    projects = models.ManyToManyField(Project, through="ApproachProject", related_name="+")
    state = StateField(APPROACH_LIFE_CYCLE)
    result = models.TextField(_("wat het heeft gebracht"), blank=True, editable=False)

    class Meta:
        verbose_name = _("aanpak")
        verbose_name_plural = _("aanpakken")
        ordering = ["-first_year", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="approach_years_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("approaches:approach", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.state != DRAFT

    @property
    def years(self) -> str:
        return (
            f"{self.first_year}–{self.last_year}"
            if self.last_year > self.first_year
            else str(self.first_year)
        )


@tracked()
class ApproachArea(models.Model):
    """Gebied van een aanpak: where a special approach holds."""

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("gebied van een aanpak")
        verbose_name_plural = _("gebieden van aanpakken")
        constraints = [models.UniqueConstraint(fields=["approach", "area"], name="approach_area_once")]

    def __str__(self) -> str:
        return str(self.area)


@tracked()
class ApproachProject(models.Model):
    """Project van een aanpak: a project that is part of a special approach."""

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("project van een aanpak")
        verbose_name_plural = _("projecten van aanpakken")
        constraints = [models.UniqueConstraint(fields=["approach", "project"], name="approach_project_once")]

    def __str__(self) -> str:
        return str(self.project)
