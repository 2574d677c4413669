from functools import reduce
from operator import or_

import pgtrigger
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from programmes.editions.states import VARIANTS
from programmes.translations.states import DUTCH, LANGUAGES
from programmes.yearly.models import Programme
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.people.models import Person

FROZEN = ("programme_id", "variant", "language", "is_proof", "file", "sha256", "size", "pages", "made_at")


def _differs(*columns: str) -> pgtrigger.Q:
    """A condition: an update gives one of these columns another value."""
    changes = [pgtrigger.Q(**{f"old__{column}__df": pgtrigger.F(f"new__{column}")}) for column in columns]
    return reduce(or_, changes)


@tracked()
class Edition(models.Model):
    """Uitgave: a brochure as it was printed: the file, by the checksum of its bytes.

    A proof shows a programme that is not published yet, and a newer one replaces it. The edition of a
    published programme is final: one per variant and language, and the database refuses to change or delete it.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="+", verbose_name=_("programma")
    )
    variant = models.CharField(_("uitvoering"), max_length=10, choices=list(VARIANTS.items()))
    language = models.CharField(
        _("taal"), max_length=5, choices=[(DUTCH, _("Nederlands")), *LANGUAGES.items()], default=DUTCH
    )
    is_proof = models.BooleanField(_("is een proef"))
    file = models.CharField(_("bestand"), max_length=120)
    sha256 = models.CharField(_("controlegetal (SHA-256)"), max_length=64)
    size = models.PositiveIntegerField(_("grootte in bytes"))
    pages = models.PositiveSmallIntegerField(_("bladzijden"))
    made_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    made_by = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gevraagd door"),
    )

    class Meta:
        verbose_name = _("uitgave")
        verbose_name_plural = _("uitgaven")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "variant", "language"],
                condition=Q(is_proof=False),
                name="edition_one_final",
            )
        ]
        triggers = [
            # Who asked may be forgotten when that person goes; what was printed may not.
            pgtrigger.Protect(
                name="keep_final",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__is_proof=False),
            ),
            pgtrigger.Protect(
                name="freeze_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__is_proof=False) & _differs(*FROZEN),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} ({self.get_variant_display()})"

    def get_absolute_url(self) -> str:
        return reverse("editions:download", args=[self.pk, self.file_name])

    @property
    def area(self) -> Area:
        return self.programme.area

    @property
    def file_name(self) -> str:
        """Name under which a reader saves it."""
        variant = "-drukker" if self.variant == "print" else ""
        proof = "-proef" if self.is_proof else ""
        language = "" if self.language == DUTCH else f"-{self.language}"
        return f"programma-{self.programme.area.slug}-{self.programme.year}{language}{variant}{proof}.pdf"

    def read(self) -> bytes:
        """Return the bytes of the file as it is in storage now."""
        with default_storage.open(self.file) as file:
            return file.read()
