import secrets

import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.organisations.models import Organisation
from areas.territory.models import Area
from budgets.ledger.states import ACCOUNT_KINDS, FIRST_TASK_FIELD
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.people.models import Person

# Balanced at the end of the transaction: lines come one by one, the whole must add up.
BALANCED = """
SELECT COUNT(*), COALESCE(SUM(amount), 0) INTO lines, total FROM ledger_line WHERE entry_id = {entry};
IF lines < 2 OR total <> 0 THEN
    RAISE EXCEPTION 'ledger: entry % has % lines that add up to %', {entry}, lines, total
        USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""
TOTALS = [("lines", "bigint"), ("total", "numeric")]


def append_only() -> list[pgtrigger.Trigger]:
    """Triggers that keep rows as they were written, whatever SQL is sent.

    A database that is made to be thrown away (that of the tests) says so in `portaal.may_empty`.
    """
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="not_emptied",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="IF COALESCE(current_setting('portaal.may_empty', true), '') <> 'on' THEN"
            " RAISE EXCEPTION 'ledger: cannot empty %', TG_TABLE_NAME; END IF; RETURN NULL;",
        ),
    ]


@tracked()
class Purpose(models.Model):
    """Bestemming: what money of an area is meant for, with where it stands in the municipality's books."""

    name = models.CharField(gettext_lazy("naam"), max_length=60, unique=True)
    slug = models.SlugField(gettext_lazy("korte naam"), max_length=60, unique=True)
    task_field = models.CharField(
        gettext_lazy("taakveld (Iv3)"),
        max_length=5,
        default=FIRST_TASK_FIELD,
        validators=[RegexValidator(r"^\d{1,2}\.\d{1,2}$", gettext_lazy("Schrijf het taakveld als 6.1."))],
    )
    cost_centre = models.CharField(gettext_lazy("kostenplaats"), max_length=30, blank=True)
    position = models.PositiveSmallIntegerField(gettext_lazy("volgorde"), default=0)
    is_active = models.BooleanField(gettext_lazy("te kiezen bij nieuwe budgetten"), default=True)

    class Meta:
        verbose_name = gettext_lazy("bestemming")
        verbose_name_plural = gettext_lazy("bestemmingen")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["balance"])
