from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgets.grants.models import Application
from participation.initiatives.models import Initiative
from participation.signals.models import Signal
from participation.taskgroups.models import TaskGroup
from programmes.projects.models import Project
from wijkportaal.foundation.audit.models import tracked


@tracked()
class ProjectOrigin(models.Model):
    """Herkomst van een project: a signal or the initiative that it came from, or the taakgroep that works on it."""

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="+"
    )
    initiative = models.OneToOneField(
        Initiative,
        verbose_name=_("initiatief"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    group = models.OneToOneField(
        TaskGroup,
        verbose_name=_("taakgroep"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )

    signal = models.OneToOneField(
        Signal, verbose_name=_("signaal"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("herkomst van een project")
        verbose_name_plural = _("herkomst van projecten")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(initiative__isnull=False, group=None, signal=None)
                | Q(initiative=None, group__isnull=False, signal=None)
                | Q(initiative=None, group=None, signal__isnull=False),
                name="origin_of_one_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative or self.group or self.signal} → {self.project}"


@tracked()
class ApplicationOrigin(models.Model):
    """Herkomst van een aanvraag: the initiative for which its makers asked money."""

    application = models.OneToOneField(
        Application, verbose_name=_("aanvraag"), on_delete=models.CASCADE, related_name="+"
    )
    initiative = models.ForeignKey(
        Initiative, verbose_name=_("initiatief"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("herkomst van een aanvraag")
        verbose_name_plural = _("herkomst van aanvragen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.initiative} → {self.application}"
