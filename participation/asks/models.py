from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited

# How long streets are left alone, and how often a year they are asked, when the gemeente has not said otherwise.
REST, A_YEAR = 60, 4


class AskKind(models.TextChoices):
    """Soort uitvraag: how residents are asked."""

    SURVEY = "survey", _("peiling of enquête")
    ROUND = "round", _("langs de deuren")
    MEETING = "meeting", _("bijeenkomst")
    CONSULTATION = "consultation", _("inspraak of meedenken")
    VOTE = "vote", _("stemming")
    LETTER = "letter", _("brief met een vraag")
    OTHER = "other", _("iets anders")


@tracked()
class Ask(Edited):
    """Uitvraag: an organisation asks residents of an area, or of some of its streets, something during some days."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    name = models.CharField(_("wat wordt gevraagd"), max_length=120)
    kind = models.CharField(_("hoe"), max_length=20, choices=AskKind.choices, default=AskKind.SURVEY)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("door wie")
    )
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    streets = models.JSONField(_("straten"), default=list, blank=True)
    addresses = models.PositiveIntegerField(
        _("aantal adressen"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    class Meta:
        verbose_name = _("uitvraag")
        verbose_name_plural = _("uitvragen")
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="ask_days")]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="ask_lasts")]

    def __str__(self) -> str:
        return self.name


@tracked()
class Street(models.Model):
    """Straat: a street of an area with its number of addresses, so that asks can name it and reach be laid beside it."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="+", verbose_name=_("gebied"))
    name = models.CharField(_("naam"), max_length=80)
    addresses = models.PositiveIntegerField(_("aantal adressen"), null=True, blank=True)

    class Meta:
        verbose_name = _("straat")
        verbose_name_plural = _("straten")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="street_once")]

    def __str__(self) -> str:
        return self.name


@tracked()
class AskRule(models.Model):
    """Uitvraagregel: how long the gemeente wants to leave a street alone, and how often a year it may be asked.

    There is one row. It warns and never refuses: who plans an ask decides.
    """

    rest = models.PositiveSmallIntegerField(
        _("dagen rust tussen twee uitvragen"), default=REST, validators=[MaxValueValidator(365)]
    )
    a_year = models.PositiveSmallIntegerField(
        _("hooguit zo vaak per jaar"),
        default=A_YEAR,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )

    class Meta:
        verbose_name = _("uitvraagregel")
        verbose_name_plural = _("uitvraagregels")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="askrule_one")]

    def __str__(self) -> str:
        return str(_("Regel voor uitvragen"))
