from functools import cached_property

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from programmes.editions.documents import Design
from programmes.editions.states import ALL_VARIANTS, COVERS, MAP_COVER, PAPERS, PRINT, SCREEN
from programmes.printruns.calculations import copies_needed, grams_of
from programmes.printruns.states import DRAFT, LIFE_CYCLE, PRINTING, PUBLISHED
from programmes.projects.calculations import FIRST_YEAR, LAST_YEAR
from programmes.translations.states import DUTCH
from programmes.translations.states import LANGUAGES as OTHER_LANGUAGES
from programmes.yearly.models import Programme
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField

LANGUAGES = {DUTCH: _("Nederlands"), **OTHER_LANGUAGES}


def default_variants() -> list[str]:
    return [SCREEN, PRINT]


@tracked()
class PrintRun(Edited):
    """Drukgang: the programmes of a year that are printed together, for the areas that are chosen."""

    title = models.CharField(_("naam"), max_length=120)
    year = models.PositiveSmallIntegerField(
        _("jaar"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    paper = models.CharField(_("papier"), max_length=2, choices=list(PAPERS.items()), default="A4")
    cover = models.CharField(_("voorkant"), max_length=10, choices=list(COVERS.items()), default=MAP_COVER)
    language = models.CharField(
        _("taal"),
        max_length=5,
        choices=list(LANGUAGES.items()),
        default=DUTCH,
        help_text=_("Wat niet in deze taal is vertaald, komt er in het Nederlands in."),
    )
    variants = models.JSONField(_("uitvoeringen"), default=default_variants)
    whole_sheets = models.BooleanField(
        _("maak het aantal bladzijden een veelvoud van vier"),
        default=True,
        help_text=_("Dan kan de drukker het nieten. Bladzijden om op te schrijven vullen het aan."),
    )
    most_pages = models.PositiveSmallIntegerField(
        _("hoogste aantal bladzijden"), default=16, validators=[MinValueValidator(4), MaxValueValidator(200)]
    )
    spare_percentage = models.PositiveSmallIntegerField(
        _("extra exemplaren (procent)"),
        default=8,
        validators=[MaxValueValidator(100)],
        help_text=_("Zoveel meer dan er adressen zijn. Vijf tot tien is gewoon."),
    )
    paper_weight = models.PositiveSmallIntegerField(
        _("gewicht van het papier (gram per m²)"),
        default=100,
        validators=[MinValueValidator(50), MaxValueValidator(400)],
    )
    publish_when_made = models.BooleanField(_("geef uit zodra alles gemaakt is"), default=False)
    state = StateField(LIFE_CYCLE)
    made_at = models.DateTimeField(_("begonnen op"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("begonnen door")
    )
    approved_at = models.DateTimeField(_("goedgekeurd op"), null=True, editable=False)
    approved_by = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("goedgekeurd door"),
    )
    published_at = models.DateTimeField(_("uitgegeven op"), null=True, editable=False)

    class Meta:
        verbose_name = _("drukgang")
        verbose_name_plural = _("drukgangen")
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("printruns:overview", args=[self.pk])

    @property
    def design(self) -> Design:
        return Design(self.paper, self.cover, self.whole_sheets)

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT

    @property
    def is_printing(self) -> bool:
        return self.state == PRINTING

    @property
    def is_published(self) -> bool:
        return self.state == PUBLISHED

    @property
    def variant_labels(self) -> list[tuple[str, str]]:
        """The variants that are made, in the order of the list, with what they are called."""
        return [(key, label) for key, label in ALL_VARIANTS.items() if key in self.variants]


@tracked(exclude=["content", "findings"])
class AreaPrint(models.Model):
    """Gebied in een drukgang: what is printed of one area, what the check list found and how far it is.

    `content` is the brochure as it was when the proof was made. That is what is printed: texts that change
    afterwards change nothing, and the same content is never made twice.
    """

    run = models.ForeignKey(PrintRun, models.CASCADE, related_name="areas", verbose_name=_("drukgang"))
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", verbose_name=_("programma"))
    left_out = models.CharField(_("waarom weggelaten"), max_length=200, blank=True)
    addresses = models.PositiveIntegerField(_("aantal adressen"), null=True, blank=True)
    asked = models.CharField(_("gevraagd"), max_length=10, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+", verbose_name=_("taak"))
    content = models.JSONField(_("inhoud"), null=True)
    fingerprint = models.CharField(_("kenmerk van de inhoud"), max_length=64, blank=True)
    findings = models.JSONField(_("bevindingen"), default=list)
    checked_at = models.DateTimeField(_("nagekeken op"), null=True)

    class Meta:
        verbose_name = _("gebied in een drukgang")
        verbose_name_plural = _("gebieden in een drukgang")
        ordering = ["programme__area__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["run", "programme"], name="area_print_once")]

    def __str__(self) -> str:
        return f"{self.run}: {self.programme}"

    @property
    def area(self) -> Area:
        return self.programme.area

    @property
    def is_blocked(self) -> bool:
        """Whether the check list found something that may not be printed."""
        return any(finding["blocks"] for finding in self.findings)

    @cached_property
    def by_variant(self) -> "dict[str, PrintedFile]":
        return {file.variant: file for file in self.files.all()}

    @property
    def proof(self) -> "PrintedFile | None":
        return self.by_variant.get(PROOF_FILE)

    @property
    def finals(self) -> "list[PrintedFile]":
        """The files of what was approved, in the order of the variants."""
        return [self.by_variant[key] for key in ALL_VARIANTS if key in self.by_variant]

    @property
    def is_made(self) -> bool:
        """Whether every variant is there and nothing more is asked."""
        return not self.asked and all(variant in self.by_variant for variant in self.run.variants)

    @property
    def is_busy(self) -> bool:
        return bool(self.asked) and self.job is not None and self.job.is_open

    @property
    def has_failed(self) -> bool:
        return bool(self.asked) and self.job is not None and self.job.is_failed

    @property
    def pages(self) -> int:
        """How many pages go to the printer, as far as known."""
        made = self.by_variant.get(PRINT) or self.by_variant.get(SCREEN) or self.proof
        return made.pages if made else 0

    @property
    def copies(self) -> int | None:
        """How many are printed; None while the number of addresses is not known."""
        return None if self.addresses is None else copies_needed(self.addresses, self.run.spare_percentage)

    @property
    def grams(self) -> int:
        """What one copy weighs."""
        return grams_of(self.pages, paper=self.run.paper, weight=self.run.paper_weight)


PROOF_FILE = "proof"


@tracked()
class PrintedFile(models.Model):
    """Drukbestand: one file of an area in a print run, by the checksum of its bytes.

    Once the run is published the database refuses to change or delete it.
    """

    area_print = models.ForeignKey(AreaPrint, models.CASCADE, related_name="files")
    variant = models.CharField(
        _("uitvoering"), max_length=10, choices=[(PROOF_FILE, _("proef")), *ALL_VARIANTS.items()]
    )
    fingerprint = models.CharField(_("kenmerk van de inhoud"), max_length=64)
    file = models.CharField(_("bestand"), max_length=120)
    sha256 = models.CharField(_("controlegetal (SHA-256)"), max_length=64)
    size = models.PositiveIntegerField(_("grootte in bytes"))
    pages = models.PositiveSmallIntegerField(_("bladzijden"))
    is_frozen = models.BooleanField(_("ligt vast"), default=False)
    made_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)

    class Meta:
        verbose_name = _("drukbestand")
        verbose_name_plural = _("drukbestanden")
        ordering = ["pk"]
        indexes = [models.Index(fields=["fingerprint"], name="printed_file_fingerprint")]
        constraints = [
            models.UniqueConstraint(fields=["area_print", "variant"], name="printed_file_one_per_variant")
        ]
        triggers = [
            pgtrigger.Protect(
                name="keep_published",
                operation=pgtrigger.Delete | pgtrigger.Update,
                condition=pgtrigger.Q(old__is_frozen=True),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("printruns:file", args=[self.pk, self.file_name])

    @property
    def area(self) -> Area:
        return self.area_print.programme.area

    @property
    def file_name(self) -> str:
        """Name under which a reader, a printer or an archive saves it."""
        return file_name(self.area_print.programme, self.variant, self.area_print.run.language)


NAMES = {
    PROOF_FILE: "proef.pdf",
    "screen": "scherm.pdf",
    "print": "drukker.pdf",
    "archive": "archief.pdf",
    "large": "grote-letters.pdf",
    "text": "tekst.txt",
    "booklet": "boekje.pdf",
}


def file_name(programme: Programme, variant: str, language: str) -> str:
    """Return the name of a file of an area."""
    chosen = "" if language == DUTCH else f"-{language}"
    return f"programma-{programme.area.slug}-{programme.year}{chosen}-{NAMES[variant]}"


@tracked()
class Delivery(models.Model):
    """Bezorgregel: how many addresses of a street or postcode belong to an area.

    The table comes whole from a file and is replaced whole.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="+", verbose_name=_("gebied"))
    street = models.CharField(_("straat"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    addresses = models.PositiveIntegerField(_("adressen"))

    class Meta:
        verbose_name = _("bezorgregel")
        verbose_name_plural = _("bezorgregels")
        ordering = ["area__name", "street", "postcode", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(street="") | ~Q(postcode=""), name="delivery_says_where")
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.street, self.postcode]))
