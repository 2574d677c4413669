from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from budgets.books.models.books import Book
from budgets.books.states import (
    REQUEST_LIFE_CYCLE,
)
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.transitions.models import StateField


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
