from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Function, Organisation
from areas.territory.models import Area
from participation.meetings.models import MeetingPromise
from programmes.commitments.calculations import Facts
from programmes.commitments.states import LIFE_CYCLE, OPEN
from programmes.projects.models import Project, new_public_id
from programmes.yearly.models import Entry
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField


def today():
    return timezone.localdate()


class SaidIn(models.TextChoices):
    """Waar gezegd: on what occasion a promise was made."""

    MEETING = "meeting", _("bijeenkomst")
    PROGRAMME = "programme", _("programma")
    REPORT = "report", _("melding")
    CONVERSATION = "conversation", _("gesprek")
    LETTER = "letter", _("brief")


class Answer(models.TextChoices):
    """Antwoord: what the one it was promised to says of it."""

    NONE = "", _("nog niets gehoord")
    CONFIRMED = "confirmed", _("bevestigd")
    DISPUTED = "disputed", _("weersproken")


@tracked()
class Commitment(Edited):
    """Afspraak: what an organisation promised to whom, by when, and whether it was kept.

    `first_due_on` never changes; `due_on` is the date agreed last. `moves`, `closed_on` and `answer` follow
    from the steps and are written with them, so that lists and figures need not read the trail.
    """

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    what = models.CharField(_("wat is afgesproken"), max_length=200)
    explanation = models.TextField(_("toelichting"), blank=True, max_length=2000)

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("wie belooft het"), on_delete=models.PROTECT, related_name="+"
    )
    function = models.ForeignKey(
        Function,
        verbose_name=_("wie van die organisatie"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    promised_by = models.CharField(_("naam van wie het zei"), max_length=150, blank=True)
    responsible = models.ForeignKey(
        Person,
        verbose_name=_("wie bewaakt de afspraak"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    made_to = models.CharField(_("aan wie, zonder namen"), max_length=120, blank=True)
    made_to_organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("aan welke organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    made_to_name = models.CharField(_("naam van degene aan wie het is beloofd"), max_length=150, blank=True)
    made_to_email = models.EmailField(_("e-mailadres van die persoon"), blank=True)

    made_on = models.DateField(_("afgesproken op"), default=today)
    first_due_on = models.DateField(_("eerste datum"), editable=False)
    due_on = models.DateField(_("klaar op"))
    said_in = models.CharField(_("waar is het gezegd"), max_length=20, choices=SaidIn.choices)
    said_note = models.CharField(_("welke bijeenkomst of brief"), max_length=200, blank=True)
    entry = models.ForeignKey(
        Entry,
        verbose_name=_("uit het programma"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    promise = models.OneToOneField(
        MeetingPromise,
        verbose_name=_("toezegging in een bijeenkomst"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    is_public = models.BooleanField(_("openbaar"), default=False)
    state = StateField(LIFE_CYCLE)
    moves = models.PositiveSmallIntegerField(_("hoe vaak verschoven"), default=0, editable=False)
    closed_on = models.DateField(_("afgesloten op"), null=True, blank=True, editable=False)
    answer = models.CharField(
        _("antwoord"), max_length=10, choices=Answer.choices, default=Answer.NONE, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("genoteerd op"), auto_now_add=True)

    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("made_on"), first_due_on__gte=F("made_on")),
                name="commitment_due_after_made",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("made_on")),
                name="commitment_closed_after_made",
            ),
            models.CheckConstraint(
                condition=Q(moves__gt=0) | Q(due_on=F("first_due_on")), name="commitment_move_is_counted"
            ),
        ]
        indexes = [
            models.Index(fields=["area", "state", "due_on"], name="commitment_area"),
            models.Index(fields=["state", "due_on"], name="commitment_due"),
            models.Index(fields=["responsible", "state"], name="commitment_responsible"),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("commitments:commitment", args=[self.public_id])

    @property
    def facts(self) -> Facts:
        return Facts(self.state, self.first_due_on, self.due_on, self.closed_on)

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def is_overdue(self) -> bool:
        """Whether it is open and the date agreed last has passed."""
        return self.is_open and self.due_on < today()

    @property
    def is_moved(self) -> bool:
        return self.moves > 0

    @property
    def promiser(self) -> str:
        """Who promises, as anyone may read it: a name only when its function is public under that name."""
        if self.function_id is None:
            return str(self.organisation)
        title = self.function.shown_title
        who = f"{self.function.name}, {title}" if self.function.name_public else title
        return f"{who} ({self.organisation})"

    @property
    def recipient(self) -> str:
        """To whom it was promised, as anyone may read it: an organisation or a group, never a person."""
        organisation = str(self.made_to_organisation) if self.made_to_organisation_id else ""
        return self.made_to or organisation or str(_("een bewoner"))


class StepKind(models.TextChoices):
    """Soort stap: what happened to a commitment."""

    MADE = "made", _("afgesproken")
    MOVED = "moved", _("nieuwe datum")
    KEPT = "kept", _("nagekomen")
    BROKEN = "broken", _("niet nagekomen")
    REOPENED = "reopened", _("weer geopend")
    CONFIRMED = "confirmed", _("bevestigd")
    DISPUTED = "disputed", _("weersproken")


@tracked()
class CommitmentStep(models.Model):
    """Stap van een afspraak: one thing that happened to it, with the date and the reason that was given.

    Written once and never changed. A reason of the gemeente is public with the commitment; the words of the
    one it was made to are not (`has_public_reason`): they were written in a mail's form, about themselves.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("wat er gebeurde"), max_length=10, choices=StepKind.choices)
    old_due_on = models.DateField(_("oude datum"), null=True, blank=True)
    new_due_on = models.DateField(_("nieuwe datum"), null=True, blank=True)
    reason = models.TextField(_("reden"), blank=True)
    answers = models.OneToOneField(
        "self",
        verbose_name=_("antwoord op"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="answered_by",
    )
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("stap van een afspraak")
        verbose_name_plural = _("stappen van afspraken")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["commitment", "-at"], name="commitmentstep_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="moved")
                | Q(old_due_on__isnull=False, new_due_on__isnull=False) & ~Q(reason=""),
                name="commitmentstep_move_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.get_kind_display()}"

    @property
    def has_public_reason(self) -> bool:
        return bool(self.reason) and self.kind not in {StepKind.DISPUTED, StepKind.CONFIRMED}
