from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """Brief: one e-mail to one address, waiting in the outbox or sent."""

    to = models.EmailField(_("aan"))
    subject = models.CharField(_("onderwerp"), max_length=200)
    body = models.TextField(_("tekst"))
    key = models.CharField(_("sleutel"), max_length=200, unique=True, null=True, blank=True)
    written_at = models.DateTimeField(_("geschreven op"), default=timezone.now)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("brieven")
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.subject
