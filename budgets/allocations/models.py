from collections.abc import Iterable, Iterator
from decimal import Decimal

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from budgets.allocations.calculations import Policy
from budgets.allocations.states import (
    ACCOUNT_CYCLE,
    BOARD,
    CORRECTION,
    DRAFT,
    EXECUTED,
    FAILED,
    FIRST,
    GOAL,
    HELD_BY,
    READY,
    RETURN,
    RUN_CYCLE,
    RUN_KINDS,
    SAVE_YEARS,
    SETTLED,
    WITHDRAWN,
    YEAR_END,
    YEAR_ENDS,
)
from budgets.decisions.models import Decision
from budgets.ledger.models import Account, Purpose
from budgets.ledger.states import MUST_BE_EMPTY_AT_CLOSE
from budgets.staffels.models import StaffelVersion
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField

BIG_CHANGE = 25
# How many names a sentence lists.
NAMED = 8


def _person(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=label
    )


def _euros(label: str, **options) -> models.DecimalField:
    return models.DecimalField(label, max_digits=12, decimal_places=2, **options)


@tracked()
class Run(models.Model):
    """Toekenningsronde: what all areas get by a staffel in a year, or a correction or the year end of that.

    `of` is the first run of the year. Who prepared it does not decide on it. Its rows are allocations, and for a
    year end remainders.
    """

    kind = models.CharField(_("soort"), max_length=10, choices=list(RUN_KINDS.items()), default=FIRST)
    version = models.ForeignKey(
        StaffelVersion, models.PROTECT, related_name="+", verbose_name=_("staffelversie")
    )
    year = models.PositiveSmallIntegerField(_("jaar"))
    of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("hoort bij"),
    )
    state = StateField(RUN_CYCLE)
    reason = models.CharField(_("reden"), max_length=500, blank=True)
    big_change = models.PositiveSmallIntegerField(
        _("waarschuw bij een verschil van meer dan (%)"),
        default=BIG_CHANGE,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    levies = models.JSONField(_("bijdragen aan een gezamenlijke pot"), default=dict, editable=False)
    computed_at = models.DateTimeField(_("berekend op"), null=True, blank=True, editable=False)
    prepared_by = _person(_("voorbereid door"))
    edited_by = _person(_("het laatst gewijzigd door"))
    decided_by = _person(_("vastgesteld door"))
    decided_on = models.DateField(_("vastgesteld op"), null=True, blank=True, editable=False)
    decision = models.CharField(_("besluit"), max_length=300, blank=True, editable=False)
    failure = models.CharField(_("wat er misging"), max_length=500, blank=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("toekenningsronde")
        verbose_name_plural = _("toekenningsrondes")
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=FIRST, of=None) | (~Q(kind=FIRST) & Q(of__isnull=False)),
                name="run_belongs_to_first",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CORRECTION, reason=""), name="run_correction_has_reason"
            ),
            # A null (someone who was forgotten) passes; two that are the same never do.
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (
                    (Q(prepared_by=None) | ~Q(decided_by=F("prepared_by")))
                    & (Q(edited_by=None) | ~Q(decided_by=F("edited_by")))
                ),
                name="run_four_eyes",
            ),
            # One correction or year end at a time, so that each knows what the others did.
            models.UniqueConstraint(
                fields=["of"],
                condition=~Q(kind=FIRST) & ~Q(state__in=[EXECUTED, WITHDRAWN]),
                name="run_one_follower_open",
            ),
        ]

    def __str__(self) -> str:
        return _("%(staffel)s %(year)s: %(kind)s") % {
            "staffel": self.version.staffel.name,
            "year": self.year,
            "kind": self.get_kind_display(),
        }

    def get_absolute_url(self) -> str:
        return reverse("allocations:run", args=[self.pk])

    @property
    def area(self) -> Area:
        return self.version.staffel.area

    @property
    def first(self) -> "Run":
        """The first run of the year: its purposes count for all that follows."""
        return self.of if self.of_id else self

    @property
    def levy_amounts(self) -> list[tuple[str, Decimal]]:
        """What goes to each shared pot, in euros."""
        return [(name, Decimal(amount)) for name, amount in self.levies.items()]

    @property
    def is_year_end(self) -> bool:
        return self.kind == YEAR_END

    @property
    def is_first(self) -> bool:
        return self.kind == FIRST

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT

    @property
    def is_ready(self) -> bool:
        return self.state == READY

    @property
    def is_executed(self) -> bool:
        return self.state == EXECUTED

    @property
    def is_failed(self) -> bool:
        return self.state == FAILED

    @cached_property
    def faults(self) -> list[str]:
        """What must be put right before someone can decide; at most three queries, kept for the page."""
        if self.is_year_end:
            return [str(fault) for fault in self._year_end_faults()]
        return [str(fault) for fault in (*self._row_faults(), *purpose_faults(self.first.purposes.all()))]

    def _row_faults(self) -> Iterator[str]:
        rows = self.allocations.order_by("name")
        unknown = list(rows.filter(amount=None).values_list("name", flat=True)[:NAMED])
        if unknown:
            yield _(
                "Niet van elk gebied is het bedrag bekend: %(names)s. Vul de cijfers aan, of beslis buiten de regel."
            ) % {"names": ", ".join(unknown)}
        elif not rows.exists():
            yield (
                _("Er is geen enkel gebied dat iets krijgt.")
                if self.is_first
                else _("Er is geen verschil met wat al is toegekend.")
            )
        settled = rows.filter(
            amount__lt=F("before"),
            run__of__allocations__key=F("key"),
            run__of__allocations__settlement__state=SETTLED,
        )
        if names := list(settled.values_list("name", flat=True)[:NAMED]):
            yield _(
                "De verantwoording van %(names)s is al vastgesteld. Een lager bedrag kan dan niet meer."
            ) % {"names": ", ".join(names)}

    def _year_end_faults(self) -> Iterator[str]:
        if self.year >= timezone.localdate().year:
            yield _("Dit jaar is nog niet voorbij.")
        advances = Account.objects.filter(
            Q(purpose__in=self.of.purposes.values("purpose")) | Q(purpose=None),
            kind__in=MUST_BE_EMPTY_AT_CLOSE,
            balance__gt=0,
            year=self.year,
            area__in=self.of.allocations.values("area"),
        ).select_related("area", "holder")
        names = [f"{each.holder or each.area} ({euros(each.balance)})" for each in advances[:NAMED]]
        if names:
            yield _("Er staat nog geld open waarover geen verantwoording is vastgesteld: %(names)s.") % {
                "names": ", ".join(names)
            }
        if not self.remainders.exists():
            yield _("Er is niets over: dit jaar hoeft niet te worden afgesloten.")


