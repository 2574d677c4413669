"""What can be followed of the floor below: areas, themes, and streets of an area."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.territory.models import Area
from areas.themes.models import Theme
from participation.subscriptions.calculations import street_of, street_title
from participation.subscriptions.registry import Subject, followable

AREA, THEME, STREET = "area", "theme", "street"


@followable(AREA, label=gettext_lazy("wijk of dorp"), icon="map-2")
def find_areas(idents: Iterable[str]) -> dict[str, Subject]:
    """Areas by their web address."""
    return {
        area.slug: Subject(area.name, area.get_absolute_url())
        for area in Area.objects.filter(slug__in=list(idents))
    }


@followable(THEME, label=gettext_lazy("thema"), icon="tags")
def find_themes(idents: Iterable[str]) -> dict[str, Subject]:
    """Themes by their web address; news of them comes from all areas."""
    return {
        theme.slug: Subject(theme.name, reverse("portal:home"))
        for theme in Theme.objects.filter(slug__in=list(idents))
    }


@followable(STREET, label=gettext_lazy("straat"), icon="road")
def find_streets(idents: Iterable[str]) -> dict[str, Subject]:
    """Streets, which have no table: the web address of the area and the name of the street."""
    parts = {ident: parts for ident in idents if (parts := parts_of_street(ident))}
    areas = {
        area.slug: area for area in Area.objects.filter(slug__in={slug for slug, _street in parts.values()})
    }
    return {
        ident: Subject(
            _("%(street)s in %(area)s") % {"street": street_title(street), "area": areas[slug].name},
            areas[slug].get_absolute_url(),
        )
        for ident, (slug, street) in parts.items()
        if slug in areas
    }


def street_ident(area: Area, street: str) -> str:
    """Return the id under which a street of an area is followed; raises ValueError for what is no street."""
    name = street_of(street)
    if name is None:
        raise ValueError(street)
    return f"{area.slug}:{name}"


def parts_of_street(ident: str) -> tuple[str, str] | None:
    """Return the area's web address and the street's name in an id, or None when it is none."""
    slug, _colon, street = ident.partition(":")
    return (slug, street) if slug and street_of(street) == street else None
