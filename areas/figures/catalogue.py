"""The indicators that the portal knows, and the columns in which the world's files carry them.

Keys are the column names of CBS' Kerncijfers wijken en buurten. `columns` adds the names in PDOK's
GeoPackage, in older years and in files with English names; all are compared in lower case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

# How a figure of a merged or split area follows from those before it.
COUNT, MEAN = "count", "mean"
_PERCENT = "%"
_HIGHEST = Decimal(999_999_999_999)


@dataclass(frozen=True)
class Indicator:
    """Indicator: what a figure counts or measures.

    A `COUNT` of two areas together is the sum; a `MEAN` (also a percentage) is weighed by the count of
    `weight`. `factor` turns the file's unit into ours, per column name.
    """

    key: str
    label: str
    unit: str = ""
    decimals: int = 0
    kind: str = COUNT
    weight: str = "a_inw"
    columns: tuple[str, ...] = ()
    factors: tuple[tuple[str, Decimal], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it counts people or things, which come whole."""
        return self.kind == COUNT and not self.key.endswith("_ha")

    @property
    def highest(self) -> Decimal:
        """The most that it can be."""
        return Decimal(100) if self.unit == _PERCENT else _HIGHEST

    def factor(self, column: str) -> Decimal:
        return dict(self.factors).get(column, Decimal(1))


_KM2 = Decimal(100)

