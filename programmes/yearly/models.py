from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from programmes.projects.calculations import FIRST_YEAR, LAST_YEAR, Quarter, period_label
from programmes.projects.models import Project
from programmes.yearly.states import DRAFT, LIFE_CYCLE, PUBLISHED
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.richtext.models import RichTextField
from wijkportaal.foundation.transitions.models import StateField


@tracked()
class Programme(Edited):
    """Programma: what the parties promise to do in one area in one year.

    While it is a draft its texts change; once it is adopted every entry keeps what was agreed.
    """

    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(
        _("jaar"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    title = models.CharField(_("titel"), max_length=120)
    intro = models.TextField(
        _("inleiding"), blank=True, max_length=600, help_text=_("Twee of drie zinnen boven het programma.")
    )
    cover = models.ForeignKey(
        Picture,
        verbose_name=_("foto op de voorkant"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    state = StateField(LIFE_CYCLE)
    returned_because = models.TextField(_("waarom teruggegeven"), blank=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    adopted_at = models.DateTimeField(_("vastgesteld op"), null=True, blank=True, editable=False)
    adopted_by = models.ForeignKey(
        Person,
        verbose_name=_("vastgesteld door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    published_at = models.DateTimeField(_("gepubliceerd op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("programma")
        verbose_name_plural = _("programma's")
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="programme_one_per_area_and_year"),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)), name="programme_year_plausible"
            ),
        ]
        indexes = [models.Index(fields=["state", "-year"], name="programme_state_year")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("yearly:programme", args=[self.year, self.area.slug])

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == PUBLISHED


class PartKind(models.TextChoices):
    """Soort onderdeel: what a part of the programme is about, in the order of the brochure."""

    FOREWORD = "foreword", _("voorwoord")
    PORTRAIT = "portrait", _("portret van het gebied")
    LOOK_BACK = "look_back", _("terugblik")
    HOUSING = "housing", _("de woningcorporatie")
    CARE_TEAM = "care_team", _("het sociaal wijkteam")
    PANEL = "panel", _("het wijkpanel of dorpsbelang")
    BUDGET = "budget", _("het budget")
    INITIATIVES = "initiatives", _("initiatieven van bewoners")
    AGENDA = "agenda", _("de agenda")
    PEOPLE = "people", _("wie is wie")


@tracked()
class Part(Edited):
    """Onderdeel: one text of a programme with its author and picture; an empty one is left out."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(_("soort"), max_length=20, choices=PartKind.choices)
    title = models.CharField(_("kop"), max_length=120)
    text = RichTextField(_("tekst"), blank=True)
    supplier = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie die dit schrijft"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    author_name = models.CharField(_("naam van de schrijver"), max_length=150, blank=True)
    author_function = models.CharField(_("functie van de schrijver"), max_length=150, blank=True)
    picture = models.ForeignKey(
        Picture, verbose_name=_("foto"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("onderdeel")
        verbose_name_plural = _("onderdelen")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self) -> Area:
        return self.programme.area


@tracked()
class Entry(Edited):
    """Opname: a project in the programme of a year, with its number on the map and what was promised.

    `agreed_…` is filled when the programme is adopted: what residents were told then, whatever the project
    became later.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="entries")
    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("nummer op de kaart"))
    promise = models.CharField(
        _("wat we dit jaar beloven"),
        max_length=300,
        blank=True,
        help_text=_("Eén zin: wat is er aan het eind van het jaar klaar?"),
    )
    agreed_title = models.CharField(_("titel bij vaststelling"), max_length=120, blank=True, editable=False)
    agreed_what = RichTextField(_("tekst bij vaststelling"), blank=True, editable=False)
    agreed_state = models.CharField(_("stand bij vaststelling"), max_length=30, blank=True, editable=False)
    agreed_start = models.PositiveSmallIntegerField(null=True, editable=False)
    agreed_end = models.PositiveSmallIntegerField(null=True, editable=False)
    agreed_cost = models.DecimalField(
        _("kosten bij vaststelling"), max_digits=12, decimal_places=2, null=True, editable=False
    )

    class Meta:
        verbose_name = _("project in het programma")
        verbose_name_plural = _("projecten in het programma")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "project"], name="entry_project_once"),
            models.UniqueConstraint(
                fields=["programme", "number"], name="entry_number_once", deferrable=Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def area(self) -> Area:
        return self.programme.area

    @property
    def title(self) -> str:
        """The title as agreed, or as it is now while nothing is agreed yet."""
        return self.agreed_title or self.project.title

    @property
    def what(self) -> str:
        """The text as agreed, or as it is now."""
        return self.agreed_what if self.is_agreed else self.project.what

    @property
    def cost(self) -> Decimal | None:
        """What it costs in euros, as agreed or as it is now; None when unknown."""
        return self.agreed_cost if self.is_agreed else self.project.cost_total

    @property
    def period(self) -> str:
        """When it will be done, as agreed or as it is planned now."""
        return self.agreed_period or self.project.period

    @property
    def is_agreed(self) -> bool:
        return bool(self.agreed_title)

    @property
    def agreed_period(self) -> str:
        """When residents were told that it would be done; empty while nothing is agreed."""
        if not self.is_agreed:
            return ""
        return period_label(Quarter.at(self.agreed_start), Quarter.at(self.agreed_end))

    @property
    def has_slipped(self) -> bool:
        """Whether the project now ends in a later quarter than was agreed."""
        now = self.project.end or self.project.start
        agreed = self.agreed_end if self.agreed_end is not None else self.agreed_start
        return agreed is not None and now is not None and now.index > agreed


@tracked()
class AgendaItem(Edited):
    """Agendapunt: something to go to in the year of the programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="agenda")
    date = models.DateField(_("datum"))
    time = models.CharField(_("tijd"), max_length=40, blank=True)
    title = models.CharField(_("wat"), max_length=150)
    place = models.CharField(_("waar"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        ordering = ["date", "id"]

    def __str__(self) -> str:
        return f"{self.date}: {self.title}"

    @property
    def area(self) -> Area:
        return self.programme.area
