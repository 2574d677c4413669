import uuid
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from budgets.grants.calculations.conditions import Condition, from_data
from budgets.grants.calculations.money import advance_of
from budgets.grants.calculations.terms import Pause, time_left
from budgets.grants.models.fields import amount_field, person_field
from budgets.grants.models.regulations import Regulation
from budgets.grants.states import APPLICANTS, INCOMPLETE, LIFE_CYCLE, UNDECIDED
from budgets.ledger.models import Account, new_number
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.transitions.models import StateField


@tracked()
class Application(Edited):
    """Aanvraag: who asks how much of which regulation for what, and what became of it.

    Amounts in euros. `requested` follows from the budget lines; `conditions_data` are those of the regulation on
    the day of sending, so that a later change of it leaves what was sent alone.
    """

    number = models.CharField(_("kenmerk"), max_length=12, unique=True, default=new_number, editable=False)
    # Made by the form that begins an application, so that a second click finds the first one's.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+", verbose_name=_("regeling"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    applicant = person_field(_("aanvrager"))
    applicant_kind = models.CharField(_("namens"), max_length=10, choices=list(APPLICANTS.items()))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("namens welke organisatie"),
    )
    title = models.CharField(_("naam van het plan"), max_length=120)
    kind = models.CharField(_("soort activiteit"), max_length=60, blank=True)
    plan = models.TextField(_("wat gaat u doen"), blank=True, max_length=4000)
    starts_on = models.DateField(_("begint op"), null=True, blank=True)
    ends_on = models.DateField(_("klaar op"), null=True, blank=True)
    supporters = models.PositiveIntegerField(
        _("hoeveel buurtgenoten steunen het plan"), null=True, blank=True
    )
    support = models.CharField(_("waaruit blijkt dat"), max_length=300, blank=True)
    requested = amount_field(_("gevraagd bedrag"), default=0, editable=False)

    state = StateField(LIFE_CYCLE)
    conditions_data = models.JSONField(_("voorwaarden"), default=list, editable=False)
    created_at = models.DateTimeField(_("begonnen op"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("ingediend op"), null=True, editable=False)
    due_on = models.DateField(_("besluit uiterlijk op"), null=True, editable=False)

    assessment = models.JSONField(_("beoordeling per punt"), default=list, editable=False)
    judgement = models.TextField(_("oordeel"), blank=True, editable=False)
    assessed_by = person_field(_("beoordeeld door"))
    proposed_amount = amount_field(_("voorgesteld bedrag"), null=True, editable=False)
    proposed_reasons = models.TextField(_("voorgestelde reden"), blank=True, editable=False)
    proposed_by = person_field(_("voorgesteld door"))
    granted = amount_field(_("toegekend bedrag"), null=True, editable=False)
    reasons = models.TextField(_("reden van het besluit"), blank=True, editable=False)
    # Where the money came from on the day of the decision.
    source = models.ForeignKey(
        Account, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("pot")
    )
    decided_on = models.DateField(_("besloten op"), null=True, editable=False)
    decided_by = person_field(_("besloten door"))
    advance = amount_field(_("voorschot"), default=0, editable=False)
    account_due_on = models.DateField(_("verantwoording uiterlijk op"), null=True, editable=False)
    report = models.TextField(_("verslag"), blank=True, max_length=4000)
    final = amount_field(_("vastgesteld bedrag"), null=True, editable=False)

    class Meta:
        verbose_name = _("aanvraag")
        verbose_name_plural = _("aanvragen")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["area", "state"], name="application_area"),
            models.Index(fields=["state", "due_on"], name="application_due"),
            models.Index(fields=["organisation"], name="application_organisation"),
            models.Index(fields=["applicant"], name="application_applicant"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(granted=None) | Q(granted__gte=0, granted__lte=F("requested")),
                name="application_grants_what_is_asked",
            ),
            models.CheckConstraint(
                condition=Q(advance=0) | Q(advance__gt=0, advance__lte=F("granted")),
                name="application_advance_within_grant",
            ),
            models.CheckConstraint(
                condition=Q(final=None) | Q(final__gte=0, final__lte=F("granted")),
                name="application_final_within_grant",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="application_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(proposed_by=None) | ~Q(decided_by=F("proposed_by")),
                name="application_two_deciders",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("grants:application", args=[self.number])

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return from_data(self.conditions_data) if self.submitted_at else self.regulation.conditions

    @property
    def public_name(self) -> str:
        """Who got it, as anyone may read it: an organisation or a kind of people, never a person."""
        if self.organisation_id:
            return self.organisation.name
        return str(_("een taakgroep") if self.applicant_kind == "taskgroup" else _("een bewoner"))

    @property
    def amount_at_stake(self) -> Decimal:
        return self.requested if self.proposed_amount is None else self.proposed_amount

    @property
    def needs_advice(self) -> bool:
        above = self.regulation.advice_above
        return above is not None and self.requested > above

    @property
    def needs_second_decision(self) -> bool:
        above = self.regulation.two_deciders_above
        return above is not None and self.requested > above

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def is_late(self) -> bool:
        """Whether the decision came after its date, or did not come while it has passed."""
        if self.due_on is None or (self.decided_on is None and not self.is_undecided):
            return False
        return (self.decided_on or timezone.localdate()) > self.due_on

    @property
    def open_pause(self) -> "Question | None":
        """The question that stops the clock now; uses what was prefetched."""
        if self.state != INCOMPLETE:
            return None
        return next((question for question in self.questions.all() if question.answered_at is None), None)

    @property
    def has_time_to_answer(self) -> bool:
        question = self.open_pause
        return question is not None and timezone.localdate() <= question.answer_by

    @property
    def time_left(self) -> str:
        """The clock that applicant and reviewer both see."""
        if self.due_on is None or not self.is_undecided:
            return ""
        if self.has_time_to_answer:
            return str(_("de termijn staat stil"))
        return time_left(timezone.localdate(), self.due_on, self.regulation.decide_unit)

    @property
    def advance_planned(self) -> Decimal:
        """What will be paid beforehand."""
        return advance_of(self.granted, self.regulation.advance_percent) if self.granted else Decimal(0)

    @property
    def to_pay_first(self) -> Decimal:
        """What is paid before the account, all of it when none is asked for; never less than was paid."""
        return self.granted if self.regulation.settles_at_once else max(self.advance_planned, self.advance)

    @property
    def still_to_pay(self) -> Decimal:
        return max((self.final or Decimal(0)) - self.advance, Decimal(0))

    @property
    def to_pay_back(self) -> Decimal:
        return max(self.advance - self.final, Decimal(0)) if self.final is not None else Decimal(0)


class Side(models.TextChoices):
    """Kant van de begroting: a cost, what the applicant brings in, or what others give."""

    COST = "cost", _("kosten")
    OWN = "own", _("eigen bijdrage")
    OTHER = "other", _("bijdrage van anderen")


@tracked()
class BudgetLine(models.Model):
    """Begrotingsregel: one cost of a plan, or one contribution to it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="lines")
    side = models.CharField(_("soort"), max_length=10, choices=Side.choices, default=Side.COST)
    what = models.CharField(_("waarvoor"), max_length=120)
    amount = amount_field(_("bedrag in euro"))

    class Meta:
        verbose_name = _("begrotingsregel")
        verbose_name_plural = _("begrotingsregels")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="budgetline_above_zero")]

    def __str__(self) -> str:
        return self.what


@tracked()
class Question(models.Model):
    """Vraag om aanvulling: what was asked of the applicant; the term stands still until the answer (4:15 Awb)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="questions")
    question = models.TextField(_("wat ontbreekt er"), max_length=2000)
    asked_on = models.DateField(_("gevraagd op"))
    asked_by = person_field(_("gevraagd door"))
    answer_by = models.DateField(_("antwoord uiterlijk op"))
    answer = models.TextField(_("antwoord"), blank=True, max_length=4000)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, editable=False)

    class Meta:
        verbose_name = _("vraag om aanvulling")
        verbose_name_plural = _("vragen om aanvulling")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at=None), name="question_one_open"
            ),
            models.CheckConstraint(condition=Q(answer_by__gt=F("asked_on")), name="question_leaves_time"),
        ]

    def __str__(self) -> str:
        return self.question

    def pause(self, *, until: date) -> Pause:
        """The days on which the term stood still: not longer than the time that was given."""
        return Pause(self.asked_on, min(until, self.answer_by))
