from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from areas.themes.models import Theme
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited, new_public_id
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField
from wijkportaal.foundation.workdays.calculations import workdays_between
from wijkportaal.portal.questions.states import KINDS, LIFE_CYCLE, OPEN, TECHNICAL


def today():
    return timezone.localdate()


class RecordLink(models.Model):
    """A record of the portal that something rests on, with its title and state as they were when it was noted.

    By kind and key and not by a foreign key: what is pointed to lies in any room below, and what it said then stays.
    """

    kind = models.CharField(_("soort"), max_length=20)
    key = models.CharField(_("kenmerk"), max_length=120)
    title = models.CharField(_("titel"), max_length=200)
    state = models.CharField(_("stand"), max_length=200, blank=True)
    address = models.CharField(_("adres"), max_length=300)
    noted_at = models.DateTimeField(_("vastgelegd op"), default=timezone.now)

    class Meta:
        abstract = True


@tracked()
class CouncilQuestion(Edited):
    """Raadsvraag: what a member of the raad asks about an area or the gemeente, by when they hear, and the answer.

    Who asks does so in public office: name and fractie are public with the answer, and nothing else of them is kept.
    `due_on` is the last day of the term as it is now, `first_due_on` as it was at first.
    """

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    reference = models.CharField(_("kenmerk van de griffie"), max_length=40, blank=True)
    kind = models.CharField(_("soort"), max_length=10, choices=list(KINDS.items()), default=TECHNICAL)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("thema")
    )
    title = models.CharField(_("onderwerp"), max_length=150)
    text = models.TextField(_("vraag"), max_length=5000)
    asked_by = models.CharField(_("wie vraagt het"), max_length=150)
    fractie = models.CharField(_("fractie"), max_length=80)
    asker = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("vrager"),
    )
    asked_on = models.DateField(_("gevraagd op"), default=today)
    first_due_on = models.DateField(_("eerste termijn"), editable=False)
    due_on = models.DateField(_("antwoord uiterlijk op"), editable=False)
    extended_because = models.TextField(_("waarom later"), blank=True, editable=False)
    state = StateField(LIFE_CYCLE)
    handler = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("wie antwoordt"),
    )
    answer = models.TextField(_("antwoord"), max_length=20000, blank=True)
    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True, editable=False)
    withdrawn_because = models.TextField(_("waarom ingetrokken"), blank=True, editable=False)

    class Meta:
        verbose_name = _("raadsvraag")
        verbose_name_plural = _("raadsvragen")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("first_due_on"), first_due_on__gte=F("asked_on")),
                name="question_due_after_asked",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_on__isnull=False) & ~Q(answer=""),
                name="question_answered_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="question_due"),
            models.Index(fields=["area", "-answered_on"], name="question_area"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("questions:question", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < today()

    @property
    def days_left(self) -> int:
        """Working days until the term ends; below zero when it has passed."""
        return workdays_between(today(), self.due_on)

    @property
    def is_extended(self) -> bool:
        return self.due_on != self.first_due_on

    @property
    def was_late(self) -> bool:
        return self.answered_on is not None and self.answered_on > self.first_due_on

    @property
    def who(self) -> str:
        return f"{self.asked_by} ({self.fractie})"


@tracked()
class AnswerSource(RecordLink):
    """Bron van een antwoord: a record that the answer to a question of the raad rests on, as it stood at that moment."""

    question = models.ForeignKey(
        CouncilQuestion, models.CASCADE, related_name="sources", verbose_name=_("raadsvraag")
    )

    class Meta:
        verbose_name = _("bron van een antwoord")
        verbose_name_plural = _("bronnen van antwoorden")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "kind", "key"], name="answersource_once"),
        ]

    def __str__(self) -> str:
        return self.title
