from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.organisations.states import ORGANISATION_KINDS
from areas.roles.queries import people_with_role
from areas.roles.states import BOARD_MEMBER
from areas.territory.models import Area
from programmes.projects.calculations import FIRST_YEAR, LAST_YEAR, Quarter, period_label
from programmes.projects.models import Project
from programmes.yearly.calculations import due_day, quarters_of_a_page
from programmes.yearly.states import (
    ADOPTED,
    DRAFT,
    LIFE_CYCLE,
    OPEN,
    PART_LIFE_CYCLE,
    PROPOSED,
    PUBLISHED,
    RETURNED,
    SIGNED,
)
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.richtext.calculations import word_count
from wijkportaal.foundation.richtext.models import RichTextField
from wijkportaal.foundation.transitions.models import StateField


class PanelAnswer(models.TextChoices):
    """Antwoord van het panel: what the panel or dorpsbelang said of a programme."""

    NONE = "", _("nog geen antwoord")
    AGREED = "agreed", _("akkoord")
    REMARKS = "remarks", _("opmerkingen")
    SKIPPED = "skipped", _("verder zonder antwoord")


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
    panel_answer = models.CharField(
        _("antwoord van het panel"), max_length=10, choices=PanelAnswer.choices, blank=True, editable=False
    )
    panel_words = models.TextField(_("opmerkingen van het panel"), blank=True, editable=False)
    panel_at = models.DateTimeField(_("panel antwoordde op"), null=True, blank=True, editable=False)
    panel_by = models.ForeignKey(
        Person,
        verbose_name=_("antwoord gegeven door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    decision_number = models.CharField(_("nummer van het collegebesluit"), max_length=60, blank=True)
    decision_date = models.DateField(_("datum van het collegebesluit"), null=True, blank=True)
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

    @property
    def is_proposed(self) -> bool:
        return self.state == PROPOSED

    @property
    def is_adopted(self) -> bool:
        """Whether the college decided on it, published or not yet."""
        return self.state in {ADOPTED, PUBLISHED}

    @property
    def has_panel(self) -> bool:
        """Whether somebody of a panel or dorpsbelang can look at it. One query."""
        return people_with_role(self.area, BOARD_MEMBER).exists()


class PartKind(models.TextChoices):
    """Soort onderdeel: what a part of the programme is about, in the order of the brochure."""

    FOREWORD = "foreword", _("voorwoord")
    PORTRAIT = "portrait", _("portret van het gebied")
    LOOK_BACK = "look_back", _("terugblik")
    PROJECTS = "projects", _("projecten per thema")
    HOUSING = "housing", _("de woningcorporatie")
    CARE_TEAM = "care_team", _("het sociaal wijkteam")
    PANEL = "panel", _("het wijkpanel of dorpsbelang")
    BUDGET = "budget", _("het budget")
    INITIATIVES = "initiatives", _("initiatieven van bewoners")
    AGENDA = "agenda", _("de agenda")
    PEOPLE = "people", _("wie is wie")


# These stand above a list that the portal makes itself, so they are whole without a text.
WITH_LIST = frozenset({PartKind.LOOK_BACK, PartKind.PROJECTS, PartKind.AGENDA, PartKind.PEOPLE})


class Asked(models.Model):
    """What is asked of a part: whether it must be there, and how long it may be."""

    kind = models.CharField(_("soort"), max_length=20, choices=PartKind.choices)
    title = models.CharField(_("kop"), max_length=120)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    required = models.BooleanField(_("moet erin"), default=False)
    word_limit = models.PositiveSmallIntegerField(
        _("hoogstens zoveel woorden"), null=True, blank=True, validators=[MinValueValidator(10)]
    )

    class Meta:
        abstract = True


@tracked()
class TemplatePart(Asked):
    """Sjabloononderdeel: a part that the gemeente wants in every new programme, and who supplies it by when."""

    supplier_kind = models.CharField(
        _("wie levert dit"), max_length=20, choices=list(ORGANISATION_KINDS.items()), blank=True
    )
    weeks_before = models.PositiveSmallIntegerField(
        _("weken vóór 1 januari klaar"), null=True, blank=True, validators=[MaxValueValidator(52)]
    )

    class Meta:
        verbose_name = _("sjabloononderdeel")
        verbose_name_plural = _("sjabloononderdelen")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title

    def due_on(self, year: int) -> date | None:
        """Return the last day to hand the part in for the programme of a year."""
        return None if self.weeks_before is None else due_day(year, self.weeks_before)


@tracked(exclude=["reminded_on"])
class Part(Asked, Edited):
    """Onderdeel: one text of a programme with its author and picture; an empty one is left out.

    Who supplies it signs it off; after `due_on` only the wijkmanager still changes it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="parts")
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
    due_on = models.DateField(_("inleveren vóór of op"), null=True, blank=True)
    state = StateField(PART_LIFE_CYCLE)
    returned_because = models.TextField(_("waarom teruggegeven"), blank=True, editable=False)
    signed_at = models.DateTimeField(_("afgetekend op"), null=True, blank=True, editable=False)
    signed_by = models.ForeignKey(
        Person,
        verbose_name=_("afgetekend door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    reminded_on = models.DateField(_("laatst herinnerd op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("onderdeel")
        verbose_name_plural = _("onderdelen")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["supplier", "state"], name="part_supplier_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self) -> Area:
        return self.programme.area

    @property
    def has_list(self) -> bool:
        return self.kind in WITH_LIST

    @property
    def is_signed(self) -> bool:
        return self.state == SIGNED

    @property
    def is_ready(self) -> bool:
        """Whether nothing more is expected: signed off, or written by the wijkmanager who needs not sign."""
        return self.is_signed or (self.supplier_id is None and (bool(self.text) or self.has_list))

    @property
    def holds_up(self) -> bool:
        """Whether the programme must wait: it is required, or a supplier is still busy with a text."""
        busy = self.supplier_id is not None and self.state != OPEN
        return not self.is_ready and (self.required or (busy and bool(self.text)))

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate() and not self.is_ready

    @property
    def is_closed_to_supplier(self) -> bool:
        """Whether the deadline has passed, after which a new date must be asked for."""
        return self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def is_returned(self) -> bool:
        return self.state == RETURNED

    @property
    def words(self) -> int:
        """How many words a reader sees."""
        return word_count(self.text)

    @property
    def quarters_of_a_page(self) -> int:
        """About how much of a page of the brochure it takes, in quarters."""
        return quarters_of_a_page(self.text)

    @property
    def words_over(self) -> int:
        """How many words there are more than was asked; 0 when it fits."""
        return max(0, self.words - self.word_limit) if self.word_limit else 0


class EntryQuerySet(models.QuerySet):
    """Entries, and those of them that are still in their programme."""

    def standing(self) -> "EntryQuerySet":
        """Leave out what was taken out after adoption."""
        return self.filter(dropped_at=None)


@tracked()
class Entry(Edited):
    """Opname: a project in the programme of a year, with its number on the map and what was promised.

    `agreed_…` is filled when the programme is adopted: what residents were told then, whatever the project
    became later. What is added or dropped after that says so, and a dropped one stays: it was promised.
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
    carried_from = models.ForeignKey(
        "self",
        verbose_name=_("overgenomen uit"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    look_back = models.CharField(
        _("terugblik"),
        max_length=500,
        blank=True,
        help_text=_("Wat is er vorig jaar beloofd, en wat kwam ervan terecht?"),
    )
    added_at = models.DateTimeField(_("toegevoegd na vaststelling op"), null=True, blank=True, editable=False)
    dropped_at = models.DateTimeField(
        _("uit het programma gehaald op"), null=True, blank=True, editable=False
    )
    dropped_because = models.TextField(_("waarom uit het programma"), blank=True, editable=False)
    agreed_title = models.CharField(_("titel bij vaststelling"), max_length=120, blank=True, editable=False)
    agreed_what = RichTextField(_("tekst bij vaststelling"), blank=True, editable=False)
    agreed_state = models.CharField(_("stand bij vaststelling"), max_length=30, blank=True, editable=False)
    agreed_start = models.PositiveSmallIntegerField(null=True, editable=False)
    agreed_end = models.PositiveSmallIntegerField(null=True, editable=False)
    agreed_cost = models.DecimalField(
        _("kosten bij vaststelling"), max_digits=12, decimal_places=2, null=True, editable=False
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("project in het programma")
        verbose_name_plural = _("projecten in het programma")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "project"], name="entry_project_once"),
            models.CheckConstraint(
                condition=Q(dropped_at=None) | ~Q(dropped_because=""), name="entry_dropped_says_why"
            ),
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
