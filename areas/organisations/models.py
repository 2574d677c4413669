from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.states import (
    ACCESSIBILITY,
    FACILITY_ICONS,
    FACILITY_KINDS,
    FUNCTION_KINDS,
    ORGANISATION_ICONS,
    ORGANISATION_KINDS,
)
from areas.territory.models import Area
from wijkportaal.foundation.audit.models import tracked
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.richtext.models import RichTextField


def today():
    return timezone.localdate()


class Period(models.Model):
    """A period: `valid_until` is the first day after it; empty is until further notice."""

    valid_from = models.DateField(_("vanaf"), default=today)
    valid_until = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="%(class)s_period_ordered",
            )
        ]


@tracked()
class Organisation(models.Model):
    """Organisatie: a panel, dorpsbelang, partner or department that works in one or more areas.

    Each contact detail has its own yes or no for the public; the default is no.
    """

    kind = models.CharField(_("soort"), max_length=20, choices=list(ORGANISATION_KINDS.items()))
    name = models.CharField(_("naam"), max_length=150)
    slug = models.SlugField(_("adres van de pagina"), max_length=160, unique=True)
    description = RichTextField(_("wat de organisatie doet"), blank=True)
    logo = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    phone = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    phone_public = models.BooleanField(_("telefoonnummer is openbaar"), default=False)
    email = models.EmailField(_("e-mailadres"), blank=True)
    email_public = models.BooleanField(_("e-mailadres is openbaar"), default=False)
    website = models.URLField(_("website"), blank=True)
    website_public = models.BooleanField(_("website is openbaar"), default=False)
    address = models.CharField(_("adres"), max_length=200, blank=True)
    address_public = models.BooleanField(_("adres is openbaar"), default=False)
    areas = models.ManyToManyField(
        Area, through="ServedArea", related_name="+", verbose_name=_("werkt in"), blank=True
    )
    is_active = models.BooleanField(_("bestaat nog"), default=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:organisation", args=[self.slug])

    @property
    def icon(self) -> str:
        return ORGANISATION_ICONS[self.kind]


@tracked()
class ServedArea(Period):
    """Werkgebied: an area in which an organisation works, during a period."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="served", verbose_name=_("organisatie")
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))

    class Meta(Period.Meta):
        verbose_name = _("werkgebied")
        verbose_name_plural = _("werkgebieden")
        ordering = ["pk"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "area"], condition=Q(valid_until=None), name="servedarea_open_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.area}"


@tracked()
class Function(Period):
    """Functie: what someone is in an organisation, with the face and the numbers to reach them.

    `person` links to the one who signs in, if any; without it `name` stands alone. Without areas of its own
    the function counts for all areas of the organisation.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="functions", verbose_name=_("organisatie")
    )
    kind = models.CharField(_("functie"), max_length=20, choices=list(FUNCTION_KINDS.items()))
    title = models.CharField(_("functie in eigen woorden"), max_length=100, blank=True)
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("persoon in het portaal"),
    )
    name = models.CharField(_("naam"), max_length=150)
    name_public = models.BooleanField(_("naam is openbaar"), default=True)
    phone = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    phone_public = models.BooleanField(_("telefoonnummer is openbaar"), default=False)
    email = models.EmailField(_("e-mailadres"), blank=True)
    email_public = models.BooleanField(_("e-mailadres is openbaar"), default=False)
    photo = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("foto")
    )
    photo_public = models.BooleanField(_("foto is openbaar"), default=False)
    availability = models.CharField(_("wanneer te bereiken"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    areas = models.ManyToManyField(
        Area, through="FunctionArea", related_name="+", verbose_name=_("voor"), blank=True
    )

    class Meta(Period.Meta):
        verbose_name = _("functie")
        verbose_name_plural = _("functies")
        ordering = ["position", "name", "pk"]
        indexes = [models.Index(fields=["organisation", "valid_until"])]

    def __str__(self) -> str:
        return f"{self.name}, {self.shown_title}"

    @property
    def shown_title(self) -> str:
        return self.title or str(self.get_kind_display())


@tracked()
class FunctionArea(models.Model):
    """Gebied van een functie: an area for which this one person of the organisation works."""

    function = models.ForeignKey(Function, models.CASCADE, related_name="+", verbose_name=_("functie"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))

    class Meta:
        verbose_name = _("gebied van een functie")
        verbose_name_plural = _("gebieden van een functie")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["function", "area"], name="function_area_unique")]

    def __str__(self) -> str:
        return f"{self.function}: {self.area}"


@tracked()
class Facility(models.Model):
    """Voorziening: a place in an area, such as a wijkgebouw, a school or a playground."""

    kind = models.CharField(_("soort"), max_length=20, choices=list(FACILITY_KINDS.items()))
    name = models.CharField(_("naam"), max_length=150)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("gebied"))
    # WGS84, 6 decimals is a decimetre.
    longitude = models.DecimalField(_("lengtegraad"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("breedtegraad"), max_digits=8, decimal_places=6, null=True, blank=True)
    address = models.CharField(_("adres"), max_length=200, blank=True)
    opening_hours = models.TextField(_("openingstijden"), blank=True, max_length=1000)
    phone = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    website = models.URLField(_("website"), blank=True)
    manager = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("beheerder")
    )
    accessibility = models.CharField(
        _("toegankelijk met rolstoel"), max_length=10, choices=list(ACCESSIBILITY.items()), default="unknown"
    )
    is_active = models.BooleanField(_("bestaat nog"), default=True)

    class Meta:
        verbose_name = _("voorziening")
        verbose_name_plural = _("voorzieningen")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="facility_point_whole",
            )
        ]
        indexes = [models.Index(fields=["area", "kind"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:facility", args=[self.pk])

    @property
    def icon(self) -> str:
        return FACILITY_ICONS[self.kind]

    @property
    def has_point(self) -> bool:
        return self.longitude is not None and self.latitude is not None