def purpose_faults(purposes: Iterable["RunPurpose"]) -> Iterator[str]:
    """Say what is wrong with how the money is divided."""
    purposes = list(purposes)
    if sum(each.percent for each in purposes) != 100:
        yield _("De delen van de bestemmingen zijn samen geen 100 %.")
    for each in purposes:
        if each.year_end == GOAL and not each.goal.strip():
            yield _("Schrijf op voor welk doel geld van “%(purpose)s” wordt bewaard.") % {"purpose": each}
        if each.year_end == SAVE_YEARS and not each.years:
            yield _("Vul in hoeveel jaar geld van “%(purpose)s” kan worden gespaard.") % {"purpose": each}


@tracked()
class RunPurpose(models.Model):
    """Bestemming van een ronde: the share of the money that is for a purpose, who holds it and what may be kept."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="purposes", verbose_name=_("ronde"))
    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="+", verbose_name=_("bestemming"))
    percent = models.DecimalField(
        _("deel (%)"), max_digits=5, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    held_by = models.CharField(
        _("wie heeft het geld"), max_length=12, choices=list(HELD_BY.items()), default=BOARD
    )
    year_end = models.CharField(
        _("wat over is aan het eind van het jaar"),
        max_length=15,
        choices=list(YEAR_ENDS.items()),
        default=RETURN,
    )
    years = models.PositiveSmallIntegerField(
        _("aantal jaren"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    goal = models.CharField(_("doel"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("bestemming van een ronde")
        verbose_name_plural = _("bestemmingen van een ronde")
        ordering = ["purpose__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "purpose"], name="runpurpose_once"),
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="runpurpose_percent"),
            models.CheckConstraint(
                condition=~Q(year_end=SAVE_YEARS) | Q(years__gte=1), name="runpurpose_years_to_save"
            ),
        ]

    def __str__(self) -> str:
        return str(self.purpose)

    @property
    def policy(self) -> Policy:
        return Policy(self.year_end, self.years or 0, self.goal)


@tracked()
class Allocation(models.Model):
    """Toekenning: what an area (or the areas of one board together) gets by a run, and why.

    `amount` is None while something is not known. `lines` are [text, euros or null, source], as they were explained
    then; `rule_amount` is what the staffel gave, before a decision outside it. In a correction `before` is what was
    granted already, and the difference is booked. Once carried out nothing changes any more.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="allocations", verbose_name=_("ronde"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    member_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name=_("gebieden"))
    key = models.CharField(_("sleutel"), max_length=200)
    name = models.CharField(_("naam"), max_length=200)
    amount = _euros(_("bedrag in euro"), null=True, blank=True)
    rule_amount = _euros(_("bedrag volgens de staffel"), null=True, blank=True)
    before = _euros(_("al toegekend"), default=0)
    set_off = _euros(_("verrekend van het vorige jaar"), default=0)
    last_year = _euros(_("vorig jaar"), null=True, blank=True)
    inhabitants = models.PositiveIntegerField(_("inwoners"), null=True, blank=True)
    takes_part = models.BooleanField(_("doet mee"), default=True)
    lines = models.JSONField(_("uitleg"), default=list)
    sentence = models.TextField(_("uitleg in één zin"), blank=True)
    lacks = models.JSONField(_("wat ontbreekt"), default=list)
    holder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bestuur")
    )
    override_reason = models.CharField(_("reden om af te wijken"), max_length=500, blank=True)
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("beschikking")
    )
    done_at = models.DateTimeField(_("uitgevoerd op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("toekenning")
        verbose_name_plural = _("toekenningen")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "key"], name="allocation_once"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="allocation_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(amount__isnull=False), name="allocation_done_has_amount"
            ),
        ]
        indexes = [
            GinIndex(fields=["member_ids"], name="allocation_members"),
            models.Index(fields=["run", "done_at"], name="allocation_to_do"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="done_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__done_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.run.year}"

    def get_absolute_url(self) -> str:
        return reverse("allocations:allocation", args=[self.pk])

    @property
    def difference(self) -> Decimal | None:
        """What there is to book: the amount, in a correction only what is different."""
        return None if self.amount is None else self.amount - self.before

    @property
    def since_last_year(self) -> Decimal | None:
        return None if self.amount is None or self.last_year is None else self.amount - self.last_year

    @property
    def sources(self) -> list[str]:
        """Where the figures come from, each once."""
        return list(dict.fromkeys(source for _text, _amount, source in self.lines if source))

    @property
    def is_overridden(self) -> bool:
        return bool(self.override_reason)


@tracked()
class AccountSettlement(models.Model):
    """Vaststelling: what a board accounted for, and how the gemeente settled it.

    `spent` is euros by purpose (its id as text). `document` names the yearly account and `url` leads to it.
    """

    allocation = models.OneToOneField(
        Allocation, models.PROTECT, related_name="settlement", verbose_name=_("toekenning")
    )
    state = StateField(ACCOUNT_CYCLE)
    spent = models.JSONField(_("besteed"), default=dict)
    document = models.CharField(_("verantwoording"), max_length=200)
    url = models.CharField(_("adres van de verantwoording"), max_length=300, blank=True)
    remark = models.TextField(_("toelichting"), blank=True)
    question = models.CharField(_("wat nog ontbreekt"), max_length=1000, blank=True)
    received_on = models.DateField(_("ontvangen op"))
    sent_by = _person(_("gestuurd door"))
    settled_by = _person(_("vastgesteld door"))
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("beschikking")
    )

    class Meta:
        verbose_name = _("vaststelling")
        verbose_name_plural = _("vaststellingen")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_by=None) | Q(sent_by=None) | ~Q(settled_by=F("sent_by")),
                name="accountsettlement_four_eyes",
            )
        ]

    def __str__(self) -> str:
        return f"{self.allocation}: {self.document}"

    def get_absolute_url(self) -> str:
        return reverse("allocations:settlement", args=[self.pk])

    @property
    def area(self) -> Area:
        return self.allocation.area


