import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField
from wijkportaal.portal.webhooks.states import ACTIVE, DELIVERY_CYCLE, WAITING, WEBHOOK_CYCLE


@tracked(exclude=["secret", "failing_since"])
class Webhook(models.Model):
    """Webhook: an address of another system, and what it wants to be told. Its secret is kept encrypted.

    `active_since`: what happened before that is not told. `failing_since`: since when nothing arrives.
    """

    name = models.CharField(_("naam"), max_length=80)
    address = models.URLField(_("adres"), max_length=300)
    kinds = ArrayField(models.CharField(max_length=40), verbose_name=_("wat er wordt gestuurd"), default=list)
    secret = models.TextField(editable=False)
    state = StateField(WEBHOOK_CYCLE)
    off_because = models.CharField(_("waarom uit"), max_length=300, blank=True, editable=False)
    active_since = models.DateTimeField(_("aan sinds"), default=timezone.now, editable=False)
    failing_since = models.DateTimeField(_("mislukt sinds"), null=True, blank=True, editable=False)
    made_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("gemaakt door")
    )
    made_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("webhooks:webhook", args=[self.pk])

    @property
    def is_active(self) -> bool:
        return self.state == ACTIVE


class Happening(models.Model):
    """Gebeurtenis: something that happened in the portal and that anyone may know of, as others are told.

    `key` names the line of the history that it follows from: read twice, it is there once.
    """

    key = models.CharField(_("sleutel"), max_length=120, unique=True)
    mark = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("soort"), max_length=40)
    at = models.DateTimeField(_("wanneer"))
    data = models.JSONField(_("wat"))

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["at"], name="happening_at")]

    def __str__(self) -> str:
        return self.kind


class ReadingMark(models.Model):
    """Leesstand: up to where the history of one table was read."""

    source = models.CharField(_("tabel"), max_length=80, unique=True)
    position = models.BigIntegerField(_("tot en met"))

    class Meta:
        verbose_name = _("leesstand")
        verbose_name_plural = _("leesstanden")

    def __str__(self) -> str:
        return self.source


@tracked(exclude=["attempts", "due_at", "fault", "answer", "milliseconds"])
class HookDelivery(models.Model):
    """Bezorging: one happening on its way to one webhook, and how it went the last time."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    happening = models.ForeignKey(
        Happening, on_delete=models.CASCADE, related_name="+", verbose_name=_("gebeurtenis")
    )
    state = StateField(DELIVERY_CYCLE)
    asked_at = models.DateTimeField(_("klaargezet op"), default=timezone.now)
    due_at = models.DateTimeField(_("aan de beurt op"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    sent_at = models.DateTimeField(_("aangekomen op"), null=True, blank=True)
    answer = models.PositiveSmallIntegerField(_("antwoord"), null=True, blank=True)
    milliseconds = models.PositiveIntegerField(_("hoe lang het duurde"), null=True, blank=True)
    fault = models.CharField(_("wat er misging"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bezorging")
        verbose_name_plural = _("bezorgingen")
        ordering = ["-asked_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["webhook", "happening"], name="hookdelivery_once")]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=WAITING), name="hookdelivery_due"),
            models.Index(fields=["webhook", "-asked_at"], name="hookdelivery_log"),
        ]

    def __str__(self) -> str:
        return f"{self.webhook}: {self.happening}"
