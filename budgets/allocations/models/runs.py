from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from budgets.allocations.calculations import Policy
from budgets.allocations.models.fields import person_field
from budgets.allocations.states import (
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
from budgets.ledger.models import Account, Purpose
from budgets.ledger.states import MUST_BE_EMPTY_AT_CLOSE
from budgets.staffels.models import StaffelVersion
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.transitions.models import StateField

BIG_CHANGE = 25


# How many names a sentence lists.
NAMED = 8


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
    prepared_by = person_field(_("voorbereid door"))
    edited_by = person_field(_("het laatst gewijzigd door"))
    decided_by = person_field(_("vastgesteld door"))
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