_ALL = (
    Indicator("a_inw", _("inwoners"), columns=("aantal_inwoners", "population", "inwoners")),
    Indicator("a_man", _("mannen"), columns=("mannen",)),
    Indicator("a_vrouw", _("vrouwen"), columns=("vrouwen",)),
    Indicator("a_00_14", _("inwoners van 0 tot 15 jaar")),
    Indicator("a_15_24", _("inwoners van 15 tot 25 jaar")),
    Indicator("a_25_44", _("inwoners van 25 tot 45 jaar")),
    Indicator("a_45_64", _("inwoners van 45 tot 65 jaar")),
    Indicator("a_65_oo", _("inwoners van 65 jaar en ouder")),
    Indicator(
        "p_00_14",
        _("van 0 tot 15 jaar"),
        _PERCENT,
        kind=MEAN,
        columns=("pop_0_14", "percentage_personen_0_tot_15_jaar"),
    ),
    Indicator(
        "p_15_24",
        _("van 15 tot 25 jaar"),
        _PERCENT,
        kind=MEAN,
        columns=("pop_15_24", "percentage_personen_15_tot_25_jaar"),
    ),
    Indicator(
        "p_25_44",
        _("van 25 tot 45 jaar"),
        _PERCENT,
        kind=MEAN,
        columns=("pop_25_44", "percentage_personen_25_tot_45_jaar"),
    ),
    Indicator(
        "p_45_64",
        _("van 45 tot 65 jaar"),
        _PERCENT,
        kind=MEAN,
        columns=("pop_45_64", "percentage_personen_45_tot_65_jaar"),
    ),
    Indicator(
        "p_65_oo",
        _("van 65 jaar en ouder"),
        _PERCENT,
        kind=MEAN,
        columns=("p_65_eo_", "pop_65plus", "percentage_personen_65_jaar_en_ouder"),
    ),
    Indicator("a_hh", _("huishoudens"), columns=("aantal_huishoudens", "huishoudens")),
    Indicator("a_1p_hh", _("eenpersoonshuishoudens")),
    Indicator("a_hh_z_k", _("huishoudens zonder kinderen")),
    Indicator("a_hh_m_k", _("huishoudens met kinderen")),
    Indicator(
        "p_1p_hh",
        _("eenpersoonshuishoudens"),
        _PERCENT,
        kind=MEAN,
        weight="a_hh",
        columns=("percentage_eenpersoonshuishoudens",),
    ),
    Indicator(
        "p_hh_z_k",
        _("huishoudens zonder kinderen"),
        _PERCENT,
        kind=MEAN,
        weight="a_hh",
        columns=("percentage_huishoudens_zonder_kinderen",),
    ),
    Indicator(
        "p_hh_m_k",
        _("huishoudens met kinderen"),
        _PERCENT,
        kind=MEAN,
        weight="a_hh",
        columns=("percentage_huishoudens_met_kinderen",),
    ),
    Indicator(
        "g_hhgro",
        _("gemiddelde grootte van een huishouden"),
        _("personen"),
        1,
        MEAN,
        "a_hh",
        ("gemiddelde_huishoudsgrootte",),
    ),
    Indicator(
        "a_woning",
        _("woningen"),
        columns=("woningvoorraad", "aantal_woningen", "dwelling_total", "woningen"),
    ),
    Indicator(
        "g_wozbag",
        _("gemiddelde WOZ-waarde"),
        _("duizend euro"),
        kind=MEAN,
        weight="a_woning",
        columns=("g_woz", "gemiddelde_woningwaarde", "dwelling_value"),
    ),
    Indicator(
        "p_koopw",
        _("koopwoningen"),
        _PERCENT,
        kind=MEAN,
        weight="a_woning",
        columns=("percentage_koopwoningen", "dwelling_ownership"),
    ),
    Indicator(
        "p_huurw",
        _("huurwoningen"),
        _PERCENT,
        kind=MEAN,
        weight="a_woning",
        columns=("percentage_huurwoningen",),
    ),
    Indicator(
        "p_wcorpw",
        _("huurwoningen van een corporatie"),
        _PERCENT,
        kind=MEAN,
        weight="a_woning",
        columns=("perc_huurwoningen_in_bezit_woningcorporaties",),
    ),
    Indicator(
        "g_ink_pi",
        _("gemiddeld inkomen per inwoner"),
        _("duizend euro"),
        1,
        MEAN,
        columns=("gemiddeld_inkomen_per_inwoner",),
    ),
    Indicator("p_ink_li", _("mensen met een laag inkomen"), _PERCENT, 1, MEAN, columns=("income_low",)),
    Indicator("p_ink_hi", _("mensen met een hoog inkomen"), _PERCENT, 1, MEAN, columns=("income_high",)),
    Indicator(
        "p_arb_pp",
        _("mensen met betaald werk"),
        _PERCENT,
        kind=MEAN,
        columns=("employment_rate", "percentage_nettoarbeidsparticipatie"),
    ),
    Indicator(
        "p_opl_hg", _("mensen met hbo of universiteit"), _PERCENT, kind=MEAN, columns=("edu_appl_sci",)
    ),
    Indicator(
        "a_opp_ha",
        _("oppervlakte"),
        _("hectare"),
        columns=("oppervlakte_totaal_in_ha", "area"),
        factors=(("area", _KM2),),
    ),
    Indicator("a_lan_ha", _("oppervlakte land"), _("hectare"), columns=("oppervlakte_land_in_ha",)),
    Indicator(
        "bev_dich",
        _("inwoners per vierkante kilometer"),
        kind=MEAN,
        weight="a_lan_ha",
        columns=("bevolkingsdichtheid_inwoners_per_km2",),
    ),
    Indicator(
        "ste_oad", _("adressen per vierkante kilometer"), kind=MEAN, columns=("omgevingsadressendichtheid",)
    ),
    Indicator("a_pau", _("personenauto's"), columns=("personenautos_totaal",)),
)

INDICATORS: dict[str, Indicator] = {indicator.key: indicator for indicator in _ALL}

_BY_COLUMN = {column: i for i in _ALL for column in (i.key, *i.columns)}

AGE_BANDS = ("00_14", "15_24", "25_44", "45_64", "65_oo")


def indicators_in(columns: Iterable[str]) -> dict[str, Indicator]:
    """Return which columns of a file carry an indicator; the first column of each indicator counts."""
    found: dict[str, Indicator] = {}
    for column in columns:
        indicator = _BY_COLUMN.get(column.strip().lower())
        if indicator and indicator not in found.values():
            found[column] = indicator
    return found
