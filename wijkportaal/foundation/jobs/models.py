from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.jobs.states import DONE, FAILED, OPEN, STATES, WAITING


class Job(models.Model):
    """Taak: a piece of work for a worker, with its progress and how it ended."""

    kind = models.CharField(_("soort"), max_length=80)
    subject = models.CharField(_("onderwerp"), max_length=250)
    arguments = models.JSONField(_("gegevens"), default=dict)
    key = models.CharField(_("sleutel"), max_length=200, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=list(STATES.items()), default=WAITING)
    done = models.PositiveIntegerField(_("gedaan"), default=0)
    total = models.PositiveIntegerField(_("totaal"), default=0)
    message = models.CharField(_("melding"), max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gevraagd door"),
    )
    requested_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    due_at = models.DateTimeField(_("aan de beurt op"), default=timezone.now)
    sent_at = models.DateTimeField(_("naar de rij gestuurd op"), null=True, blank=True)
    lease_until = models.DateTimeField(_("levensteken geldig tot"), null=True, blank=True)
    finished_at = models.DateTimeField(_("afgerond op"), null=True, blank=True)

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(state__in=OPEN) & ~models.Q(key=""),
                name="job_open_key_unique",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=models.Q(state__in=OPEN), name="job_open_due")]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_done(self) -> bool:
        return self.state == DONE

    @property
    def is_failed(self) -> bool:
        return self.state == FAILED

    @property
    def percentage(self) -> int | None:
        """Whole per cent that is done, or None while that is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None
