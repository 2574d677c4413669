from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area


class Postcode(models.Model):
    """Postcode: a postcode, or some house numbers of it, and the area they lie in.

    The table comes whole from a file and is replaced whole; what it was is in the import's file.
    """

    postcode = models.CharField(_("postcode"), max_length=6)
    first = models.PositiveIntegerField(_("huisnummer van"), null=True, blank=True)
    last = models.PositiveIntegerField(_("huisnummer tot en met"), null=True, blank=True)
    area = models.ForeignKey(Area, models.CASCADE, related_name="+", verbose_name=_("gebied"))

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        ordering = ["postcode", "first", "pk"]
        indexes = [models.Index(fields=["postcode"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(first=None) | Q(last=None) | Q(last__gte=F("first")),
                name="postcode_numbers_forward",
            )
        ]

    def __str__(self) -> str:
        return f"{self.postcode[:4]} {self.postcode[4:]}"
