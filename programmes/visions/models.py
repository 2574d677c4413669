from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from areas.themes.models import Theme
from programmes.visions.states import ADOPTED, DRAFT, LIFE_CYCLE, PUBLIC, SUCCEEDED
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.files.models import AttachedFile
from wijkportaal.foundation.richtext.models import RichTextField
from wijkportaal.foundation.transitions.models import StateField

# Old visies may be written down too, for what was done for them.
FIRST_YEAR, LAST_YEAR = 1990, 2100


def year_field(label, **options) -> models.PositiveSmallIntegerField:
    """A year in which a visie or a plan may begin or end."""
    limits = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    return models.PositiveSmallIntegerField(label, validators=limits, **options)


@tracked()
class Vision(Edited):
    """Visie: what an area wants to be in about ten years, who made it and how that was decided.

    While it is a draft its texts change; once adopted they stay, and only execution plans are added.
    """

    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("titel"), max_length=120)
    first_year = year_field(_("eerste jaar"))
    last_year = year_field(_("laatste jaar"))
    intro = models.TextField(_("kern van de visie"), blank=True, max_length=800)
    made_by = models.TextField(_("wie de visie maakten, en hoe"), blank=True, max_length=3000)
    decision = models.TextField(_("hoe is besloten"), blank=True, max_length=2000)
    decided_by = models.CharField(_("vastgesteld door"), max_length=200, blank=True)
    decided_on = models.DateField(_("vastgesteld op"), null=True, blank=True)
    development = RichTextField(_("inleiding op het ontwikkelingsplan"), blank=True)
    state = StateField(LIFE_CYCLE)
    reopened_because = models.TextField(_("waarom weer concept"), blank=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)

    class Meta:
        verbose_name = _("visie")
        verbose_name_plural = _("visies")
        ordering = ["-first_year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "first_year"], name="vision_one_per_area_and_year"),
            models.UniqueConstraint(
                fields=["area"], condition=Q(state=ADOPTED), name="vision_one_adopted_per_area"
            ),
            models.CheckConstraint(
                condition=Q(first_year__gte=FIRST_YEAR, last_year__lte=LAST_YEAR)
                & Q(last_year__gte=F("first_year")),
                name="vision_years_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("visions:vision", args=[self.area.slug, self.first_year])

    @property
    def years(self) -> str:
        return f"{self.first_year}–{self.last_year}"

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def is_over(self) -> bool:
        return self.state == SUCCEEDED


@tracked()
class VisionTheme(Edited):
    """Visiethema: one theme of a visie: how it is now by three sources, and what residents wish.

    Figures, the knowledge of professionals and the experience of residents stand side by side, each with
    where it comes from: they need not agree, and the reader sees who says what.
    """

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey(Theme, verbose_name=_("thema"), on_delete=models.PROTECT, related_name="+")
    figures = RichTextField(_("wat de cijfers zeggen"), blank=True)
    figures_source = models.CharField(_("bron van de cijfers"), max_length=200, blank=True)
    professionals = RichTextField(_("wat professionals weten"), blank=True)
    professionals_source = models.CharField(_("welke professionals"), max_length=200, blank=True)
    residents = RichTextField(_("wat bewoners ervaren"), blank=True)
    residents_source = models.CharField(_("hoe bewoners zijn gehoord"), max_length=200, blank=True)
    physical_wishes = RichTextField(_("wensen voor straten, huizen en groen"), blank=True)
    social_wishes = RichTextField(_("wensen voor hoe we samenleven"), blank=True)

    class Meta:
        verbose_name = _("thema van een visie")
        verbose_name_plural = _("thema's van een visie")
        ordering = ["theme__position", "theme__name"]
        constraints = [models.UniqueConstraint(fields=["vision", "theme"], name="vision_theme_once")]

    def __str__(self) -> str:
        return self.theme.name

    @property
    def area(self) -> Area:
        return self.vision.area

    @property
    def has_situation(self) -> bool:
        return bool(self.figures or self.professionals or self.residents)

    @property
    def has_wishes(self) -> bool:
        return bool(self.physical_wishes or self.social_wishes)


class Domain(models.TextChoices):
    """Fysiek of sociaal: whether a goal is about the place, the people or both."""

    PHYSICAL = "physical", _("fysiek")
    SOCIAL = "social", _("sociaal")
    BOTH = "both", _("fysiek en sociaal")


@tracked()
class Goal(Edited):
    """Doel: what must be different in an area when the visie has run; projects serve it.

    `what_works` is the page of this goal in the development plan ("wat werkt").
    """

    chapter = models.ForeignKey(VisionTheme, on_delete=models.CASCADE, related_name="goals")
    title = models.CharField(_("doel"), max_length=150)
    text = models.TextField(_("toelichting"), blank=True, max_length=2000)
    domain = models.CharField(
        _("fysiek of sociaal"), max_length=10, choices=Domain.choices, default=Domain.BOTH
    )
    what_works = RichTextField(_("wat werkt"), blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("visions:goal", args=[self.pk])

    @property
    def vision(self) -> Vision:
        return self.chapter.vision

    @property
    def theme(self) -> Theme:
        return self.chapter.theme

    @property
    def area(self) -> Area:
        return self.chapter.vision.area


@tracked()
class ExecutionPlan(Edited):
    """Uitvoeringsplan: for some years of a visie, what is done for its goals, how, when and by whom."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="plans")
    title = models.CharField(_("titel"), max_length=120)
    first_year = year_field(_("eerste jaar"))
    last_year = year_field(_("laatste jaar"))
    intro = models.TextField(_("inleiding"), blank=True, max_length=1500)

    class Meta:
        verbose_name = _("uitvoeringsplan")
        verbose_name_plural = _("uitvoeringsplannen")
        ordering = ["first_year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_year__gte=FIRST_YEAR, last_year__lte=LAST_YEAR)
                & Q(last_year__gte=F("first_year")),
                name="plan_years_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self) -> Area:
        return self.vision.area

    @property
    def years(self) -> str:
        return (
            f"{self.first_year}–{self.last_year}"
            if self.last_year > self.first_year
            else str(self.first_year)
        )


@tracked()
class PlanLine(Edited):
    """Uitvoeringsregel: one thing in an execution plan: what, how, when and by whom, for which goal."""

    plan = models.ForeignKey(ExecutionPlan, on_delete=models.CASCADE, related_name="lines")
    goal = models.ForeignKey(
        Goal, verbose_name=_("voor welk doel"), on_delete=models.PROTECT, related_name="lines"
    )
    what = models.CharField(_("wat"), max_length=200)
    how = models.TextField(_("hoe"), blank=True, max_length=1000)
    when = models.CharField(_("wanneer"), max_length=80)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("welke organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    who = models.CharField(_("door wie"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("regel van een uitvoeringsplan")
        verbose_name_plural = _("regels van een uitvoeringsplan")
        ordering = ["goal__chapter__theme__position", "goal__position", "pk"]

    def __str__(self) -> str:
        return self.what

    @property
    def vision(self) -> Vision:
        return self.plan.vision

    @property
    def area(self) -> Area:
        return self.plan.vision.area

    @property
    def by_whom(self) -> str:
        """Who does it, as a reader sees it: the organisation, who else, or both."""
        named = [str(self.organisation) if self.organisation_id else "", self.who]
        return ", ".join(each for each in named if each)


@tracked()
class VisionDocument(AttachedFile):
    """Visiedocument: a document that belongs to a visie, such as the printed visie, a map or a report."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="documents")

    class Meta(AttachedFile.Meta):
        verbose_name = _("visiedocument")
        verbose_name_plural = _("visiedocumenten")

    def get_absolute_url(self) -> str:
        return reverse("visions:document", args=[self.vision.area.slug, self.vision.first_year, self.pk])

    @property
    def area(self) -> Area:
        return self.vision.area
