from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """One uploaded file and what it would change; the room that reads it adds `state` and what it asks more."""

    file = models.FileField(_("bestand"), upload_to="inlezen/%Y/")
    file_name = models.CharField(_("naam van het bestand"), max_length=200)
    checksum = models.CharField(_("controlegetal"), max_length=64)
    plan = models.JSONField(_("plan"), default=dict)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("geüpload door"),
    )
    uploaded_at = models.DateTimeField(_("geüpload op"), auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
