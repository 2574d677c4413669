"""Where the money goes: the open book of each area, money flows of public years, public decisions."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from budgets.decisions.queries import public_decisions
from budgets.flows.documents import export_rows
from budgets.flows.queries import amounts, public_years
from budgets.openbook.queries import sums_of
from wijkportaal.portal.opendata.datasets import (
    AREA,
    ECONOMY,
    GOVERNMENT,
    PAGE,
    dataset,
    label,
    page_of,
    read,
)


@dataset(
    "geld-per-gebied",
    title=_("Geld per gebied"),
    text=_(
        "Wat elk gebied kreeg, wat is besteed en wat er nog is, per jaar en bestemming, uit het grootboek."
    ),
    theme=ECONOMY,
    keywords=("wijkbudget", "dorpsbudget", "begroting"),
    columns={
        **AREA,
        "jaar": _("jaar van het geld"),
        "bestemming": _("waarvoor"),
        "gekregen": _("euro"),
        "besteed": _("euro"),
        "nog_te_verantwoorden": _("euro bij een bestuur, waarvan nog rekening moet komen"),
        "over": _("euro"),
    },
)
def money() -> Iterator[tuple]:
    # An area at a time: its sums are few, those of all areas and years together need not be held.
    for area in read(Area.objects.only("slug", "name").order_by("slug")):
        for year in sums_of(area):
            for row in year.rows:
                yield (
                    area.slug,
                    area.name,
                    year.year,
                    row.purpose,
                    row.got,
                    row.spent,
                    row.at_board,
                    row.left,
                )


@dataset(
    "geldstromen",
    title=_("Geldstromen"),
    text=_(
        "Al het geld dat naar gebieden gaat, van wie en waarvoor, en hoe zeker dat is. Van openbare jaren."
    ),
    theme=ECONOMY,
    keywords=("geldstromen", "wijkeconomie"),
    columns={
        "gebiedsnaam": _("naam van het gebied"),
        "jaar": _("jaar"),
        "bron": _("van wie"),
        "doel": _("waarvoor"),
        "omschrijving": _("wat precies"),
        "bedrag": _("euro"),
        "zekerheid": _("hoe zeker het is"),
        "blijkt_uit": _("waar dat uit blijkt"),
    },
)
def flows() -> Iterator[tuple]:
    for year in public_years():
        yield from export_rows(amounts(year=year))


@dataset(
    "besluiten",
    title=_("Besluiten over geld"),
    text=_("Openbare beschikkingen. Wie een persoon is, staat er niet bij."),
    theme=GOVERNMENT,
    keywords=("beschikkingen", "subsidie"),
    columns={
        "nummer": _("nummer"),
        **AREA,
        "onderwerp": _("onderwerp"),
        "uitkomst": _("uitkomst"),
        "aan": _("organisatie, of: een persoon of groep"),
        "bedrag": _("euro"),
        "besloten_op": _("wanneer"),
        "namens": _("namens wie is besloten"),
        "grondslag": _("wettelijke grondslag"),
        **PAGE,
    },
)
def decisions() -> Iterator[tuple]:
    for each in read(public_decisions().order_by("year", "sequence")):
        yield (
            each.number,
            each.area.slug,
            each.area.name,
            each.subject,
            label(each.get_outcome_display()),
            label(each.public_addressee),
            each.amount,
            each.decided_on,
            each.on_behalf_of,
            each.legal_basis,
            page_of(each),
        )
