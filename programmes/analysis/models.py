from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from areas.themes.models import Theme
from programmes.analysis.states import DRAFT, LIFE_CYCLE, PUBLISHED, SCALE
from programmes.visions.models import Goal, year_field
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.richtext.models import RichTextField
from wijkportaal.foundation.transitions.models import StateField


@tracked()
class Analysis(Edited):
    """Buurtanalyse: how an area is doing in a year, by figures, professionals and residents, and what that tells."""

    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    year = year_field(_("jaar"))
    strengths = RichTextField(_("wat sterk is"), blank=True)
    worries = RichTextField(_("wat zorgen geeft"), blank=True)
    opportunities = RichTextField(_("wat kansen biedt"), blank=True)
    residents = RichTextField(_("wat bewoners ervaren, samengevat"), blank=True)
    residents_source = models.CharField(_("hoe bewoners zijn gehoord"), max_length=200, blank=True)
    state = StateField(LIFE_CYCLE)
    reopened_because = models.TextField(_("waarom weer concept"), blank=True, editable=False)
    published_at = models.DateTimeField(_("gepubliceerd op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("buurtanalyse")
        verbose_name_plural = _("buurtanalyses")
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="analysis_one_per_area_and_year")
        ]

    def __str__(self) -> str:
        return str(_("Buurtanalyse %(area)s %(year)s") % {"area": self.area.name, "year": self.year})

    def get_absolute_url(self) -> str:
        return reverse("analysis:analysis", args=[self.area.slug, self.year])

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == PUBLISHED

    @property
    def opening(self) -> str:
        """The first part of the story that is written, to show in short."""
        return self.strengths or self.worries or self.opportunities


@tracked()
class Judgement(Edited):
    """Oordeel: how a professional thinks that a theme goes in an area, on the fixed scale, in their own words.

    Readers see the words and the organisation, never the person.
    """

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="judgements")
    theme = models.ForeignKey(Theme, verbose_name=_("thema"), on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(
        _("hoe gaat het"),
        choices=list(SCALE.items()),
        validators=[MinValueValidator(min(SCALE)), MaxValueValidator(max(SCALE))],
    )
    words = models.TextField(_("in uw eigen woorden"), max_length=1500)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("namens welke organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    person = models.ForeignKey(
        Person, verbose_name=_("van wie"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("oordeel")
        verbose_name_plural = _("oordelen")
        ordering = ["theme__position", "theme__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["analysis", "theme", "person"], name="judgement_once_a_person"),
            models.CheckConstraint(
                condition=Q(score__range=(min(SCALE), max(SCALE))), name="judgement_on_the_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.get_score_display()}"

    @property
    def area(self) -> Area:
        return self.analysis.area


@tracked()
class JudgementRequest(models.Model):
    """Oordeelvraag: that a professional was asked to judge how an area goes, by when, and reminded when."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey(Person, verbose_name=_("aan wie"), on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("van welke organisatie"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    message = models.TextField(_("boodschap"), blank=True, max_length=1000)
    asked_on = models.DateField(_("gevraagd op"), default=timezone.localdate, editable=False)
    asked_by = models.ForeignKey(
        Person,
        verbose_name=_("gevraagd door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = models.DateField(_("graag voor"))
    reminded_on = models.DateField(_("herinnerd op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("oordeelvraag")
        verbose_name_plural = _("oordeelvragen")
        ordering = ["person__full_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["analysis", "person"], name="judgement_asked_once_a_person")
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def area(self) -> Area:
        return self.analysis.area

    @property
    def is_late(self) -> bool:
        return self.due_on < timezone.localdate()


@tracked()
class Experience(Edited):
    """Ervaring: something that residents say about living in an area, and how it was heard; without names."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="experiences")
    theme = models.ForeignKey(
        Theme, verbose_name=_("thema"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField(_("wat bewoners zeggen"), max_length=1500)
    heard = models.CharField(_("hoe dat is gehoord"), max_length=200)
    person = models.ForeignKey(
        Person, verbose_name=_("van wie"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("ervaring")
        verbose_name_plural = _("ervaringen")
        ordering = ["theme__position", "pk"]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def area(self) -> Area:
        return self.analysis.area


@tracked()
class Outcome(Edited):
    """Resultaat: a condition that residents of an area want, with the indicator that shows whether it comes nearer.

    The frame is results-based accountability: the baseline, where it goes when nothing changes, and what
    turns the curve: the story behind it, the partners, what works and the plan.
    """

    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("resultaat"), max_length=150)
    theme = models.ForeignKey(Theme, verbose_name=_("thema"), on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(
        Goal,
        verbose_name=_("doel uit de visie"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    indicator = models.CharField(_("indicator"), max_length=150)
    unit = models.CharField(_("eenheid"), max_length=20, blank=True)
    source = models.CharField(_("bron"), max_length=200)
    story = models.TextField(_("het verhaal achter de lijn"), blank=True, max_length=3000)
    partners = models.TextField(_("partners"), blank=True, max_length=1500)
    what_works = models.TextField(_("wat werkt"), blank=True, max_length=3000)
    plan = models.TextField(_("plan"), blank=True, max_length=3000)
    is_public = models.BooleanField(_("openbaar"), default=False)

    class Meta:
        verbose_name = _("resultaat")
        verbose_name_plural = _("resultaten")
        ordering = ["theme__position", "title", "pk"]

    def __str__(self) -> str:
        return self.title


class MeasurementKind(models.TextChoices):
    """Soort meting: what was counted, what comes when nothing changes, and what is aimed at."""

    MEASURED = "measured", _("gemeten")
    FORECAST = "forecast", _("als er niets verandert")
    TARGET = "target", _("waar we heen willen")


@tracked()
class Measurement(models.Model):
    """Meting: the value of an indicator in a year: measured, expected or aimed at."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="measurements")
    year = year_field(_("jaar"))
    kind = models.CharField(_("soort"), max_length=10, choices=MeasurementKind.choices)
    value = models.DecimalField(_("waarde"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("meting")
        verbose_name_plural = _("metingen")
        ordering = ["year", "kind"]
        constraints = [models.UniqueConstraint(fields=["outcome", "year", "kind"], name="measurement_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"
