from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from areas.themes.models import Theme
from programmes.evaluations.states import LIFE_CYCLE, PUBLISHED
from programmes.projects.models import Project, year_field
from programmes.visions.models import Goal
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.transitions.models import StateField


class Outcome(models.TextChoices):
    """Uitkomst: whether what was planned was done."""

    DONE = "done", _("gelukt")
    PARTLY = "partly", _("deels gelukt")
    NOT = "not", _("niet gelukt")


@tracked()
class Evaluation(Edited):
    """Evaluatie: what became of one project or one goal in a year, what it cost and brought, and what was thought of it.

    The three questions are those of results-based accountability: how much did we do, how well did we do it, is
    anyone better off. Residents are quoted as a group, never by name.
    """

    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    year = year_field(_("jaar"))
    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    goal = models.ForeignKey(
        Goal, verbose_name=_("doel"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("is het gelukt"), max_length=10, choices=Outcome.choices, blank=True)
    outcome_note = models.TextField(_("toelichting"), max_length=1000, blank=True)
    planned_cost = models.DecimalField(
        _("geplande kosten in euro"), max_digits=12, decimal_places=2, null=True, blank=True, editable=False
    )
    cost = models.DecimalField(
        _("wat het kostte in euro"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    how_much = models.TextField(_("hoeveel deden we"), max_length=1000, blank=True)
    how_well = models.TextField(_("hoe goed deden we het"), max_length=1000, blank=True)
    better_off = models.TextField(_("is iemand er beter van geworden"), max_length=1500, blank=True)
    residents = models.TextField(_("wat bewoners ervan vonden"), max_length=1500, blank=True)
    residents_mark = models.DecimalField(
        _("cijfer van bewoners"),
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    residents_asked = models.PositiveIntegerField(
        _("hoeveel bewoners dat cijfer gaven"), null=True, blank=True
    )
    state = StateField(LIFE_CYCLE)
    reopened_because = models.TextField(_("waarom weer concept"), blank=True, editable=False)
    published_at = models.DateTimeField(_("openbaar sinds"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(project=None) ^ Q(goal=None), name="evaluation_of_project_or_goal"
            ),
            models.UniqueConstraint(
                fields=["project", "year"], condition=Q(project__isnull=False), name="evaluation_project_year"
            ),
            models.UniqueConstraint(
                fields=["goal", "year"], condition=Q(goal__isnull=False), name="evaluation_goal_year"
            ),
            models.CheckConstraint(
                condition=Q(residents_mark=None) | Q(residents_mark__range=(1, 10)), name="evaluation_mark"
            ),
            models.CheckConstraint(condition=Q(cost=None) | Q(cost__gte=0), name="evaluation_cost"),
        ]
        indexes = [models.Index(fields=["area", "-year"], name="evaluation_area_year")]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"

    @property
    def subject(self) -> Project | Goal:
        return self.project or self.goal

    @property
    def title(self) -> str:
        return self.subject.title

    @property
    def theme(self) -> Theme:
        return self.subject.theme

    @property
    def is_public(self) -> bool:
        return self.state == PUBLISHED

    @property
    def brought(self) -> str:
        """What it brought, in one answer: who is better off, or else how well and how much was done."""
        return self.better_off or self.how_well or self.how_much

    def get_absolute_url(self) -> str:
        return reverse("evaluations:evaluation", args=[self.pk])


@tracked(exclude=["words"])
class Lesson(models.Model):
    """Les: one thing that was learned, said so that another area can use it.

    `words` is kept by the database: Dutch stems beside the words as they stand, because the stemmer does not join
    all that belongs together (fiets, fietsen) and a prefix of a plain word does.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="lessons")
    works = models.BooleanField(_("dit werkte"), default=True)
    title = models.CharField(_("de les in één zin"), max_length=160)
    text = models.TextField(_("uitleg"), max_length=1500, blank=True)
    words = models.GeneratedField(
        expression=SearchVector("title", "text", config="dutch")
        + SearchVector("title", "text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("les")
        verbose_name_plural = _("lessen")
        ordering = ["-works", "pk"]
        indexes = [GinIndex(fields=["words"], name="lesson_words")]

    def __str__(self) -> str:
        return self.title


@tracked()
class Reuse(models.Model):
    """Hergebruik: a project that was made after the example of an evaluated one in another area."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="reuses")
    project = models.OneToOneField(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(_("wanneer"), auto_now_add=True)

    class Meta:
        verbose_name = _("hergebruik")
        verbose_name_plural = _("hergebruik")

    def __str__(self) -> str:
        return f"{self.project} ← {self.evaluation_id}"


class Question(models.TextChoices):
    """Vraag: the three questions of results-based accountability about a project."""

    # The values are the names of the answers of an evaluation.
    HOW_MUCH = "how_much", _("Hoeveel deden we?")
    HOW_WELL = "how_well", _("Hoe goed deden we het?")
    BETTER_OFF = "better_off", _("Is iemand er beter van geworden?")


@tracked()
class ProjectMeasure(models.Model):
    """Projectmaat: how much a project did, how well, or who is better off; what was aimed at and what came."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(_("vraag"), max_length=10, choices=Question.choices)
    what = models.CharField(_("wat we bijhouden"), max_length=150)
    aimed = models.CharField(_("wat we wilden"), max_length=100, blank=True)
    result = models.CharField(_("wat het werd"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("projectmaat")
        verbose_name_plural = _("projectmaten")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.what

    @property
    def area(self) -> Area:
        return self.project.area
