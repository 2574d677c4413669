from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from budgets.books.models.books import Book
from budgets.ledger.models import append_only
from wijkportaal.foundation.audit.models import tracked


def today():
    return timezone.localdate()


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
