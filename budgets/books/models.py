import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from budgets.allocations.models import Allocation
from budgets.books.states import (
    ACCOUNT_LIFE_CYCLE,
    APPROVED,
    DIRECTIONS,
    DRAWN_UP,
    INCOME,
    MOVEMENT_KINDS,
    OPEN,
    PUBLISHED,
    PURSE_ICONS,
    PURSE_KINDS,
    REQUEST_LIFE_CYCLE,
    SENT,
    SPENDING,
    TRANSFER,
)
from budgets.ledger.models import append_only
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.transitions.models import StateField


def today():
    return timezone.localdate()


@tracked()
class Book(models.Model):
    """Kasboek: what the board of one area has, gets, spends and saves. Its own, apart from the gemeente's ledger."""

    area = models.OneToOneField(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisatie")
    )
    first_year = models.PositiveSmallIntegerField(_("eerste jaar"))
    set_up_on = models.DateField(_("ingericht op"), null=True, blank=True)

    class Meta:
        verbose_name = _("kasboek")
        verbose_name_plural = _("kasboeken")
        ordering = ["area__name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("books:book", args=[self.area.slug])

    @property
    def name(self) -> str:
        return self.organisation.name if self.organisation_id else self.area.name


@tracked()
class Purse(models.Model):
    """Geldplek: a bank account or cash box of a board. Without its number: nobody needs it here."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="purses")
    kind = models.CharField(_("soort"), max_length=10, choices=list(PURSE_KINDS.items()))
    name = models.CharField(_("naam"), max_length=60)
    is_active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        verbose_name = _("geldplek")
        verbose_name_plural = _("geldplekken")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["book", "name"], name="purse_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def icon(self) -> str:
        return PURSE_ICONS[self.kind]


@tracked()
class Category(models.Model):
    """Begrotingspost: a line of a board's own budget, for what comes in or what goes out."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="categories")
    direction = models.CharField(_("kant"), max_length=10, choices=list(DIRECTIONS.items()))
    name = models.CharField(_("naam"), max_length=60)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    is_active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        verbose_name = _("begrotingspost")
        verbose_name_plural = _("begrotingsposten")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["book", "direction", "name"], name="category_once")]

    def __str__(self) -> str:
        return self.name


