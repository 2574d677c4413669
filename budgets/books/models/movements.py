import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from budgets.allocations.models import Allocation
from budgets.books.models.accounts import AnnualAccount
from budgets.books.models.books import Category, Purse
from budgets.books.models.requests import VillageRequest
from budgets.books.models.reserves import Reserve
from budgets.books.states import (
    INCOME,
    MOVEMENT_KINDS,
    SPENDING,
    TRANSFER,
)
from budgets.ledger.models import append_only
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture


@tracked()
class Movement(models.Model):
    """Kasboekregel: money that came in, went out or changed place, on a day. Never changed or deleted.

    `amount` (euros) is what it adds to `purse`, below zero what it takes; a transfer adds the opposite to
    `other`. A mistake gets a line that `counters` it, with the reason. `party` is private: who paid or was paid.
    """

    account = models.ForeignKey(
        AnnualAccount, models.PROTECT, related_name="movements", verbose_name=_("jaar")
    )
    number = models.PositiveIntegerField(_("nummer"))
    key = models.UUIDField(unique=True)
    kind = models.CharField(_("soort"), max_length=10, choices=list(MOVEMENT_KINDS.items()))
    on = models.DateField(_("datum"))
    amount = models.DecimalField(_("bedrag in euro"), max_digits=12, decimal_places=2)
    purse = models.ForeignKey(Purse, models.PROTECT, related_name="+", verbose_name=_("rekening of kas"))
    other = models.ForeignKey(
        Purse, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("naar")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("begrotingspost")
    )
    purpose = models.CharField(_("waarvoor"), max_length=160)
    party = models.CharField(_("van wie of aan wie"), max_length=150, blank=True)
    reserve = models.ForeignKey(
        Reserve, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("uit reservering")
    )
    request = models.ForeignKey(
        VillageRequest, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("verzoek")
    )
    allocation = models.ForeignKey(
        Allocation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bijdrage van de gemeente"),
    )
    counters = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="countered_by",
        verbose_name=_("draait terug"),
    )
    reason = models.CharField(_("reden"), max_length=300, blank=True)
    booked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("geboekt door")
    )
    booked_at = models.DateTimeField(_("geboekt op"), auto_now_add=True)

    class Meta:
        verbose_name = _("kasboekregel")
        verbose_name_plural = _("kasboekregels")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["account", "-on", "-id"], name="movement_newest")]
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="movement_number_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="movement_moves_something"),
            models.CheckConstraint(
                condition=Q(kind=TRANSFER, other__isnull=False) & ~Q(other=F("purse"))
                | ~Q(kind=TRANSFER) & Q(other=None),
                name="movement_transfer_has_two_purses",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[INCOME, SPENDING], category__isnull=False)
                | ~Q(kind__in=[INCOME, SPENDING]) & Q(category=None),
                name="movement_has_its_category",
            ),
            models.CheckConstraint(
                condition=Q(counters=None) | ~Q(reason=""), name="movement_counter_has_reason"
            ),
            # A counter-line has the opposite sign of its kind; nothing else has.
            models.CheckConstraint(
                condition=Q(counters__isnull=False)
                | Q(kind=INCOME, amount__gt=0)
                | Q(kind__in=[SPENDING, TRANSFER], amount__lt=0)
                | Q(kind="opening"),
                name="movement_sign_of_its_kind",
            ),
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="open_year",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("its_state", "text"), ("its_year", "integer")],
                # The lock makes who draws up the account wait for lines under way, and these for who draws up.
                func="SELECT state, year INTO its_state, its_year FROM books_annualaccount"
                " WHERE id = NEW.account_id FOR SHARE;"
                " IF its_state <> 'open' THEN RAISE EXCEPTION 'books: year % is closed', its_year; END IF;"
                ' IF EXTRACT(YEAR FROM NEW."on") <> its_year THEN'
                " RAISE EXCEPTION 'books: % is not in year %', NEW.\"on\", its_year; END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.purpose}"

    def get_absolute_url(self) -> str:
        return reverse("books:movement", args=[self.account.book.area.slug, self.account.year, self.number])

    @property
    def area(self) -> Area:
        return self.account.book.area

    @property
    def label(self) -> str:
        """The number as one writes it on the receipt: `2026-014`."""
        return f"{self.account.year}-{self.number:03d}"

    @property
    def needs_receipt(self) -> bool:
        """Whether it is spending that stands; only then a receipt is asked for."""
        return self.kind == SPENDING and self.counters_id is None and not hasattr(self, "countered_by")


@tracked()
class Receipt(models.Model):
    """Bon: a photo or PDF that shows what a line of a book was, or a word on why there is none."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="receipts")
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("waarom er geen bon is"), max_length=200, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("bon")
        verbose_name_plural = _("bonnen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(picture__isnull=False, file=None, note="")
                | Q(picture=None, file__isnull=False, note="")
                | Q(picture=None, file=None) & ~Q(note=""),
                name="receipt_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.note or f"{self.movement.label}"

    @property
    def has_document(self) -> bool:
        return bool(self.picture_id or self.file_id)
