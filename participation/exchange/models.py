import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from participation.exchange.states import LIFE_CYCLE, SENT, WAITING
from participation.signals.models import Signal
from wijkportaal.foundation.api.models import AccessKey
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField


class Scope(models.TextChoices):
    """Bevoegdheid: what a system may do with its key."""

    HAND_IN = "hand_in", _("signalen doorgeven")
    FOLLOW = "follow", _("volgen hoe het met eigen signalen staat")


class Shape(models.TextChoices):
    """Taal van een meldsysteem: how a system wants to be spoken to."""

    OPEN311 = "open311", _("Open311 GeoReport v2")
    SIGNALEN = "signalen", _("Signalen")


@tracked(exclude=["digest", "used_at"])
class Key(AccessKey):
    """Toegangssleutel: lets one system come in, for what and until when. The key itself is kept nowhere."""

    made_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("gemaakt door")
    )

    class Meta:
        verbose_name = _("toegangssleutel")
        verbose_name_plural = _("toegangssleutels")
        ordering = ["-made_at", "-pk"]

    @property
    def may(self) -> list[str]:
        """What it is for, in words."""
        return [str(Scope(scope).label) for scope in self.scopes]


class Arrival(models.Model):
    """Binnengekomen signaal: which system handed a signal in, and under which mark; the same mark is the same signal."""

    signal = models.OneToOneField(
        Signal, on_delete=models.CASCADE, related_name="+", verbose_name=_("signaal")
    )
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+", verbose_name=_("sleutel"))
    mark = models.CharField(_("kenmerk"), max_length=80)
    uuid = models.UUIDField(unique=True, default=uuid.uuid4)
    at = models.DateTimeField(_("wanneer"), default=timezone.now)

    class Meta:
        verbose_name = _("binnengekomen signaal")
        verbose_name_plural = _("binnengekomen signalen")
        constraints = [models.UniqueConstraint(fields=["key", "mark"], name="arrival_once")]

    def __str__(self) -> str:
        return str(self.signal)


@tracked(exclude=["secret"])
class System(models.Model):
    """Meldsysteem: where signals go that are addressed to an organisation. Its key is kept encrypted."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("voor signalen aan")
    )
    shape = models.CharField(_("taal"), max_length=10, choices=Shape.choices)
    address = models.URLField(_("adres"), max_length=200)
    category = models.CharField(_("soort melding daar"), max_length=200)
    secret = models.TextField(blank=True, editable=False)
    is_active = models.BooleanField(_("in gebruik"), default=True)
    since = models.DateTimeField(_("sinds"), default=timezone.now)

    class Meta:
        verbose_name = _("meldsysteem")
        verbose_name_plural = _("meldsystemen")
        ordering = ["organisation__name"]

    def __str__(self) -> str:
        return str(self.organisation)


@tracked(exclude=["attempts", "due_at", "looked_at", "fault", "said"])
class Delivery(models.Model):
    """Doorgegeven signaal: a signal on its way to a melding system, and how it stands there."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="+", verbose_name=_("signaal"))
    system = models.ForeignKey(
        System, on_delete=models.PROTECT, related_name="+", verbose_name=_("meldsysteem")
    )
    state = StateField(LIFE_CYCLE)
    mark = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    their_id = models.CharField(_("kenmerk daar"), max_length=100, blank=True)
    said = models.TextField(_("wat het systeem zei"), blank=True)
    asked_at = models.DateTimeField(_("klaargezet op"), default=timezone.now)
    due_at = models.DateTimeField(_("aan de beurt op"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    fault = models.CharField(_("wat er misging"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("aangekomen op"), null=True, blank=True)
    looked_at = models.DateTimeField(_("laatst gekeken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("doorgegeven signaal")
        verbose_name_plural = _("doorgegeven signalen")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signal", "system"], condition=Q(state__in=[WAITING, SENT]), name="delivery_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state__in=[WAITING, SENT]), name="delivery_due"),
        ]

    def __str__(self) -> str:
        return f"{self.signal}: {self.system}"
