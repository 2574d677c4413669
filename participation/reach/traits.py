"""By what those who take part are laid beside all who live there, and the figures that say how many those are."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Group:
    """A group of people; `indicator` is the figure (CBS) that says how many there are in an area, if one does."""

    key: str
    label: str | Promise
    indicator: str = ""


@dataclass(frozen=True)
class Trait:
    """What people are told apart by, with its groups in their order."""

    key: str
    label: str | Promise
    question: str | Promise
    groups: tuple[Group, ...]


AGE = Trait(
    "age",
    _("leeftijd"),
    _("Hoe oud bent u?"),
    (
        Group("00_14", _("0 tot 15 jaar"), "a_00_14"),
        Group("15_24", _("15 tot 25 jaar"), "a_15_24"),
        Group("25_44", _("25 tot 45 jaar"), "a_25_44"),
        Group("45_64", _("45 tot 65 jaar"), "a_45_64"),
        Group("65_oo", _("65 jaar en ouder"), "a_65_oo"),
    ),
)
# Who is neither is counted; the population is only known of women and men.
SEX = Trait(
    "sex",
    _("geslacht"),
    _("Wat bent u?"),
    (
        Group("woman", _("vrouw"), "a_vrouw"),
        Group("man", _("man"), "a_man"),
        Group("other", _("anders")),
    ),
)
HOUSEHOLD = Trait(
    "household",
    _("huishouden"),
    _("Met wie woont u?"),
    (
        Group("alone", _("alleen"), "a_1p_hh"),
        Group("no_children", _("samen, zonder kinderen"), "a_hh_z_k"),
        Group("children", _("met kinderen"), "a_hh_m_k"),
    ),
)
# Its groups are the streets of the area, with their addresses.
STREET = Trait("street", _("straat"), _("In welke straat woont u?"), ())

TRAITS = {trait.key: trait for trait in (AGE, SEX, HOUSEHOLD)}
ALL_TRAITS = TRAITS | {STREET.key: STREET}
