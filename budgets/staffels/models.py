import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from budgets.staffels.calculations.reading import read_draft
from budgets.staffels.calculations.scheme import Scheme
from budgets.staffels.states import ADOPTED, DRAFT, LIFE_CYCLE, PROPOSED
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.transitions.models import StateField


@tracked()
class Staffel(models.Model):
    """Staffel: the rule by which areas of the gemeente get money, through all its versions."""

    area = models.ForeignKey(Area, verbose_name=_("gemeente"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(_("webadres"), max_length=140, unique=True)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)

    class Meta:
        verbose_name = _("staffel")
        verbose_name_plural = _("staffels")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("staffels:staffel", args=[self.slug])


@tracked()
class StaffelVersion(Edited):
    """Staffelversie: what a staffel says from a year on, as data (docs/staffel-format.md), and who decided it.

    Once proposed the data never changes, also not by SQL: a change is a new version. `first_year` and `last_year`
    are written with the data, so that queries need not read it.
    """

    staffel = models.ForeignKey(
        Staffel, verbose_name=_("staffel"), on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("nummer"), editable=False)
    state = StateField(LIFE_CYCLE)
    body = models.JSONField(_("inhoud"), editable=False)
    first_year = models.PositiveSmallIntegerField(_("eerste jaar"), editable=False)
    last_year = models.PositiveSmallIntegerField(_("laatste jaar"), null=True, blank=True, editable=False)
    change = models.CharField(_("wat is er anders"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("voorgesteld door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    proposed_at = models.DateTimeField(_("voorgesteld op"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("vastgesteld door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("vastgesteld op"), null=True, blank=True, editable=False)
    decision = models.CharField(_("besluit"), max_length=300, blank=True, editable=False)
    lapse_reason = models.CharField(_("waarom vervallen"), max_length=1000, blank=True, editable=False)

    class Meta:
        verbose_name = _("staffelversie")
        verbose_name_plural = _("staffelversies")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["staffel", "number"], name="staffelversion_number_unique"),
            models.UniqueConstraint(
                fields=["staffel", "first_year"],
                condition=Q(state=ADOPTED),
                name="staffelversion_one_adopted_per_year",
            ),
            models.CheckConstraint(
                condition=Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="staffelversion_period_ordered",
            ),
            # A null (someone who was forgotten) passes; two that are the same never do.
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(proposed_by=None) | ~Q(decided_by=F("proposed_by")),
                name="staffelversion_four_eyes",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="proposed_stays",
                operation=pgtrigger.UpdateOf("body", "first_year", "last_year", "number", "staffel_id"),
                condition=~pgtrigger.Q(old__state=DRAFT),
            ),
            pgtrigger.Protect(
                name="proposed_is_kept",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state=DRAFT),
            ),
        ]

    def __str__(self) -> str:
        return _("%(staffel)s, versie %(number)s") % {"staffel": self.staffel, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("staffels:version", args=[self.pk])

    @property
    def area(self) -> Area:
        return self.staffel.area

    @cached_property
    def scheme(self) -> Scheme:
        """The data as a scheme. What is stored was read before, so it can be read again."""
        return read_draft(self.body)

    @property
    def faults(self) -> list[str]:
        """What must be put right before it can be proposed."""
        return self.scheme.faults()

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT

    @property
    def is_proposed(self) -> bool:
        return self.state == PROPOSED

    @property
    def is_adopted(self) -> bool:
        return self.state == ADOPTED
