from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from programmes.cycle.calculations import STANDING_ICONS, STANDING_LABELS, Standing, day_in, standing_of
from programmes.cycle.states import KIND_ICONS, KINDS, LIFE_CYCLE, OPEN
from programmes.projects.calculations import FIRST_YEAR, LAST_YEAR
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField

YEARS = [(-1, _("het jaar ervoor")), (0, _("het jaar van het programma")), (1, _("het jaar erna"))]


class StepPlan(Edited):
    """What a step is for: written in the calendar, taken over by the step of an area and changed there."""

    who = models.CharField(_("wie doet het"), max_length=200, blank=True)
    goes_in = models.TextField(_("wat gaat erin"), max_length=1000, blank=True)
    comes_out = models.TextField(_("wat moet eruit komen"), max_length=1000, blank=True)
    explanation = models.TextField(_("uitleg voor bewoners"), max_length=600, blank=True)

    class Meta:
        abstract = True


@tracked()
class CalendarStep(StepPlan):
    """Kalenderstap: when a step of the cycle falls in every year, as the gemeente set it for all areas.

    Years are counted from the year of the programme: -1 is the year before. Cycles that exist keep their
    own dates when the calendar changes.
    """

    kind = models.CharField(_("stap"), max_length=20, choices=list(KINDS.items()), unique=True)
    first_year = models.SmallIntegerField(_("begint in"), choices=YEARS)
    first_month = models.PositiveSmallIntegerField(_("eerste maand"), choices=list(MONTHS.items()))
    first_day = models.PositiveSmallIntegerField(
        _("eerste dag"), validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    last_year = models.SmallIntegerField(_("klaar in"), choices=YEARS)
    last_month = models.PositiveSmallIntegerField(_("laatste maand"), choices=list(MONTHS.items()))
    last_day = models.PositiveSmallIntegerField(
        _("laatste dag"), validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    checklist = models.TextField(_("lijst met punten"), max_length=1000, blank=True)
    by_default = models.BooleanField(_("hoort bij elke nieuwe cyclus"), default=True)

    class Meta:
        verbose_name = _("kalenderstap")
        verbose_name_plural = _("kalenderstappen")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gt=F("first_year"))
                | Q(last_year=F("first_year"), last_month__gt=F("first_month"))
                | Q(last_year=F("first_year"), last_month=F("first_month"), last_day__gte=F("first_day")),
                name="calendarstep_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return str(KINDS[self.kind])

    @property
    def icon(self) -> str:
        return KIND_ICONS[self.kind]

    def period_in(self, year: int) -> tuple[date, date]:
        """Return the first and last day of this step for the programme of a year."""
        return (
            day_in(year + self.first_year, self.first_month, self.first_day),
            day_in(year + self.last_year, self.last_month, self.last_day),
        )

    @property
    def checks(self) -> list[str]:
        """The points of the list, one a line."""
        return [line.strip()[:200] for line in self.checklist.splitlines() if line.strip()]


@tracked()
class Cycle(models.Model):
    """Cyclus: the seven steps of one area towards, through and after the programme of a year."""

    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(
        _("jaar"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    created_at = models.DateTimeField(_("begonnen op"), auto_now_add=True)

    class Meta:
        verbose_name = _("cyclus")
        verbose_name_plural = _("cyclussen")
        constraints = [models.UniqueConstraint(fields=["area", "year"], name="cycle_one_per_area_and_year")]
        indexes = [models.Index(fields=["year"], name="cycle_year")]

    def __str__(self) -> str:
        return f"{self.area} {self.year}"


@tracked()
class CycleStep(StepPlan):
    """Cyclusstap: one of the seven steps of an area, when it is, who does it and what came out.

    `first_ends_on` is the last day as the calendar gave it and never changes, so that a moved step shows it.
    A repeated step is one more of the same kind, with a higher `round`.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("stap"), max_length=20, choices=list(KINDS.items()))
    round = models.PositiveSmallIntegerField(_("hoeveelste keer"), default=1, editable=False)
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    first_starts_on = models.DateField(_("eerste dag volgens de kalender"), editable=False)
    first_ends_on = models.DateField(_("laatste dag volgens de kalender"), editable=False)
    moved_because = models.TextField(_("waarom verplaatst"), max_length=1000, blank=True, editable=False)
    responsible = models.ForeignKey(
        Person,
        verbose_name=_("wie let erop"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    outcome = models.TextField(_("wat is eruit gekomen"), max_length=5000, blank=True)
    notes = models.TextField(_("aantekeningen voor collega’s"), max_length=10000, blank=True)
    state = StateField(LIFE_CYCLE)
    state_reason = models.TextField(_("reden van de stand"), blank=True, editable=False)
    finished_on = models.DateField(_("klaar op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("cyclusstap")
        verbose_name_plural = _("cyclusstappen")
        ordering = ["starts_on", "ends_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "kind", "round"], name="cyclestep_round_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="cyclestep_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["state", "ends_on"], name="cyclestep_due")]

    def __str__(self) -> str:
        label = str(KINDS[self.kind])
        return f"{label} {self.round}" if self.round > 1 else label

    def get_absolute_url(self) -> str:
        return reverse("cycle:step", args=[self.pk])

    @property
    def area(self) -> Area:
        return self.cycle.area

    @property
    def icon(self) -> str:
        return KIND_ICONS[self.kind]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_moved(self) -> bool:
        return (self.starts_on, self.ends_on) != (self.first_starts_on, self.first_ends_on)

    @property
    def standing(self) -> Standing:
        return standing_of(self.state, self.starts_on, self.ends_on, today=timezone.localdate())

    @property
    def standing_label(self) -> str:
        return str(STANDING_LABELS[self.standing])

    @property
    def standing_icon(self) -> str:
        return STANDING_ICONS[self.standing]


@tracked()
class Check(models.Model):
    """Controlepunt: one thing that has to be done before a step is ready, and who ticked it off when."""

    step = models.ForeignKey(CycleStep, on_delete=models.CASCADE, related_name="checks")
    text = models.CharField(_("punt"), max_length=200)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    done_at = models.DateTimeField(_("afgevinkt op"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("afgevinkt door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("controlepunt")
        verbose_name_plural = _("controlepunten")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def area(self) -> Area:
        return self.step.area


@tracked()
class StepFile(models.Model):
    """Stuk: a file that belongs to a step; residents can read it when it is public."""

    step = models.ForeignKey(CycleStep, on_delete=models.CASCADE, related_name="files")
    title = models.CharField(_("titel"), max_length=150)
    file = models.FileField(_("bestand"), upload_to="cyclus/%Y/")
    file_name = models.CharField(_("naam van het bestand"), max_length=200)
    size = models.PositiveIntegerField(_("aantal bytes"))
    is_public = models.BooleanField(_("iedereen mag dit lezen"), default=False)
    added_at = models.DateTimeField(_("toegevoegd op"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("toegevoegd door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("stuk")
        verbose_name_plural = _("stukken")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self) -> Area:
        return self.step.area


@tracked()
class StepLink(models.Model):
    """Koppeling: something elsewhere that belongs to a step, such as a meeting, a vote or a consultation.

    `kind` and `key` say what it is in the words of the room that owns it (`meetings.meeting`, its id), so that
    this room need not know it; title and address are kept beside them and can be shown whatever becomes of it.
    Something that people link by hand is a `page`, with its address as key.
    """

    PAGE = "page"

    step = models.ForeignKey(CycleStep, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("soort"), max_length=60, default=PAGE)
    key = models.CharField(_("kenmerk"), max_length=500)
    title = models.CharField(_("titel"), max_length=150)
    address = models.CharField(_("webadres"), max_length=500)
    is_public = models.BooleanField(_("iedereen mag dit zien"), default=True)

    class Meta:
        verbose_name = _("koppeling")
        verbose_name_plural = _("koppelingen")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["step", "kind", "key"], name="steplink_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self) -> Area:
        return self.step.area
