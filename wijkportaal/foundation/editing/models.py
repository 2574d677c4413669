import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# No vowels, so that no id spells a word, and no letters that look like digits.
ID_LETTERS = "23456789bcdfghjkmnpqrstvwxz"


def new_public_id() -> str:
    """Make the short, lasting id of a record, as it stands in its address and beside a QR code."""
    return "".join(secrets.choice(ID_LETTERS) for _letter in range(7))


class Edited(models.Model):
    """A record that people edit in the browser: each save raises its version number.

    A form carries the version it was made from; a save with an older one is refused instead of overwriting.
    """

    version = models.PositiveIntegerField(_("versie"), default=1, editable=False)
    edited_at = models.DateTimeField(_("laatst bewerkt"), auto_now_add=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("bewerkt door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True


class Draft(models.Model):
    """Klad: what a person typed in a form that was not accepted yet (a mistake in it, or a second editor).

    One per person and form; it is shown again when the form is opened and goes when the form is saved.
    Not tracked in the history: it was never part of the record.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(_("onderwerp"), max_length=120)
    values = models.JSONField(_("wat er is getypt"), default=dict)
    base_version = models.PositiveIntegerField(_("gemaakt op versie"))
    saved_at = models.DateTimeField(_("bewaard op"), auto_now=True)

    class Meta:
        verbose_name = _("klad")
        verbose_name_plural = _("kladden")
        constraints = [models.UniqueConstraint(fields=["person", "subject"], name="draft_one_per_form")]

    def __str__(self) -> str:
        return f"{self.subject} ({self.person_id})"
