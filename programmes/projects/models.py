from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from areas.themes.models import Theme
from programmes.projects.calculations import FIRST_YEAR, LAST_YEAR, Quarter, period_label
from programmes.projects.states import CHECK_EVERY, LIFE_CYCLE, UNDER_WAY, UNFINISHED
from programmes.visions.models import Goal
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited, new_public_id
from wijkportaal.foundation.files.models import AttachedFile
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.richtext.models import RichTextField
from wijkportaal.foundation.transitions.models import StateField


def year_field(label, **options) -> models.PositiveSmallIntegerField:
    """A year that a project may plausibly be in."""
    limits = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    return models.PositiveSmallIntegerField(label, validators=limits, **options)


class Quarters(models.IntegerChoices):
    """Kwartaal: a quarter of a year."""

    FIRST = 1, _("1e kwartaal (januari–maart)")
    SECOND = 2, _("2e kwartaal (april–juni)")
    THIRD = 3, _("3e kwartaal (juli–september)")
    FOURTH = 4, _("4e kwartaal (oktober–december)")


class ProjectSource(models.TextChoices):
    """Herkomst: where the wish for a project came from."""

    VISION = "vision", _("wijk- of dorpsvisie")
    REPORT = "report", _("melding van een bewoner")
    PANEL = "panel", _("wijkpanel of dorpsbelang")
    MEETING = "meeting", _("keuzebijeenkomst")
    INITIATIVE = "initiative", _("initiatief van bewoners")
    COUNCIL = "council", _("gemeenteraad")
    POLICY = "policy", _("plan van de gemeente")
    PARTNER = "partner", _("plan van een partner")
    OTHER = "other", _("anders")


