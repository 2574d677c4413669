"""Areas with their borders, their figures, and who and what is there."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from areas.figures.catalogue import INDICATORS
from areas.figures.models import Figure
from areas.organisations.queries import (
    facilities_visible_to,
    organisations_visible_to,
    public_details,
    with_areas,
)
from areas.territory.models import Area, AreaCode
from participation.recognition.queries import public_list
from wijkportaal.portal.opendata.datasets import (
    AREA,
    GOVERNMENT,
    PAGE,
    REGIONS,
    SOCIETY,
    dataset,
    label,
    page_of,
    point,
    read,
)

VISITOR = AnonymousUser()


@dataset(
    "gebieden",
    title=_("Gebieden"),
    text=_("Alle wijken, dorpen en buurten van nu en van vroeger, met hun grenzen."),
    theme=REGIONS,
    has_shape=True,
    keywords=("wijken", "dorpen", "buurten", "grenzen"),
    columns={
        "gebied": _("kenmerk"),
        "naam": _("naam"),
        "naam_fries": _("naam in het Fries; leeg als er geen is"),
        "soort": _("gemeente, wijk, dorp, buurt, kern of ander gebied"),
        "ligt_in": _("kenmerk van het gebied waar het in ligt"),
        "codes": _("codes van het CBS of de gemeente, met het jaar"),
        "bestaat_sinds": _("eerste dag"),
        "bestaat_tot": _("eerste dag waarop het niet meer bestaat; leeg als het nog bestaat"),
        "hectare": _("oppervlakte in hectare"),
        **PAGE,
    },
)
def areas() -> Iterator[tuple]:
    codes = Prefetch("codes", AreaCode.objects.order_by("year", "code"))
    found = Area.objects.select_related("parent", "current__border").prefetch_related(codes).order_by("slug")
    for area in read(found):
        border = area.current.border if area.current else None
        yield (
            area.slug,
            area.name,
            area.frisian_name,
            label(area.get_kind_display()),
            area.parent.slug if area.parent else "",
            ", ".join(str(code) for code in area.codes.all()),
            area.starts_on,
            area.ends_on,
            border.hectares if border else None,
            page_of(area),
            area.border,
        )


@dataset(
    "indicatoren",
    title=_("Indicatoren"),
    text=_("Wat elk kerncijfer telt of meet, en in welke eenheid."),
    theme=SOCIETY,
    keywords=("indicatoren", "kerncijfers", "CBS"),
    columns={
        "indicator": _("kenmerk, zoals bij het CBS"),
        "betekenis": _("wat het cijfer telt of meet"),
        "eenheid": _("eenheid; leeg bij aantallen"),
        "decimalen": _("hoeveel cijfers achter de komma"),
    },
)
def indicators() -> Iterator[tuple]:
    for key, each in INDICATORS.items():
        yield key, label(each.label), label(each.unit), each.decimals


@dataset(
    "kerncijfers",
    title=_("Kerncijfers"),
    text=_("Cijfers van elk gebied door de jaren: inwoners, huishoudens, woningen, inkomen en meer."),
    theme=SOCIETY,
    keywords=("kerncijfers", "bevolking", "CBS"),
    columns={
        **AREA,
        "jaar": _("jaar"),
        "indicator": _("kenmerk van het cijfer; zie de dataset Indicatoren"),
        "betekenis": _("wat het cijfer telt of meet"),
        "waarde": _("het cijfer; leeg als de bron het niet geeft"),
        "eenheid": _("eenheid"),
        "geschat": _("of het een schatting is"),
        "bron": _("wie het zegt"),
        "toelichting": _("toelichting"),
    },
)
def figures() -> Iterator[tuple]:
    found = Figure.objects.filter(indicator__in=INDICATORS).select_related("area")
    for figure in read(found.order_by("area__slug", "indicator", "year")):
        yield (
            figure.area.slug,
            figure.area.name,
            figure.year,
            figure.indicator,
            label(figure.meaning.label),
            figure.value,
            label(figure.meaning.unit),
            figure.estimated,
            figure.source,
            figure.note,
        )


@dataset(
    "organisaties",
    title=_("Organisaties"),
    text=_("Wijkpanels, dorpsbelangen, partners en afdelingen, met waar ze werken. Alleen wat openbaar is."),
    theme=SOCIETY,
    keywords=("wijkpanels", "dorpsbelangen", "organisaties"),
    columns={
        "organisatie": _("kenmerk"),
        "naam": _("naam"),
        "soort": _("soort organisatie"),
        "gebieden": _("kenmerken van de gebieden waar zij werkt"),
        "telefoon": _("openbaar telefoonnummer"),
        "email": _("openbaar e-mailadres"),
        "website": _("openbare website"),
        "adres": _("openbaar adres"),
        **PAGE,
    },
)
def organisations() -> Iterator[tuple]:
    for each in read(with_areas(organisations_visible_to(VISITOR).filter(is_active=True)).order_by("slug")):
        details = public_details(each)
        yield (
            each.slug,
            each.name,
            label(each.get_kind_display()),
            ", ".join(served.area.slug for served in each.served_now),
            *(details.get(name, "") for name in ("phone", "email", "website", "address")),
            page_of(each),
        )


@dataset(
    "erkende-panels",
    title=_("Erkende panels"),
    text=_("Wijkpanels en dorpsbelangen die de gemeente erkent of erkende, en tot wanneer."),
    theme=GOVERNMENT,
    keywords=("wijkpanels", "erkenning"),
    columns={
        "organisatie": _("kenmerk"),
        "naam": _("naam"),
        "gebieden": _("kenmerken van de gebieden"),
        "erkend": _("of de erkenning vandaag geldt"),
        "van": _("eerste dag van de laatste erkenning"),
        "tot": _("eerste dag waarop die niet meer geldt"),
    },
)
def recognised() -> Iterator[tuple]:
    for standing in public_list():
        recognition = standing.current or standing.last
        yield (
            standing.organisation.slug,
            standing.organisation.name,
            ", ".join(area.slug for area in standing.areas),
            standing.current is not None,
            recognition.valid_from,
            recognition.valid_until,
        )


@dataset(
    "voorzieningen",
    title=_("Voorzieningen"),
    text=_("Wijkgebouwen, scholen, speelplekken en andere plekken, met waar ze liggen."),
    theme=REGIONS,
    has_shape=True,
    keywords=("voorzieningen", "wijkgebouwen"),
    columns={
        "voorziening": _("kenmerk"),
        "naam": _("naam"),
        "soort": _("soort plek"),
        **AREA,
        "adres": _("adres"),
        "openingstijden": _("openingstijden"),
        "toegankelijk": _("of men er met een rolstoel in kan"),
        "lengtegraad": _("lengtegraad (WGS84)"),
        "breedtegraad": _("breedtegraad (WGS84)"),
        **PAGE,
    },
)
def facilities() -> Iterator[tuple]:
    for each in read(facilities_visible_to(VISITOR).filter(is_active=True).order_by("pk")):
        yield (
            each.pk,
            each.name,
            label(each.get_kind_display()),
            each.area.slug,
            each.area.name,
            each.address,
            each.opening_hours,
            label(each.get_accessibility_display()),
            each.longitude,
            each.latitude,
            page_of(each),
            point(each.longitude, each.latitude),
        )
