from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from participation.moderation.calculations import (
    LINKS,
    NEWCOMERS_LINKS,
    NEWCOMERS_WORDS,
    WORDS,
    Limits,
)
from participation.moderation.registry import KINDS, Kind
from participation.moderation.states import LIFE_CYCLE, TO_DO
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.transitions.models import StateField


class Reason(models.TextChoices):
    """Soort bezwaar: why somebody thinks that something should not be on the site."""

    RUDE = "rude", _("Het is beledigend, bedreigend of discriminerend")
    PERSONAL = "personal", _("Er staat iets over mij of een ander in dat niemand hoort te weten")
    ON_PHOTO = "on_photo", _("Ik sta op de foto en wil dat niet")
    CHILD = "child", _("Mijn kind staat op de foto")
    SPAM = "spam", _("Het is reclame")
    UNTRUE = "untrue", _("Het klopt niet")
    OTHER = "other", _("Iets anders")


# What the writer wrote, and where to reach them, is in no history: it goes with its term and leaves nothing.
@tracked(exclude=["appeal", "address", "reports"])
class Case(models.Model):
    """Oordeel over een bijdrage: something that was reported or removed, who judged it, and the second judgement.

    `kind` and `ident` say which piece it is (moderation.registry). Of one piece at most one case waits.
    """

    kind = models.CharField(_("soort"), max_length=30)
    ident = models.CharField(_("kenmerk"), max_length=60)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", verbose_name=_("gebied"))
    state = StateField(LIFE_CYCLE)
    reports = models.PositiveIntegerField(_("aantal meldingen"), default=0)
    is_hidden = models.BooleanField(_("al van de site"), default=False)
    opened_at = models.DateTimeField(_("sinds"), default=timezone.now)

    writer = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("schrijver"),
    )
    address = models.EmailField(_("e-mailadres van de schrijver"), blank=True)
    reason = models.TextField(_("reden"), blank=True, max_length=1000)
    judged_by = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("beoordeeld door"),
    )
    judged_at = models.DateTimeField(_("beoordeeld op"), null=True, blank=True)
    appeal = models.TextField(_("waarom de schrijver het er niet mee eens is"), blank=True, max_length=1000)
    appealed_at = models.DateTimeField(_("tweede oordeel gevraagd op"), null=True, blank=True)
    second_reason = models.TextField(_("reden van het tweede oordeel"), blank=True, max_length=1000)
    second_by = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tweede oordeel door"),
    )
    second_at = models.DateTimeField(_("tweede oordeel op"), null=True, blank=True)

    class Meta:
        verbose_name = _("oordeel over een bijdrage")
        verbose_name_plural = _("oordelen over bijdragen")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "ident"], condition=Q(state__in=TO_DO), name="moderationcase_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["opened_at"], condition=Q(state__in=TO_DO), name="moderationcase_todo")
        ]

    def __str__(self) -> str:
        return f"{self.what.label if self.what else self.kind} {self.ident}"

    @property
    def what(self) -> Kind | None:
        """The kind of piece, or None when no room has it any more."""
        return KINDS.get(self.kind)

    @property
    def is_appealed(self) -> bool:
        return self.state == "appealed"


class Report(models.Model):
    """Klacht: somebody says that something should not be on the site. No history is kept of it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="complaints")
    reason = models.CharField(_("wat er mis is"), max_length=10, choices=Reason.choices)
    words = models.TextField(_("toelichting"), max_length=500, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("van wie")
    )
    at = models.DateTimeField(_("wanneer"), default=timezone.now)

    class Meta:
        verbose_name = _("klacht")
        verbose_name_plural = _("klachten")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="moderationreport_once_each")]

    def __str__(self) -> str:
        return str(self.get_reason_display())


LENGTH = (MinValueValidator(20), MaxValueValidator(2000))
MOST_LINKS = (MaxValueValidator(20),)


@tracked()
class CommentRule(models.Model):
    """Reactieregel: how long comments may be, how many links may stand in them, and which words are read first.

    There is one row; without it the usual limits hold.
    """

    words = models.PositiveSmallIntegerField(_("hooguit zoveel woorden"), default=WORDS, validators=LENGTH)
    links = models.PositiveSmallIntegerField(_("hooguit zoveel links"), default=LINKS, validators=MOST_LINKS)
    newcomers_words = models.PositiveSmallIntegerField(
        _("hooguit zoveel woorden van een nieuwkomer"), default=NEWCOMERS_WORDS, validators=LENGTH
    )
    newcomers_links = models.PositiveSmallIntegerField(
        _("hooguit zoveel links van een nieuwkomer"), default=NEWCOMERS_LINKS, validators=MOST_LINKS
    )
    watched = models.TextField(_("woorden die u eerst wilt lezen"), blank=True, max_length=4000)

    class Meta:
        verbose_name = _("reactieregel")
        verbose_name_plural = _("reactieregels")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="commentrule_one")]

    def __str__(self) -> str:
        return str(_("Regel voor reacties"))

    @property
    def limits(self) -> Limits:
        return Limits(self.words, self.links, self.newcomers_words, self.newcomers_links)

    @property
    def watched_words(self) -> list[str]:
        return [word.strip() for word in self.watched.splitlines() if word.strip()]
