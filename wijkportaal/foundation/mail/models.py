from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.models import tracked


class Letter(models.Model):
    """Brief: one e-mail to one address, waiting in the outbox, sent, or refused by the mail relay.

    A letter in bulk has no job of its own: one job takes many of them, so that tens of thousands of letters
    are one message in the queue and other work gets its turn.
    """

    to = models.EmailField(_("aan"))
    subject = models.CharField(_("onderwerp"), max_length=200)
    body = models.TextField(_("tekst"))
    key = models.CharField(_("sleutel"), max_length=200, unique=True, null=True, blank=True)
    written_at = models.DateTimeField(_("geschreven op"), default=timezone.now)
    headers = models.JSONField(_("extra kopregels"), default=dict, blank=True)
    in_bulk = models.BooleanField(_("in een partij"), default=False)
    due_at = models.DateTimeField(_("aan de beurt op"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)
    refused_at = models.DateTimeField(_("geweigerd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("brieven")
        ordering = ["-written_at"]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(in_bulk=True, sent_at=None, refused_at=None),
                name="letter_bulk_due",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


@tracked()
class Wording(models.Model):
    """Mailtekst: a sentence of a letter in the words of this gemeente, in place of the one that came with the portal."""

    place = models.CharField(_("onderdeel"), max_length=80)
    original = models.TextField(_("tekst van het portaal"))
    text = models.TextField(_("tekst van de gemeente"), max_length=2000)

    class Meta:
        verbose_name = _("mailtekst")
        verbose_name_plural = _("mailteksten")
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["place", "original"], name="wording_unique")]

    def __str__(self) -> str:
        return self.text[:80]
