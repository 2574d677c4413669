from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from programmes.translations.states import LANGUAGES
from programmes.yearly.models import Entry, Part, Programme
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.editing.models import Edited
from wijkportaal.foundation.richtext.models import RichTextField


@tracked()
class Translation(Edited):
    """Vertaling: one text of a programme in another language: its introduction, a part or a project.

    `source` tells of which Dutch text it is the translation, so that a later change of that is seen.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey(
        Part, verbose_name=_("onderdeel"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    entry = models.ForeignKey(
        Entry, verbose_name=_("project"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    language = models.CharField(_("taal"), max_length=5, choices=list(LANGUAGES.items()))
    intro = models.TextField(_("inleiding"), max_length=800, blank=True)
    title = models.CharField(_("titel"), max_length=150, blank=True)
    text = RichTextField(_("tekst"), blank=True)
    why = models.TextField(_("waarom"), blank=True)
    residents = models.TextField(_("wat bewoners doen"), blank=True)
    promise = models.CharField(_("wat we beloven"), max_length=400, blank=True)
    source = models.CharField(_("kenmerk van de Nederlandse tekst"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("vertaling")
        verbose_name_plural = _("vertalingen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "language", "part", "entry"],
                nulls_distinct=False,
                name="translation_once",
            ),
            models.CheckConstraint(
                condition=Q(part__isnull=True) | Q(entry__isnull=True), name="translation_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} ({self.get_language_display()})"

    @property
    def area(self) -> Area:
        return self.programme.area