@tracked()
class AnnualAccount(models.Model):
    """Jaarrekening: a year of a book, and how far its account is. Only an open year takes new lines."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="accounts")
    year = models.PositiveSmallIntegerField(_("jaar"))
    state = StateField(ACCOUNT_LIFE_CYCLE)
    note = models.TextField(_("toelichting"), blank=True, max_length=2000)
    meeting_on = models.DateField(_("ledenvergadering op"), null=True, blank=True)
    meeting_remark = models.TextField(_("opmerking van de ledenvergadering"), blank=True, max_length=1000)
    received_at = models.DateTimeField(_("ontvangen door de gemeente op"), null=True, blank=True)
    received_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ontvangen door")
    )
    document = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pdf")
    )

    class Meta:
        verbose_name = _("jaarrekening")
        verbose_name_plural = _("jaarrekeningen")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["book", "year"], name="annualaccount_year_once")]

    def __str__(self) -> str:
        return f"{self.book.name} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("books:account", args=[self.book.area.slug, self.year])

    @property
    def area(self) -> Area:
        return self.book.area

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def is_sent(self) -> bool:
        return self.state in {SENT, PUBLISHED}

    @property
    def is_approved(self) -> bool:
        return self.state in {APPROVED, SENT, PUBLISHED}

    @property
    def is_being_audited(self) -> bool:
        return self.state == DRAWN_UP

    def without_receipt(self) -> QuerySet["Movement"]:
        """Return the spending of this year that has no receipt and no word on why not."""
        return self.movements.filter(
            kind=SPENDING, receipts=None, counters=None, countered_by=None, amount__lt=0
        )

    def signatures(self) -> int:
        return self.auditors.filter(verdict=Verdict.AGREES).count()

    def earlier_open(self) -> bool:
        return self.book.accounts.filter(year__lt=self.year, state=OPEN).exists()

    def later_drawn_up(self) -> bool:
        return self.book.accounts.filter(year__gt=self.year).exclude(state=OPEN).exists()


class Verdict(models.TextChoices):
    """Oordeel: what a member of the kascommissie says of the account."""

    NONE = "", _("nog niet gekeken")
    AGREES = "agrees", _("akkoord")
    OBJECTS = "objects", _("niet akkoord")


@tracked()
class Auditor(models.Model):
    """Kascommissielid: someone whom the members chose to check a year; reads it through a signed link."""

    account = models.ForeignKey(AnnualAccount, models.CASCADE, related_name="auditors")
    name = models.CharField(_("naam"), max_length=150)
    email = models.EmailField(_("e-mailadres"))
    verdict = models.CharField(
        _("oordeel"), max_length=10, blank=True, choices=Verdict.choices, default=Verdict.NONE
    )
    remark = models.TextField(_("opmerking"), blank=True, max_length=1000)
    signed_at = models.DateTimeField(_("getekend op"), null=True, blank=True)

    class Meta:
        verbose_name = _("kascommissielid")
        verbose_name_plural = _("kascommissieleden")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["account", "email"], name="auditor_once")]

    def __str__(self) -> str:
        return self.name


@tracked()
class AccountStep(models.Model):
    """Stap van een jaarrekening: what happened to it and what was said with it. Written once."""

    account = models.ForeignKey(AnnualAccount, models.CASCADE, related_name="steps")
    name = models.CharField(_("stap"), max_length=20)
    by = models.CharField(_("wie, zonder naam"), max_length=60)
    remark = models.TextField(_("opmerking"), blank=True)
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("stap van een jaarrekening")
        verbose_name_plural = _("stappen van jaarrekeningen")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.account}: {self.name}"


@tracked()
class BudgetLine(models.Model):
    """Begroot bedrag: what a board expects to get or spend on a line of its budget in a year (euros)."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="budget")
    year = models.PositiveSmallIntegerField(_("jaar"))
    amount = models.DecimalField(_("bedrag in euro"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("begroot bedrag")
        verbose_name_plural = _("begrote bedragen")
        ordering = ["category"]
        constraints = [
            models.UniqueConstraint(fields=["category", "year"], name="budgetline_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="budgetline_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.year}: {self.amount}"


@tracked()
class Reserve(models.Model):
    """Reservering: money that a board keeps for a goal, over years."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="reserves")
    goal = models.CharField(_("doel"), max_length=100)
    target = models.DecimalField(
        _("hoeveel is nodig (euro)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    by_year = models.PositiveSmallIntegerField(_("nodig in"), null=True, blank=True)

    class Meta:
        verbose_name = _("reservering")
        verbose_name_plural = _("reserveringen")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["book", "goal"], name="reserve_goal_once")]

    def __str__(self) -> str:
        return self.goal

    @property
    def area(self) -> Area:
        return self.book.area


@tracked()
class ReserveStep(models.Model):
    """Stap van een reservering: euros set aside, or released (below zero), with the reason. Never changed."""

    reserve = models.ForeignKey(Reserve, models.PROTECT, related_name="steps")
    key = models.UUIDField(unique=True)
    on = models.DateField(_("datum"), default=today)
    amount = models.DecimalField(_("bedrag in euro"), max_digits=12, decimal_places=2)
    reason = models.CharField(_("toelichting"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("stap van een reservering")
        verbose_name_plural = _("stappen van reserveringen")
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="reservestep_moves_something")]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.reserve}: {self.amount}"


@tracked()
class VillageRequest(models.Model):
    """Verzoek aan het bestuur: what a villager asks money for, and what the board answered.

    Granted it is a planned expense, until the line that pays it. Name and address are the board's to read only.
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="requests")
    what = models.CharField(_("waarvoor"), max_length=120)
    explanation = models.TextField(_("toelichting"), blank=True, max_length=2000)
    amount = models.DecimalField(_("gevraagd bedrag in euro"), max_digits=12, decimal_places=2)
    wanted_on = models.DateField(_("wanneer is het nodig"))
    name = models.CharField(_("naam"), max_length=150)
    email = models.EmailField(_("e-mailadres"))
    state = StateField(REQUEST_LIFE_CYCLE)
    granted = models.DecimalField(
        _("toegezegd bedrag in euro"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    reason = models.TextField(_("antwoord van het bestuur"), blank=True, max_length=2000)
    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True)
    asked_at = models.DateTimeField(_("gevraagd op"), auto_now_add=True)

    class Meta:
        verbose_name = _("verzoek aan het bestuur")
        verbose_name_plural = _("verzoeken aan het bestuur")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["book", "state"], name="villagerequest_state")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="villagerequest_asks_something"),
            models.CheckConstraint(
                condition=Q(granted=None) | Q(granted__gt=0), name="villagerequest_granted"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("books:request", args=[self.book.area.slug, self.pk])

    @property
    def area(self) -> Area:
        return self.book.area


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
