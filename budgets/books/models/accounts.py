from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from budgets.books.models.books import Book
from budgets.books.states import (
    ACCOUNT_LIFE_CYCLE,
    APPROVED,
    DRAWN_UP,
    OPEN,
    PUBLISHED,
    SENT,
    SPENDING,
)
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.files.models import StoredFile
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField


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

    def without_receipt(self) -> QuerySet:
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
