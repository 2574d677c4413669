import uuid
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    BigIntegerRangeField,
    DateRangeField,
    RangeOperators,
)
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, FilteredRelation, Func, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.audit.models import tracked


class AreaKind(models.TextChoices):
    """Soort gebied: what the gemeente calls a piece of itself."""

    GEMEENTE = "gemeente", _("gemeente")
    WIJK = "wijk", _("wijk")
    DORP = "dorp", _("dorp")
    BUURT = "buurt", _("buurt")
    KERN = "kern", _("kern")
    OTHER = "other", _("ander gebied")


class Atlas(models.Model):
    """Atlas: the one row that every change of areas locks, and marks anew.

    The lock keeps two reforms from writing over each other; the mark is the key of everything that is
    worked out from the borders (maps, the tree for searching a point). It is random and no counter, so
    that a restored backup never meets a cache of what came after it.
    """

    mark = models.UUIDField(_("kenmerk"), default=uuid.uuid4)

    class Meta:
        verbose_name = _("atlas")
        verbose_name_plural = _("atlassen")


class Border(models.Model):
    """Grens: the outline of an area, never changed once written; versions of areas share it.

    GeoJSON in degrees (WGS84), longitude first. The box and the point inside are stored beside it, so that
    lists and small maps need not read the outline.
    """

    geometry = models.JSONField(_("geometrie"))
    checksum = models.CharField(_("controlegetal"), max_length=64, db_index=True)
    west = models.FloatField(_("west"))
    south = models.FloatField(_("zuid"))
    east = models.FloatField(_("oost"))
    north = models.FloatField(_("noord"))
    longitude = models.FloatField(_("lengtegraad van een punt erin"))
    latitude = models.FloatField(_("breedtegraad van een punt erin"))
    hectares = models.DecimalField(_("oppervlakte in hectare"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("grens")
        verbose_name_plural = _("grenzen")

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """The box around it: west, south, east, north in degrees."""
        return (self.west, self.south, self.east, self.north)


class AreaQuerySet(models.QuerySet):
    """Areas, asked for as they are on a day."""

    def today(self) -> "AreaQuerySet":
        """Keep the areas that exist today; needs no join."""
        day = timezone.localdate()
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gt=day))

    def on(self, day: date) -> "AreaQuerySet":
        """Keep the areas that exist on `day`, each with `name_then`, `parent_then` and `version_then` (ids)."""
        holds = Q(versions__valid_from__lte=day) & (
            Q(versions__valid_until=None) | Q(versions__valid_until__gt=day)
        )
        return (
            self.annotate(held=FilteredRelation("versions", condition=holds))
            .filter(held__isnull=False)
            .annotate(name_then=F("held__name"), parent_then=F("held__parent_id"), version_then=F("held__pk"))
        )


@tracked(exclude=["current", "ancestor_ids"])
class Area(models.Model):
    """Gebied: a gemeente, wijk, dorp, buurt or other piece of the map that people know by a name.

    The row holds what never changes (its kind and address on the web) and, beside it, what its versions say
    of today: name, parent, the period in which it exists. Those columns are written only by
    `territory.actions`; before an area exists they show its first version, afterwards its last.
    """

    kind = models.CharField(_("soort"), max_length=10, choices=AreaKind.choices)
    slug = models.SlugField(_("webadres"), max_length=120, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    frisian_name = models.CharField(_("Friese naam"), max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("ligt in")
    )
    starts_on = models.DateField(_("bestaat sinds"))
    ends_on = models.DateField(_("bestaat tot"), null=True, blank=True)
    current = models.OneToOneField(
        "AreaVersion", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("versie nu")
    )
    ancestor_ids = ArrayField(models.BigIntegerField(), verbose_name=_("ligt in (alle)"), default=list)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebied")
        verbose_name_plural = _("gebieden")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["kind", "name"]),
            models.Index(fields=["name"]),
            GinIndex(fields=["ancestor_ids"], name="area_ancestors"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portal:area", args=[self.slug])

    @property
    def both_names(self) -> str:
        """Its official and its Frisian name, the one in the language of the reader first."""
        if self.frisian_name in {"", self.name}:
            return self.name
        first, second = self.name, self.frisian_name
        return f"{second} / {first}" if get_language() == "fy" else f"{first} / {second}"

    @property
    def border(self) -> dict | None:
        """The outline of today as a GeoJSON geometry, or None; `select_related("current__border")` for lists."""
        return self.current.border.geometry if self.current and self.current.border else None

    @property
    def point(self) -> tuple[float, float] | None:
        """A point inside it (longitude, latitude), or None when it has no border."""
        border = self.current.border if self.current else None
        return (border.longitude, border.latitude) if border else None

    @property
    def has_ended(self) -> bool:
        return self.ends_on is not None and self.ends_on <= timezone.localdate()

    @property
    def has_started(self) -> bool:
        return self.starts_on <= timezone.localdate()

    @property
    def is_root(self) -> bool:
        return self.parent_id is None and self.kind == AreaKind.GEMEENTE


@tracked()
class AreaVersion(models.Model):
    """Gebiedsversie: what an area is called, lies in and looks like during one period.

    `valid_until` is the first day on which it no longer holds; empty means until further notice.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="versions", verbose_name=_("gebied"))
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)
    name = models.CharField(_("naam"), max_length=120)
    parent = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ligt in")
    )
    border = models.ForeignKey(
        Border, models.PROTECT, null=True, blank=True, related_name="versions", verbose_name=_("grens")
    )

    class Meta:
        verbose_name = _("gebiedsversie")
        verbose_name_plural = _("gebiedsversies")
        ordering = ["valid_from"]
        indexes = [models.Index(fields=["valid_from", "valid_until"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="version_period_forward",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("area")), name="version_not_its_own_parent"
            ),
            # Two range columns: ranges have a GiST operator class of their own, so that "one area, no
            # overlap" needs no btree_gist.
            ExclusionConstraint(
                name="version_periods_do_not_overlap",
                expressions=[
                    (
                        Func(
                            F("area_id"),
                            F("area_id"),
                            Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_until"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class AreaCode(models.Model):
    """Gebiedscode: the code that CBS (or the gemeente) gave an area in one year.

    CBS gives a code that fell free to another area later, so a code says which area only with its year.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="codes", verbose_name=_("gebied"))
    code = models.CharField(_("code"), max_length=20)
    year = models.PositiveSmallIntegerField(
        _("jaar"), validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )

    class Meta:
        verbose_name = _("gebiedscode")
        verbose_name_plural = _("gebiedscodes")
        ordering = ["year", "code"]
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="area_code_year_unique")]

    def __str__(self) -> str:
        return f"{self.code} ({self.year})"


@tracked()
class Succession(models.Model):
    """Opvolging: on a date an area took over (a share of) another that ended.

    The shares of one predecessor add up to 1; they follow the inhabitants, not the hectares.
    """

    predecessor = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("voorganger"))
    successor = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("opvolger"))
    on = models.DateField(_("op"))
    share = models.DecimalField(_("deel van de inwoners"), max_digits=7, decimal_places=6)

    class Meta:
        verbose_name = _("opvolging")
        verbose_name_plural = _("opvolgingen")
        ordering = ["on", "-share"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_unique"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_is_of_another"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="succession_share_up_to_one"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
