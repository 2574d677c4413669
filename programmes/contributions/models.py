from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from programmes.yearly.models import Entry, Part, Programme
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.richtext.models import RichTextField


class Said(models.Model):
    """Something that somebody said, and when."""

    text = models.TextField(_("opmerking"), max_length=2000)
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True


@tracked()
class Remark(Said):
    """Opmerking bij een passage: what someone says of a few words of a part, until it is settled.

    It keeps the words themselves and no place in the text, so that it survives whatever the text becomes.
    """

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="+")
    quote = models.TextField(_("passage"), max_length=500)
    resolved_at = models.DateTimeField(_("opgelost op"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("opgelost door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("opmerking bij een passage")
        verbose_name_plural = _("opmerkingen bij passages")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["part", "resolved_at"], name="remark_open")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def area(self) -> Area:
        return self.part.area

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None


@tracked()
class Reply(Said):
    """Antwoord op een opmerking: what someone says to a remark."""

    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="replies")

    class Meta:
        verbose_name = _("antwoord op een opmerking")
        verbose_name_plural = _("antwoorden op opmerkingen")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:60]


class Change(models.TextChoices):
    """Soort wijziging: a text was changed, or a whole project was added or dropped."""

    TEXT = "text", _("gewijzigd")
    ADDED = "added", _("toegevoegd")
    DROPPED = "dropped", _("uit het programma gehaald")


@tracked()
class Amendment(models.Model):
    """Wijziging na vaststelling: what changed in an adopted programme, why, and what stood there before.

    Written once and never changed, so that a reader can always see what the college adopted.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey(
        Part, verbose_name=_("onderdeel"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    entry = models.ForeignKey(
        Entry, verbose_name=_("project"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    change = models.CharField(
        _("soort wijziging"), max_length=10, choices=Change.choices, default=Change.TEXT
    )
    before = RichTextField(_("zoals het is vastgesteld"), blank=True)
    after = RichTextField(_("zoals het nu is"), blank=True)
    reason = models.TextField(_("reden"), max_length=1000)
    decision_number = models.CharField(_("nummer van het besluit"), max_length=60, blank=True)
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("wijziging na vaststelling")
        verbose_name_plural = _("wijzigingen na vaststelling")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["programme", "at"], name="amendment_of_programme")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_says_why"),
            models.CheckConstraint(
                condition=Q(change="text") | Q(entry__isnull=False), name="amendment_adds_or_drops_projects"
            ),
            models.CheckConstraint(
                condition=Q(part__isnull=False, entry__isnull=True)
                | Q(part__isnull=True, entry__isnull=False),
                name="amendment_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.title}"

    @property
    def area(self) -> Area:
        return self.programme.area

    @property
    def is_whole(self) -> bool:
        """Whether a whole project was added or dropped, so that there are no two texts to compare."""
        return self.change != Change.TEXT

    @property
    def entry_was_added(self) -> bool:
        """Whether this is about a project that was not in what the college adopted."""
        return self.entry_id is not None and self.entry.added_at is not None

    @property
    def title(self) -> str:
        """What was changed, as a reader knows it."""
        return self.part.title if self.part_id else self.entry.title
