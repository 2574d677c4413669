from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.people.models import Person


class Scope(models.TextChoices):
    """Reikwijdte: what a program may do with the token of a person."""

    READ = "read", _("lezen wat u zelf mag zien")
    WRITE = "write", _("doen wat u zelf mag, zoals een signaal doorgeven")


class AccessKey(models.Model):
    """A secret that lets a program in: for what, and until when. The secret itself is kept nowhere."""

    name = models.CharField(_("van welk systeem"), max_length=80)
    start = models.CharField(_("begin van de sleutel"), max_length=8, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("mag"), default=list)
    valid_until = models.DateField(_("geldig tot en met"))
    made_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    used_at = models.DateTimeField(_("laatst gebruikt"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def works(self) -> bool:
        """Whether it opens something today."""
        return self.revoked_at is None and timezone.localdate() <= self.valid_until


@tracked(exclude=["digest", "used_at"])
class Token(AccessKey):
    """Toegangstoken: lets a program see and do what one person may, within its scopes, until its last day."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("van wie het is")
    )

    class Meta:
        verbose_name = _("toegangstoken")
        verbose_name_plural = _("toegangstokens")
        ordering = ["-made_at", "-pk"]

    @property
    def may(self) -> list[str]:
        """What it is for, in words."""
        return [str(Scope(scope).label) for scope in self.scopes]


class Reply(models.Model):
    """Bewaard antwoord: what was answered to a write, so that the same idempotency key gets the same once more.

    `mark` and `request` are checksums: of the key, and of what was sent with it.
    """

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("wie het stuurde")
    )
    mark = models.CharField(max_length=64)
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    location = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(_("wanneer"), default=timezone.now)

    class Meta:
        verbose_name = _("bewaard antwoord")
        verbose_name_plural = _("bewaarde antwoorden")
        constraints = [models.UniqueConstraint(fields=["person", "mark"], name="reply_once")]
        indexes = [models.Index(fields=["made_at"], name="reply_age")]

    def __str__(self) -> str:
        return self.mark[:8]