@tracked()
class Remainder(models.Model):
    """Restant: what was left of one purpose of an area at the end of a year, and where that went.

    Belongs to a run of a year end, or to the settlement of what a board accounted for. `kept` is euros by year.
    """

    run = models.ForeignKey(
        Run, models.CASCADE, null=True, blank=True, related_name="remainders", verbose_name=_("ronde")
    )
    settlement = models.ForeignKey(
        AccountSettlement,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="remainders",
        verbose_name=_("vaststelling"),
    )
    allocation = models.ForeignKey(
        Allocation, models.PROTECT, related_name="remainders", verbose_name=_("toekenning")
    )
    purpose = models.ForeignKey(RunPurpose, models.PROTECT, related_name="+", verbose_name=_("bestemming"))
    left = _euros(_("over"))
    returned = _euros(_("gaat terug"), default=0)
    set_off = _euros(_("verrekend met het volgende jaar"), default=0)
    for_goal = _euros(_("voor het doel"), default=0)
    kept = models.JSONField(_("bewaard"), default=dict)
    done_at = models.DateTimeField(_("uitgevoerd op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("restant")
        verbose_name_plural = _("restanten")
        ordering = ["allocation__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(run=None, settlement__isnull=False) | Q(run__isnull=False, settlement=None),
                name="remainder_of_one",
            ),
            models.UniqueConstraint(
                fields=["allocation", "purpose"], name="remainder_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.allocation}, {self.purpose}"

    @property
    def kept_total(self) -> Decimal:
        return sum((Decimal(amount) for amount in self.kept.values()), Decimal(0))
