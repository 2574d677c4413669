from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budgets.ledger.models import Account, Entry
from budgets.payments.calculations import Told
from budgets.payments.states import EXPECTED, EXPECTED_LIFE, FILE_LIFE, LINE_LIFE
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.batches.models import Batch
from wijkportaal.foundation.transitions.models import StateField


@tracked()
class ExpectedPayment(models.Model):
    """Verwachte betaling: money that a room above asked for or promised, known by its reference.

    `amount` and `paid` are euros above zero; `incoming` says which way they go. What is paid moves in the
    ledger from one account to the other, on the same decision and document. `key` is the reference as it is compared.
    With an `entry` it was booked already and the bank only confirms it. `when_paid` names the job of the room
    above that follows when all is paid; it gets `source_id` as `pk`.
    """

    reference = models.CharField(_("betalingskenmerk"), max_length=50)
    key = models.CharField(max_length=35, unique=True, editable=False)
    description = models.CharField(_("omschrijving"), max_length=150)
    incoming = models.BooleanField(_("komt binnen"), default=False)
    amount = models.DecimalField(_("bedrag in euro"), max_digits=12, decimal_places=2)
    paid = models.DecimalField(
        _("betaald in euro"), max_digits=12, decimal_places=2, default=0, editable=False
    )
    paid_on = models.DateField(_("betaald op"), null=True, blank=True, editable=False)
    due_on = models.DateField(_("te betalen voor"), null=True, blank=True)
    from_account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name=_("van rekening")
    )
    to_account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name=_("naar rekening")
    )
    decision = models.CharField(_("besluit"), max_length=200)
    document = models.CharField(_("document"), max_length=200, blank=True)
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.BigIntegerField(null=True, blank=True)
    entry = models.ForeignKey(
        Entry,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("al geboekt met"),
    )
    when_paid = models.CharField(max_length=60, blank=True, editable=False)
    state = StateField(EXPECTED_LIFE)

    class Meta:
        verbose_name = _("verwachte betaling")
        verbose_name_plural = _("verwachte betalingen")
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        indexes = [
            models.Index(fields=["source_kind", "source_id"], name="expected_source"),
            models.Index(fields=["state", "due_on"], name="expected_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="expected_something"),
            models.CheckConstraint(
                condition=Q(entry__isnull=False) | Q(from_account__isnull=False, to_account__isnull=False),
                name="expected_moves_or_moved",
            ),
            models.CheckConstraint(
                condition=Q(paid__gte=0) & Q(paid__lte=F("amount")), name="expected_paid_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.description}"

    def get_absolute_url(self) -> str:
        return reverse("payments:payment", args=[self.pk])

    @property
    def outstanding(self) -> Decimal:
        return self.amount - self.paid

    @property
    def moved(self) -> Decimal:
        """What the ledger knows of it, in euros."""
        return self.amount if self.entry_id else self.paid

    @property
    def can_be_booked(self) -> bool:
        """Whether nobody said yet that it was paid, also not in part."""
        return self.state == EXPECTED and self.entry_id is None and not self.paid

    @property
    def can_be_cancelled(self) -> bool:
        """Whether a person may say that it will not come: nothing else waits for it."""
        return self.can_be_booked and not self.when_paid


@tracked(exclude=["plan"])
class StatementFile(Batch):
    """Bankbestand: an uploaded file of the bank, what it would settle, and whether it was read in."""

    state = StateField(FILE_LIFE)

    class Meta(Batch.Meta):
        verbose_name = _("bankbestand")
        verbose_name_plural = _("bankbestanden")

    def get_absolute_url(self) -> str:
        return reverse("payments:file", args=[self.pk])


# Who paid is kept out of the history: it is nobody's business but that of who settles the line.
@tracked(exclude=["text", "party_name", "party_iban", "account"])
class BankLine(models.Model):
    """Bankregel: one movement on an account of the gemeente (euros; below zero was paid out), once.

    `account` is the gemeente's own; `reference` is the bank's, within one statement.
    """

    file = models.ForeignKey(
        StatementFile, models.PROTECT, related_name="lines", verbose_name=_("bankbestand")
    )
    account = models.CharField(_("rekening van de gemeente"), max_length=34)
    statement = models.CharField(_("afschrift"), max_length=70)
    reference = models.CharField(_("kenmerk van de bank"), max_length=80)
    on = models.DateField(_("datum"))
    amount = models.DecimalField(_("bedrag in euro"), max_digits=12, decimal_places=2)
    end_to_end = models.CharField(_("kenmerk van de betaler"), max_length=70, blank=True)
    structured = models.CharField(_("betalingskenmerk"), max_length=140, blank=True)
    text = models.CharField(_("omschrijving"), max_length=1000, blank=True)
    party_name = models.CharField(_("naam van de ander"), max_length=140, blank=True)
    party_iban = models.CharField(_("rekening van de ander"), max_length=34, blank=True)
    state = StateField(LINE_LIFE)
    reason = models.TextField(_("reden"), blank=True)

    class Meta:
        verbose_name = _("bankregel")
        verbose_name_plural = _("bankregels")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["state", "-on", "-id"], name="bankline_state")]
        constraints = [
            models.UniqueConstraint(fields=["account", "statement", "reference"], name="bankline_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="bankline_moves_something"),
        ]

    def __str__(self) -> str:
        """Says no name and no account: this may come into a log."""
        return f"{self.statement}/{self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("payments:line", args=[self.pk])

    @property
    def told(self) -> Told:
        """What it says, as the matching reads it."""
        return Told(self.amount, (self.end_to_end, *self.structured.split()), self.text)


@tracked()
class Settlement(models.Model):
    """Verwerking: the part of a bank line (euros above zero) that paid something, with its entry in the ledger.

    `expected` is empty for a part that was booked straight on accounts. One that was undone stays, undone.
    """

    line = models.ForeignKey(
        BankLine, models.PROTECT, related_name="settlements", verbose_name=_("bankregel")
    )
    expected = models.ForeignKey(
        ExpectedPayment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="settlements",
        verbose_name=_("verwachte betaling"),
    )
    amount = models.DecimalField(_("bedrag in euro"), max_digits=12, decimal_places=2)
    entry = models.OneToOneField(
        Entry, models.PROTECT, null=True, related_name="+", verbose_name=_("boeking")
    )
    is_undone = models.BooleanField(_("ongedaan gemaakt"), default=False)
    made_at = models.DateTimeField(_("verwerkt op"), auto_now_add=True)

    class Meta:
        verbose_name = _("verwerking")
        verbose_name_plural = _("verwerkingen")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="settlement_something")]

    def __str__(self) -> str:
        return f"{self.line}: {self.amount}"

    @property
    def booking(self) -> Entry:
        """The entry that moved the money: its own, or the one with which the payment was booked before."""
        return self.entry or self.expected.entry
