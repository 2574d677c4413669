from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from wijkportaal.portal.search.calculations import LONGEST_WORD


# No history: all of it is worked out from other tables and can be made anew (docs/adr/0148-one-search.md).
class Entry(models.Model):
    """Zoekregel: one thing that can be found, with its words as they were when it was last looked at.

    Never shown on the word of this row alone: the room that owns the thing says each time who may see it. `is_public`
    only keeps what visitors may not see from taking the places of what they may.
    """

    source = models.CharField(_("bron"), max_length=30)
    object_id = models.BigIntegerField(_("sleutel in de bron"))
    kind = models.CharField(_("soort"), max_length=20)
    area = models.ForeignKey(
        Area, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("gebied")
    )
    year = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True)
    day = models.DateField(_("van"), null=True, blank=True)
    title = models.CharField(_("titel"), max_length=250)
    text = models.TextField(_("tekst"), blank=True)
    url = models.CharField(_("adres van de pagina"), max_length=300)
    is_public = models.BooleanField(_("openbaar"))
    # Of a document: where its file stands, and the words in it once a worker has read them.
    file = models.CharField(_("bestand"), max_length=300, blank=True)
    file_words = models.TextField(_("woorden in het bestand"), null=True, blank=True)  # noqa: DJ001 - null: not read
    search = SearchVectorField()
    title_search = SearchVectorField()

    class Meta:
        verbose_name = _("zoekregel")
        verbose_name_plural = _("zoekregels")
        ordering = ["source", "object_id"]
        constraints = [models.UniqueConstraint(fields=["source", "object_id"], name="entry_thing_once")]
        indexes = [GinIndex(fields=["search"], name="entry_search")]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """Zoekwoord: a word of some text, with the keys that it shares with what it may be mistyped as."""

    word = models.CharField(_("woord"), max_length=LONGEST_WORD, primary_key=True)
    keys = ArrayField(models.IntegerField(), verbose_name=_("sleutels"))

    class Meta:
        verbose_name = _("zoekwoord")
        verbose_name_plural = _("zoekwoorden")
        indexes = [GinIndex(fields=["keys"], name="word_keys")]

    def __str__(self) -> str:
        return self.word


class Change(models.Model):
    """Wijziging voor het zoeken: something was written of a thing since its row was made. Triggers write these."""

    source = models.CharField(_("bron"), max_length=30)
    object_id = models.BigIntegerField(_("sleutel in de bron"))

    class Meta:
        verbose_name = _("wijziging voor het zoeken")
        verbose_name_plural = _("wijzigingen voor het zoeken")
        ordering = ["pk"]
        indexes = [models.Index(fields=["source", "object_id"], name="change_thing")]

    def __str__(self) -> str:
        return f"{self.source} {self.object_id}"
