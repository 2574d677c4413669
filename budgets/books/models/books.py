from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from budgets.books.states import (
    DIRECTIONS,
    PURSE_ICONS,
    PURSE_KINDS,
)
from wijkportaal.foundation.audit.models import tracked


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