@tracked(exclude=["summary", "marker_longitude", "marker_latitude", "cost_total"])
class Project(Edited):
    """Project: something lasting that is done in an area; a programme of a year includes it.

    `summary`, the marker and `cost_total` are worked out from other columns when those are written, so that
    a list of thousands of projects need not read their long texts, borders and cost lines.
    """

    public_id = models.CharField(
        _("kenmerk"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, verbose_name=_("thema"), on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(
        Goal,
        verbose_name=_("doel uit de visie"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    title = models.CharField(_("titel"), max_length=120)
    what = RichTextField(_("wat gaan we doen"), blank=True)
    why = models.TextField(_("waarom doen we dit"), blank=True, max_length=3000)
    summary = models.CharField(_("samenvatting"), max_length=240, blank=True, editable=False)

    street = models.CharField(_("straat of plek"), max_length=200, blank=True)
    place = models.JSONField(_("plek op de kaart"), null=True, blank=True)
    marker_longitude = models.FloatField(null=True, editable=False)
    marker_latitude = models.FloatField(null=True, editable=False)

    lead_organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("trekker"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    lead_name = models.CharField(_("trekker, als die niet in de lijst staat"), max_length=150, blank=True)
    partners = models.ManyToManyField(
        Organisation, verbose_name=_("partners"), blank=True, through="Partnership", related_name="+"
    )
    other_partners = models.CharField(_("andere partners"), max_length=300, blank=True)
    residents_role = models.TextField(_("wat bewoners doen of kunnen doen"), blank=True, max_length=2000)

    start_year = year_field(_("begint in jaar"), null=True, blank=True)
    start_quarter = models.PositiveSmallIntegerField(
        _("begint in kwartaal"), choices=Quarters.choices, null=True, blank=True
    )
    end_year = year_field(_("klaar in jaar"), null=True, blank=True)
    end_quarter = models.PositiveSmallIntegerField(
        _("klaar in kwartaal"), choices=Quarters.choices, null=True, blank=True
    )
    cost_total = models.DecimalField(
        _("kosten"), max_digits=12, decimal_places=2, null=True, blank=True, editable=False
    )

    state = StateField(LIFE_CYCLE)
    state_reason = models.TextField(_("reden van de stand"), blank=True, editable=False)
    source = models.CharField(
        _("waar het idee vandaan komt"), max_length=20, choices=ProjectSource.choices, blank=True
    )
    source_note = models.CharField(_("toelichting op de herkomst"), max_length=200, blank=True)
    contact_name = models.CharField(_("contactpersoon"), max_length=150, blank=True)
    contact_phone = models.CharField(_("telefoonnummer voor vragen"), max_length=30, blank=True)
    contact_email = models.EmailField(_("e-mailadres voor vragen"), blank=True)

    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    checked_at = models.DateTimeField(_("stand bijgewerkt op"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("openbaar sinds"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projecten")
        constraints = [
            models.CheckConstraint(
                condition=Q(start_year__isnull=True, start_quarter__isnull=True)
                | Q(start_year__isnull=False, start_quarter__isnull=False)
                & Q(start_year__range=(FIRST_YEAR, LAST_YEAR), start_quarter__range=(1, 4)),
                name="project_start_is_a_quarter",
            ),
            models.CheckConstraint(
                condition=Q(end_year__isnull=True, end_quarter__isnull=True)
                | Q(end_year__isnull=False, end_quarter__isnull=False)
                & Q(end_year__range=(FIRST_YEAR, LAST_YEAR), end_quarter__range=(1, 4)),
                name="project_end_is_a_quarter",
            ),
            models.CheckConstraint(
                condition=Q(end_year__isnull=True)
                | Q(start_year__isnull=True)
                | Q(end_year__gt=F("start_year"))
                | Q(end_year=F("start_year"), end_quarter__gte=F("start_quarter")),
                name="project_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="project_newest"),
            models.Index(fields=["area", "state"], name="project_area_state"),
            models.Index(fields=["state", "checked_at"], name="project_unchecked"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """The id and title as they stand in the address of the project's page."""
        return f"{self.public_id}-{slugify(self.title)[:60]}".rstrip("-")

    def get_absolute_url(self) -> str:
        return reverse("projects:project", args=[self.address])

    @property
    def start(self) -> Quarter | None:
        return Quarter(self.start_year, self.start_quarter) if self.start_year else None

    @property
    def end(self) -> Quarter | None:
        return Quarter(self.end_year, self.end_quarter) if self.end_year else None

    @property
    def period(self) -> str:
        return period_label(self.start, self.end)

    @property
    def lead(self) -> str:
        """Who leads, by name: the organisation from the list, else the free text."""
        return str(self.lead_organisation) if self.lead_organisation_id else self.lead_name

    @property
    def is_finished(self) -> bool:
        return self.state not in UNFINISHED

    @property
    def is_unchecked(self) -> bool:
        """Whether it goes on and nobody said for a quarter of a year how it stands."""
        return self.state in UNDER_WAY and self.checked_at < timezone.now() - CHECK_EVERY

    @property
    def stamp(self) -> str:
        """Differs when the state, the period or a word on how it goes came in between."""
        return f"{self.checked_at.timestamp():.6f}"

    @property
    def is_public(self) -> bool:
        return self.published_at is not None


@tracked()
class Partnership(models.Model):
    """Partner: an organisation that takes part in a project beside the one that leads it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisatie"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [models.UniqueConstraint(fields=["project", "organisation"], name="partner_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class MoneySource(models.TextChoices):
    """Geldbron: who pays."""

    MUNICIPALITY = "municipality", _("gemeente")
    AREA_BUDGET = "area_budget", _("wijk- of dorpsbudget")
    HOUSING = "housing", _("woningcorporatie")
    PROVINCE = "province", _("provincie")
    STATE = "state", _("Rijk")
    FUND = "fund", _("fonds")
    RESIDENTS = "residents", _("bewoners en bedrijven")
    OTHER = "other", _("anders")


class Certainty(models.TextChoices):
    """Zekerheid: how sure an amount is."""

    FIXED = "fixed", _("vast")
    ESTIMATED = "estimated", _("geschat")
    REQUESTED = "requested", _("aangevraagd")


@tracked()
class CostLine(models.Model):
    """Kostenregel: what one source pays for a project, in euros, and how sure that is."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="costs")
    source = models.CharField(_("wie betaalt"), max_length=20, choices=MoneySource.choices)
    description = models.CharField(_("toelichting"), max_length=150, blank=True)
    amount = models.DecimalField(
        _("bedrag in euro"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )
    certainty = models.CharField(
        _("hoe zeker"), max_length=10, choices=Certainty.choices, default=Certainty.ESTIMATED
    )

    class Meta:
        verbose_name = _("kostenregel")
        verbose_name_plural = _("kostenregels")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="cost_not_negative")]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.amount}"

    @property
    def is_certain(self) -> bool:
        return self.certainty == Certainty.FIXED


@tracked()
class ProjectPhoto(models.Model):
    """Projectfoto: a picture of a project, in the order in which its page shows them."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="photos")
    picture = models.ForeignKey(Picture, verbose_name=_("foto"), on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("projectfoto")
        verbose_name_plural = _("projectfoto's")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "picture"], name="photo_once")]

    def __str__(self) -> str:
        return str(self.picture)


@tracked()
class ProjectDocument(AttachedFile):
    """Projectdocument: a document that belongs to a project, for everyone or only for who works on it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="documents")

    class Meta(AttachedFile.Meta):
        verbose_name = _("projectdocument")
        verbose_name_plural = _("projectdocumenten")

    def get_absolute_url(self) -> str:
        return reverse("projects:document", args=[self.project.public_id, self.pk])


class TrailKind(models.TextChoices):
    """Soort stap: what a line of the trail tells."""

    STATE = "state", _("nieuwe stand")
    PERIOD = "period", _("andere periode")
    PROGRAMME = "programme", _("in een programma")
    NOTE = "note", _("bericht")


@tracked()
class TrailLine(models.Model):
    """Spoor: one step in the public trail of a project, with the reason that residents can read.

    `old` and `new` are states (`planned`), quarters (`2026-1/2026-3`) or, for a programme, its year; a note has words alone. Its
    own table beside the technical history, because it is for residents: it says why, and never who.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="trail")
    kind = models.CharField(_("soort stap"), max_length=10, choices=TrailKind.choices)
    old = models.CharField(_("was"), max_length=40, blank=True)
    new = models.CharField(_("werd"), max_length=40, blank=True)
    reason = models.TextField(_("reden"), blank=True)
    at = models.DateTimeField(_("wanneer"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("stap in het spoor")
        verbose_name_plural = _("spoor")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["project", "-at"], name="trail_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.new}"
