from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from participation.ideas.states import ANSWERS, GIVEN
from wijkportaal.foundation.audit.models import tracked


@tracked()
class IdeaAnswer(models.Model):
    """Antwoord op een idee: what becomes of an idea that has no page of its own to say so, by whom, when and why."""

    kind = models.CharField(_("soort"), max_length=30, editable=False)
    ident = models.CharField(_("kenmerk"), max_length=60, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"), editable=False)
    # The answer must still be readable when the idea itself is gone.
    title = models.CharField(_("idee"), max_length=200, editable=False)
    answer = models.CharField(
        _("antwoord"), max_length=10, choices=[(key, label) for key, label in ANSWERS.items() if key in GIVEN]
    )
    why = models.TextField(_("waarom"), max_length=1000, blank=True)
    who = models.CharField(_("wie het oppakt"), max_length=150, blank=True)
    when = models.CharField(_("wanneer"), max_length=100, blank=True)
    given_at = models.DateTimeField(_("gegeven op"), default=timezone.now, editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("antwoord op een idee")
        verbose_name_plural = _("antwoorden op ideeën")
        ordering = ["-given_at"]
        constraints = [models.UniqueConstraint(fields=["kind", "ident"], name="ideaanswer_once")]

    def __str__(self) -> str:
        return self.title
