import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from budgets.decisions.states import LIFE_CYCLE, OUTCOME_KINDS, OUTCOMES, SENT, TO_POST
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField

# What was decided, and to whom. How it was sent comes later.
FROZEN = (
    "year",
    "sequence",
    "number",
    "area_id",
    "outcome",
    "subject",
    "organisation_id",
    "amount",
    "opening",
    "lines",
    "reasons",
    "legal_basis",
    "on_behalf_of",
    "decided_on",
    "replaces_id",
)


@tracked()
class Decision(models.Model):
    """Beschikking: a decision of the gemeente about money for one addressee, with its reasons, as it was sent.

    The number counts per year without a gap. The words never change, also not by SQL: another decision that
    `replaces` this one does. Who is not an organisation is a person: name, address and e-mail are for nobody else.
    """

    year = models.PositiveSmallIntegerField(_("jaar"), editable=False)
    sequence = models.PositiveIntegerField(_("volgnummer"), editable=False)
    number = models.CharField(_("nummer"), max_length=16, unique=True, editable=False)
    state = StateField(LIFE_CYCLE)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    outcome = models.CharField(_("uitkomst"), max_length=20, choices=list(OUTCOMES.items()))
    subject = models.CharField(_("onderwerp"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisatie")
    )
    name = models.CharField(_("naam"), max_length=150, blank=True)
    address = models.CharField(_("postadres"), max_length=300, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    amount = models.DecimalField(_("bedrag in euro"), max_digits=12, decimal_places=2, null=True, blank=True)
    opening = models.TextField(_("wat is besloten"))
    # [[text, "1234.50" or null], …]: how the amount was worked out, as it was explained on that day.
    lines = models.JSONField(_("berekening"), default=list, blank=True)
    reasons = models.TextField(_("waarom"), blank=True)
    closing = models.TextField(_("hoe het verder gaat"), blank=True)
    legal_basis = models.CharField(_("wettelijke grondslag"), max_length=300)
    on_behalf_of = models.CharField(_("namens wie is besloten"), max_length=200)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("besloten door")
    )
    decided_on = models.DateField(_("besloten op"))
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("komt in plaats van"),
    )
    # The name of the door at which an objection is answered, when the amount hangs on it; else that of objections.
    answered_at = models.CharField(max_length=60, blank=True, editable=False)
    # Who does not agree goes to the court then (art. 8:1 Awb): nobody objects to the answer to an objection.
    is_on_objection = models.BooleanField(_("beslissing op bezwaar"), default=False, editable=False)
    is_public = models.BooleanField(_("iedereen mag dit besluit lezen"), default=False)
    letter = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("brief")
    )
    sent_on = models.DateField(_("verstuurd op"), null=True, blank=True, editable=False)
    object_until = models.DateField(_("bezwaar kan tot en met"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("beschikking")
        verbose_name_plural = _("beschikkingen")
        ordering = ["-year", "-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="decision_number_once"),
            models.CheckConstraint(
                condition=~Q(organisation=None) | ~Q(name=""), name="decision_has_addressee"
            ),
            models.CheckConstraint(
                condition=~Q(state=SENT)
                | Q(sent_on__isnull=False, object_until__gt=F("sent_on"), letter__isnull=False),
                name="decision_sent_whole",
            ),
        ]
        indexes = [models.Index(fields=["area", "-year", "-sequence"], name="decision_area_newest")]
        triggers = [
            pgtrigger.Protect(name="words_stay", operation=pgtrigger.UpdateOf(*FROZEN)),
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="letter_stays",
                operation=pgtrigger.UpdateOf("letter_id"),
                condition=pgtrigger.Q(old__letter_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("decisions:decision", args=[self.number])

    @property
    def public_path(self) -> str:
        """Where anyone reads it, once it is public."""
        return reverse("decisions:public", args=[self.number])

    @property
    def addressee(self) -> str:
        """Who it is for, by the name that stands on the letter. Of a person: not for others."""
        return self.name or self.organisation.name

    @property
    def is_to_person(self) -> bool:
        return self.organisation_id is None

    @property
    def public_addressee(self) -> str:
        return _("een persoon of groep") if self.is_to_person else self.organisation.name

    @property
    def is_sent(self) -> bool:
        return self.state == SENT

    @property
    def is_to_post(self) -> bool:
        return self.state == TO_POST

    @property
    def outcome_kind(self) -> str:
        return OUTCOME_KINDS[self.outcome][0]

    @property
    def outcome_icon(self) -> str:
        return OUTCOME_KINDS[self.outcome][1]

    @property
    def may_object_today(self) -> bool:
        return not self.is_on_objection and self.term_runs

    @property
    def term_runs(self) -> bool:
        """Whether someone can still object, or appeal to the court when it was the answer to an objection."""
        return self.object_until is not None and timezone.localdate() <= self.object_until
