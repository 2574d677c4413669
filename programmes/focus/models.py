from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from programmes.projects.models import year_field
from programmes.visions.models import Goal
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited


@tracked()
class Focus(Edited):
    """Focus: the few goals that an area has chosen for some years, and why these."""

    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    first_year = year_field(_("eerste jaar"))
    last_year = year_field(_("laatste jaar"))
    why = models.TextField(_("waarom deze doelen"), max_length=1000, blank=True)
    goals = models.ManyToManyField(Goal, through="FocusGoal", related_name="+")

    class Meta:
        verbose_name = _("focus")
        verbose_name_plural = _("focussen")
        ordering = ["-first_year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "first_year"], name="focus_one_per_area_and_year"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="focus_years_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.years}"

    @property
    def years(self) -> str:
        return (
            f"{self.first_year}–{self.last_year}"
            if self.last_year > self.first_year
            else str(self.first_year)
        )


@tracked()
class FocusGoal(models.Model):
    """Speerpunt: a goal that an area has chosen."""

    focus = models.ForeignKey(Focus, on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, verbose_name=_("doel"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("speerpunt")
        verbose_name_plural = _("speerpunten")
        constraints = [models.UniqueConstraint(fields=["focus", "goal"], name="focus_goal_once")]

    def __str__(self) -> str:
        return str(self.goal)


@tracked()
class RunLimit(models.Model):
    """Projectgrens: how many projects may run at once in an area, or of an organisation.

    Without area and organisation it holds for every one of its kind that has no limit of its own.
    """

    AREA, ORGANISATION = "area", "organisation"
    KINDS = [(AREA, _("per gebied")), (ORGANISATION, _("per organisatie"))]

    kind = models.CharField(_("soort"), max_length=12, choices=KINDS)
    area = models.ForeignKey(
        Area, verbose_name=_("gebied"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    at_most = models.PositiveSmallIntegerField(
        _("hoeveel projecten tegelijk"), validators=[MinValueValidator(1), MaxValueValidator(200)]
    )

    class Meta:
        verbose_name = _("projectgrens")
        verbose_name_plural = _("projectgrenzen")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "area", "organisation"], nulls_distinct=False, name="runlimit_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="area", organisation=None) | Q(kind="organisation", area=None),
                name="runlimit_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject or self.get_kind_display())

    @property
    def subject(self) -> Area | Organisation | None:
        """The area or organisation that it is about; None when it is about all."""
        return self.area or self.organisation
