from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited, new_public_id
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField
from wijkportaal.portal.questions.models import RecordLink
from wijkportaal.portal.visitations.states import (
    DRAFT,
    EVALUATING,
    LIFE_CYCLE,
    PUBLIC,
    QUESTIONNAIRE_CYCLE,
    READY,
    RECOMMENDATION_CYCLE,
    SCALE,
    THEMES,
    UNDONE,
    VISITED,
)

LAST_YEAR = 2100


@tracked()
class Questionnaire(Edited):
    """Vragenlijst van een visitatie: a version of the statements on the five themes; only a draft changes."""

    name = models.CharField(_("naam"), max_length=100)
    number = models.PositiveSmallIntegerField(_("versie"), unique=True)
    state = StateField(QUESTIONNAIRE_CYCLE)
    made_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("vragenlijst van een visitatie")
        verbose_name_plural = _("vragenlijsten van visitaties")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=DRAFT), name="questionnaire_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return _("%(name)s, versie %(number)d") % {"name": self.name, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("visitations:questionnaire", args=[self.number])

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT


@tracked()
class Statement(models.Model):
    """Stelling: one thing of which a gemeente says how far it is so. Under the same code it says the same in each version."""

    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="statements", verbose_name=_("vragenlijst")
    )
    theme = models.CharField(_("thema"), max_length=12, choices=list(THEMES.items()))
    code = models.SlugField(_("code"), max_length=40)
    text = models.CharField(_("stelling"), max_length=200)
    position = models.PositiveSmallIntegerField(_("volgorde"))

    class Meta:
        verbose_name = _("stelling")
        verbose_name_plural = _("stellingen")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "code"], name="statement_code_once"),
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
class Visitation(Edited):
    """Visitatie: a peer review of an area or the gemeente, from the self-evaluation to what became of it."""

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    year = models.PositiveSmallIntegerField(
        _("jaar"), validators=[MinValueValidator(2000), MaxValueValidator(LAST_YEAR)]
    )
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, editable=False, related_name="+", verbose_name=_("vragenlijst")
    )
    state = StateField(LIFE_CYCLE)
    visit_on = models.DateField(_("dag van het bezoek"), null=True, blank=True)
    programme = models.TextField(_("programma van de dag"), max_length=3000, blank=True)
    findings = models.TextField(_("wat de visiteurs zagen"), max_length=8000, blank=True)
    response = models.TextField(_("reactie van de gemeente"), max_length=8000, blank=True)
    published_on = models.DateField(_("openbaar sinds"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("visitatie")
        verbose_name_plural = _("visitaties")
        ordering = ["-year", "area__name"]
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="visitation_once_a_year"),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC) | Q(published_on__isnull=False),
                name="visitation_published_has_day",
            ),
        ]

    def __str__(self) -> str:
        return _("Visitatie %(area)s %(year)d") % {"area": self.area.name, "year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("visitations:report", args=[self.public_id])

    @property
    def is_evaluating(self) -> bool:
        return self.state == EVALUATING

    @property
    def plans_visit(self) -> bool:
        return self.state in (EVALUATING, READY)

    @property
    def is_written(self) -> bool:
        """Whether the report is being written now."""
        return self.state == VISITED

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def statements_without_score(self) -> int:
        return Statement.objects.filter(questionnaire=self.questionnaire_id).count() - self.scores.count()


@tracked()
class Score(models.Model):
    """Score: how far a statement is so in the eyes of who works there, and why."""

    visitation = models.ForeignKey(
        Visitation, models.CASCADE, related_name="scores", verbose_name=_("visitatie")
    )
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+", verbose_name=_("stelling"))
    value = models.PositiveSmallIntegerField(_("score"), choices=list(SCALE.items()))
    explanation = models.TextField(_("toelichting"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["statement__position"]
        constraints = [
            models.UniqueConstraint(fields=["visitation", "statement"], name="score_once"),
            models.CheckConstraint(condition=Q(value__range=(1, 4)), name="score_on_the_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.get_value_display()}"


@tracked()
class Evidence(RecordLink):
    """Bewijs: a record of the portal that shows what a score says, as it stood then."""

    visitation = models.ForeignKey(
        Visitation, models.CASCADE, related_name="evidence", verbose_name=_("visitatie")
    )
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+", verbose_name=_("stelling"))

    class Meta:
        verbose_name = _("bewijs")
        verbose_name_plural = _("bewijzen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["visitation", "statement", "kind", "key"], name="evidence_once"),
        ]

    def __str__(self) -> str:
        return self.title


@tracked(exclude=["name"])
class Visitor(models.Model):
    """Visiteur: a colleague from another gemeente who comes to look. The name goes after its term, the gemeente stays."""

    visitation = models.ForeignKey(
        Visitation, models.CASCADE, related_name="visitors", verbose_name=_("visitatie")
    )
    name = models.CharField(_("naam"), max_length=100, blank=True)
    function = models.CharField(_("functie"), max_length=100, blank=True)
    gemeente = models.CharField(_("gemeente"), max_length=100)

    class Meta:
        verbose_name = _("visiteur")
        verbose_name_plural = _("visiteurs")
        ordering = ["pk"]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.function, self.gemeente) if part)


@tracked()
class Recommendation(models.Model):
    """Aanbeveling: what the visiteurs advise, what the gemeente says to it, and who does what before when."""

    visitation = models.ForeignKey(
        Visitation, models.CASCADE, related_name="recommendations", verbose_name=_("visitatie")
    )
    number = models.PositiveSmallIntegerField(_("nummer"))
    theme = models.CharField(_("thema"), max_length=12, choices=list(THEMES.items()))
    text = models.TextField(_("aanbeveling"), max_length=1500)
    answer = models.TextField(_("wat de gemeente ermee doet"), max_length=1500, blank=True)
    who = models.CharField(_("wie het doet, zonder namen"), max_length=120, blank=True)
    responsible = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wie erover gaat"),
    )
    due_on = models.DateField(_("klaar op"), null=True, blank=True)
    state = StateField(RECOMMENDATION_CYCLE)
    note = models.TextField(_("wat er is gedaan, of waarom niet"), blank=True, editable=False)
    settled_on = models.DateField(_("afgesloten op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("aanbeveling")
        verbose_name_plural = _("aanbevelingen")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["visitation", "number"], name="recommendation_number_once"),
        ]
        indexes = [models.Index(fields=["responsible", "state"], name="recommendation_responsible")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def area(self) -> Area:
        return self.visitation.area

    @property
    def is_undone(self) -> bool:
        return self.state in UNDONE

    @property
    def is_overdue(self) -> bool:
        return self.is_undone and self.due_on is not None and self.due_on < timezone.localdate()
