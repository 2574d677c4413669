from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from budgets.decisions.models import Decision
from budgets.ledger.models import new_number
from budgets.objections.calculations import is_in_time
from budgets.objections.states import LIFE_CYCLE, RECEIVED, RESULTS
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField


@tracked()
class Objection(models.Model):
    """Bezwaar: who does not agree with a decision, why, and what was answered when."""

    number = models.CharField(_("kenmerk"), max_length=12, unique=True, default=new_number, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+", verbose_name=_("besluit"))
    state = StateField(LIFE_CYCLE)
    name = models.CharField(_("naam"), max_length=150)
    address = models.CharField(_("postadres"), max_length=300, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    grounds = models.TextField(_("waarom niet eens"), max_length=8000)
    received_on = models.DateField(_("ontvangen op"))
    posted_on = models.DateField(_("gepost op"), null=True, blank=True)
    with_committee = models.BooleanField(_("een commissie adviseert"), default=False)
    is_put_off = models.BooleanField(_("uitgesteld"), default=False, editable=False)
    due_on = models.DateField(_("antwoord uiterlijk op"), editable=False)
    result = models.CharField(
        _("uitkomst"), max_length=20, choices=list(RESULTS.items()), blank=True, editable=False
    )
    answer = models.OneToOneField(
        Decision,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("beslissing op bezwaar"),
    )
    answered_on = models.DateField(_("beantwoord op"), null=True, editable=False)
    noted_by = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("genoteerd door"),
    )

    class Meta:
        verbose_name = _("bezwaar")
        verbose_name_plural = _("bezwaren")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="objection_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "name"], condition=Q(state=RECEIVED), name="objection_one_open"
            ),
            models.CheckConstraint(
                condition=Q(posted_on=None) | Q(posted_on__lte=F("received_on")),
                name="objection_posted_first",
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(answer__isnull=False, answered_on__isnull=False),
                name="objection_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.decision.subject}"

    def get_absolute_url(self) -> str:
        return reverse("objections:objection", args=[self.number])

    def get_answer_url(self) -> str:
        """Where it is answered: with the room that decided when money moves with the answer."""
        return reverse(self.decision.answered_at or "objections:answer", args=[self.number])

    @property
    def area(self) -> Area:
        """The area that the decision is about, for who may do what."""
        return self.decision.area

    @property
    def is_in_time(self) -> bool:
        return is_in_time(self.received_on, self.decision.object_until, posted_on=self.posted_on)

    @property
    def is_open(self) -> bool:
        return self.state == RECEIVED

    @property
    def is_late(self) -> bool:
        """Whether the answer came after its date, or did not come while it has passed."""
        day: date = self.answered_on or timezone.localdate()
        return (self.is_open or self.answered_on is not None) and day > self.due_on