class Account(models.Model):
    """Rekening: where money is, told apart by kind, area, purpose, year of the budget and who holds it.

    `balance` (euros) is written by the lines alone, and only where an account may not be overdrawn: the
    constraint on it holds against any number of bookings at once. Other accounts are summed when asked
    for, so that not every booking waits for one row (docs/adr/0085-ledger.md).
    """

    kind = models.CharField(gettext_lazy("soort"), max_length=12, choices=list(ACCOUNT_KINDS.items()))
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=gettext_lazy("gebied")
    )
    purpose = models.ForeignKey(
        Purpose,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("bestemming"),
    )
    year = models.PositiveSmallIntegerField(gettext_lazy("budgetjaar"), null=True, blank=True)
    holder = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("wie het geld heeft"),
    )
    goal = models.CharField(gettext_lazy("doel"), max_length=120, blank=True)
    may_be_overdrawn = models.BooleanField(gettext_lazy("mag onder nul staan"), default=False, editable=False)
    balance = models.DecimalField(
        gettext_lazy("saldo"), max_digits=14, decimal_places=2, default=0, editable=False
    )

    class Meta:
        verbose_name = gettext_lazy("rekening")
        verbose_name_plural = gettext_lazy("rekeningen")
        ordering = ["-year", "area__name", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "area", "purpose", "year", "holder", "goal"],
                nulls_distinct=False,
                name="account_once",
            ),
            models.CheckConstraint(
                condition=Q(balance__gte=0) | Q(may_be_overdrawn=True), name="account_not_overdrawn"
            ),
        ]
        indexes = [models.Index(fields=["area", "year"], name="account_area_year")]
        triggers = [
            pgtrigger.Trigger(
                name="opens_empty",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__balance__gt=0) | pgtrigger.Q(new__balance__lt=0),
                func="RAISE EXCEPTION 'ledger: an account opens empty';",
            ),
            pgtrigger.Trigger(
                name="balance_by_lines",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("balance"),
                # At depth 1 the update came from outside; the trigger of a line is one above it.
                func="IF pg_trigger_depth() < 2 THEN"
                " RAISE EXCEPTION 'ledger: only lines change a balance'; END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("ledger:account", args=[self.pk])

    @property
    def name(self) -> str:
        """What it is called, from what tells it apart: `Budget Vogelweide 2026, activiteiten`."""
        kind = str(ACCOUNT_KINDS[self.kind])
        words = [kind[0].upper() + kind[1:], self.area.name if self.area_id else "", str(self.year or "")]
        details = [self.purpose.name if self.purpose_id else "", self.goal]
        if self.holder_id:
            details.append(_("bij %(holder)s") % {"holder": self.holder.name})
        return ", ".join([" ".join(filter(None, words)), *filter(None, details)])


@tracked()
class Period(models.Model):
    """Boekjaar: a calendar year of bookings; once closed, nothing more is booked in it."""

    year = models.PositiveSmallIntegerField(gettext_lazy("jaar"), unique=True)
    closed_at = models.DateTimeField(gettext_lazy("gesloten op"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=gettext_lazy("gesloten door"),
    )

    class Meta:
        verbose_name = gettext_lazy("boekjaar")
        verbose_name_plural = gettext_lazy("boekjaren")
        ordering = ["-year"]
        triggers = [
            pgtrigger.Protect(
                name="stays_closed",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


def new_number() -> str:
    """Make the short, lasting number of a booking, as it stands on letters."""
    return "".join(secrets.choice("23456789BCDFGHJKMNPQRSTVWXZ") for _place in range(9))


@tracked()
class Entry(models.Model):
    """Boeking: money that moves between accounts on a day, with the decision and the document it rests on.

    Never changed or deleted. `key` is made by who asks, so that asking twice books once. `source_kind` and
    `source_id` name the record of a room above that it was booked for.
    """

    number = models.CharField(
        gettext_lazy("boekingsnummer"), max_length=12, unique=True, default=new_number, editable=False
    )
    key = models.CharField(max_length=120, unique=True)
    period = models.ForeignKey(
        Period, models.PROTECT, related_name="+", verbose_name=gettext_lazy("boekjaar")
    )
    on = models.DateField(gettext_lazy("datum"))
    description = models.CharField(gettext_lazy("omschrijving"), max_length=200)
    decision = models.CharField(gettext_lazy("besluit"), max_length=200)
    document = models.CharField(gettext_lazy("document"), max_length=200, blank=True)
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.BigIntegerField(null=True, blank=True)
    counters = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="countered_by",
        verbose_name=gettext_lazy("draait terug"),
    )
    reason = models.TextField(gettext_lazy("reden"), blank=True)
    booked_at = models.DateTimeField(gettext_lazy("geboekt op"), auto_now_add=True)
    booked_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("geboekt door"),
    )

    class Meta:
        verbose_name = gettext_lazy("boeking")
        verbose_name_plural = gettext_lazy("boekingen")
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["-on", "-id"], name="entry_newest"),
            models.Index(fields=["source_kind", "source_id"], name="entry_source"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(counters=None) | ~Q(reason=""), name="entry_counter_has_reason"
            ),
            models.CheckConstraint(condition=~Q(pk=F("counters")), name="entry_counters_another"),
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="open_period",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("closed", "timestamptz"), ("its_year", "integer")],
                # The lock makes who closes a year wait for bookings under way, and these for who closes.
                func="SELECT closed_at, year INTO closed, its_year FROM ledger_period"
                " WHERE id = NEW.period_id FOR SHARE;"
                " IF closed IS NOT NULL THEN RAISE EXCEPTION 'ledger: period % is closed', its_year; END IF;"
                ' IF EXTRACT(YEAR FROM NEW."on") <> its_year THEN'
                " RAISE EXCEPTION 'ledger: % is not in period %', NEW.\"on\", its_year; END IF; RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="balanced",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                declare=TOTALS,
                func=BALANCED.format(entry="NEW.id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.description}"

    def get_absolute_url(self) -> str:
        return reverse("ledger:entry", args=[self.number])


class Line(models.Model):
    """Boekingsregel: what an entry adds to one account (euros; below zero is taken from it)."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="lines")
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="lines", verbose_name=gettext_lazy("rekening")
    )
    amount = models.DecimalField(gettext_lazy("bedrag in euro"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = gettext_lazy("boekingsregel")
        verbose_name_plural = gettext_lazy("boekingsregels")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "account"], name="line_account_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="line_moves_something"),
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="balanced",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                declare=TOTALS,
                func=BALANCED.format(entry="NEW.entry_id"),
            ),
            pgtrigger.Trigger(
                name="moves_balance",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="UPDATE ledger_account SET balance = balance + NEW.amount"
                " WHERE id = NEW.account_id AND NOT may_be_overdrawn; RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.amount}"
