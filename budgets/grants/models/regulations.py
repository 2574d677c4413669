from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.roles.states import FINANCE
from areas.territory.models import Area
from budgets.grants.calculations.conditions import Condition, from_data, kinds_in, limit_in
from budgets.grants.calculations.terms import USUAL_WEEKS, WEEKS, WORKDAYS, Term
from budgets.grants.models.fields import amount_field
from budgets.grants.states import APPLICANTS, DECIDERS
from budgets.ledger.models import Account, Purpose
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited


@tracked()
class Regulation(Edited):
    """Regeling: the rule under which can be applied for money, with its conditions as data.

    The money comes from `account`, or when that is empty from the budget of the applicant's area for `purpose`.
    """

    name = models.CharField(_("naam"), max_length=120, unique=True)
    slug = models.SlugField(_("webadres"), max_length=120, unique=True)
    legal_basis = models.CharField(_("juridische grondslag"), max_length=200)
    explanation = models.TextField(_("waarvoor is het"), max_length=2000)
    is_quick = models.BooleanField(_("klein en snel"), default=False)
    is_open = models.BooleanField(_("neemt aanvragen aan"), default=True)
    areas = models.ManyToManyField(
        Area, through="RegulationArea", related_name="+", blank=True, verbose_name=_("gebieden")
    )
    applicants = ArrayField(
        models.CharField(max_length=10, choices=list(APPLICANTS.items())), verbose_name=_("wie kan aanvragen")
    )
    purpose = models.ForeignKey(
        Purpose, models.PROTECT, related_name="+", verbose_name=_("bestemming van het geld")
    )
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pot")
    )
    conditions_data = models.JSONField(_("voorwaarden"), default=list)
    checklist = models.JSONField(_("punten voor de beoordeling"), default=list)
    decider = models.CharField(
        _("wie beslist"), max_length=20, choices=list(DECIDERS.items()), default=FINANCE
    )
    decide_within = models.PositiveSmallIntegerField(_("beslissen binnen"), default=USUAL_WEEKS)
    decide_unit = models.CharField(
        _("weken of werkdagen"),
        max_length=10,
        choices=[(WEEKS, _("weken")), (WORKDAYS, _("werkdagen"))],
        default=WEEKS,
    )
    advice_above = amount_field(_("advies van het wijkteam boven"), null=True, blank=True)
    two_deciders_above = amount_field(_("twee beslissers boven"), null=True, blank=True)
    settles_at_once = models.BooleanField(_("zonder verantwoording"), default=False)
    advance_percent = models.PositiveSmallIntegerField(_("voorschot in procenten"), default=100)
    account_within = models.PositiveSmallIntegerField(_("verantwoorden binnen (weken)"), default=13)

    class Meta:
        verbose_name = _("regeling")
        verbose_name_plural = _("regelingen")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(advance_percent__lte=100), name="regulation_advance_at_most_all"
            ),
            models.CheckConstraint(condition=Q(decide_within__gte=1), name="regulation_has_term"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("grants:regulation", args=[self.slug])

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return from_data(self.conditions_data)

    @property
    def kinds(self) -> list[str]:
        return kinds_in(self.conditions)

    @property
    def limit(self) -> Decimal | None:
        return limit_in(self.conditions)

    @property
    def term(self) -> Term:
        return Term(self.decide_within, self.decide_unit)


@tracked()
class RegulationArea(models.Model):
    """Gebied van een regeling: an area that a regulation is for; one without any is for the whole gemeente."""

    regulation = models.ForeignKey(Regulation, models.CASCADE, related_name="places")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))

    class Meta:
        verbose_name = _("gebied van een regeling")
        verbose_name_plural = _("gebieden van regelingen")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["regulation", "area"], name="regulation_area_once")]

    def __str__(self) -> str:
        return f"{self.regulation}: {self.area}"
