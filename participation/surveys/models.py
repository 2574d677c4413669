from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from participation.surveys.scales import INSTRUMENTS, NEWEST, Scale
from participation.surveys.states import (
    ACCESS,
    BY_CODE,
    BY_LINK,
    CHANNELS,
    CHOICE,
    CLOSED,
    DRAFT,
    LIFE_CYCLE,
    LONGEST_REMARK,
    ONLINE,
    OPEN,
    PUBLIC,
    PUBLISHED,
    QUESTION_KINDS,
)
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited, new_public_id
from wijkportaal.foundation.people.codes import new_secret
from wijkportaal.foundation.transitions.models import StateField


@tracked(exclude=["secret", "outcome"])
class Survey(Edited):
    """Peiling: a few questions to the residents of an area, the fixed ones by which years and areas are compared first.

    `secret` leads from a code to its answers and is emptied when the outcome is published; `outcome` holds what was
    counted then: numbers of answers, which pages show without small groups.
    """

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    year = models.PositiveSmallIntegerField(
        _("jaar"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    title = models.CharField(_("titel"), max_length=120)
    intro = models.TextField(_("waar gaat het over"), max_length=1000, blank=True)
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    access = models.CharField(
        _("wie kan antwoorden"), max_length=10, choices=list(ACCESS.items()), default=BY_LINK
    )
    addresses = models.PositiveIntegerField(
        _("aantal adressen"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    instrument = models.PositiveSmallIntegerField(_("vaste vragen"), default=NEWEST, editable=False)
    state = StateField(LIFE_CYCLE)
    longer_because = models.TextField(_("waarom langer open"), blank=True, editable=False)
    secret = models.CharField(max_length=64, default=new_secret, blank=True, editable=False)
    outcome = models.JSONField(_("uitkomst"), default=dict, editable=False)

    class Meta:
        verbose_name = _("peiling")
        verbose_name_plural = _("peilingen")
        ordering = ["-year", "-ends_on", "-pk"]
        indexes = [models.Index(fields=["area", "state", "year"], name="survey_area_year")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="survey_lasts"),
            models.CheckConstraint(
                condition=Q(addresses=None) | Q(addresses__gte=1), name="survey_addresses"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("surveys:survey", args=[self.public_id])

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The fixed questions of this survey."""
        return INSTRUMENTS[self.instrument]

    @property
    def pepper(self) -> str:
        """What leads from a code to its answers: half of it in this row, half in the settings. Empty once published."""
        return f"{self.secret}{settings.SECRET_KEY}" if self.secret else ""

    @property
    def takes_answers(self) -> bool:
        return self.state == OPEN and self.starts_on <= timezone.localdate() <= self.ends_on

    @property
    def takes_paper(self) -> bool:
        return self.state in {OPEN, CLOSED}

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def is_published(self) -> bool:
        return self.state == PUBLISHED

    @property
    def is_by_code(self) -> bool:
        return self.access == BY_CODE

    @property
    def sampled(self) -> int | None:
        """Of how many addresses the answers are a sample; only known where each household answers once."""
        return self.addresses if self.is_by_code else None


@tracked()
class SurveyQuestion(models.Model):
    """Eigen vraag: a question that this survey asks beside the fixed ones."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("nummer"), editable=False)
    text = models.CharField(_("vraag"), max_length=200)
    kind = models.CharField(_("soort"), max_length=10, choices=list(QUESTION_KINDS.items()), default=CHOICE)
    options = models.JSONField(_("antwoorden"), default=list, blank=True)

    class Meta:
        verbose_name = _("eigen vraag")
        verbose_name_plural = _("eigen vragen")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="surveyquestion_number_once")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def area(self) -> Area:
        """The area of its survey, for who may do what."""
        return self.survey.area

    @property
    def key(self) -> str:
        """Its name in a form and among the answers."""
        return f"own{self.number}"


class SurveyCode(models.Model):
    """Peilingcode: the mark of a code with which a household can answer once. It does not say whether that was done.

    Not in the history and without a moment: nothing may tell which code belongs to which answers.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="codes")
    mark = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("peilingcode")
        verbose_name_plural = _("peilingcodes")
        constraints = [models.UniqueConstraint(fields=["survey", "mark"], name="surveycode_once")]


class SurveyAnswers(models.Model):
    """Antwoorden: what somebody answered, by question. They know no person, no code and no moment.

    The key is made from the code and the secret of the survey, or by chance where there are no codes.
    """

    key = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    channel = models.CharField(
        _("hoe geantwoord"), max_length=10, choices=list(CHANNELS.items()), default=ONLINE
    )
    values = models.JSONField(_("antwoorden"))

    class Meta:
        verbose_name = _("antwoorden")
        verbose_name_plural = _("antwoorden")


class SurveyRemark(models.Model):
    """Open antwoord: what somebody wrote, apart from their other answers so that nobody is known by them."""

    key = models.CharField(max_length=64, primary_key=True)
    question = models.ForeignKey(SurveyQuestion, models.CASCADE, related_name="remarks")
    text = models.CharField(_("antwoord"), max_length=LONGEST_REMARK)

    class Meta:
        verbose_name = _("open antwoord")
        verbose_name_plural = _("open antwoorden")
