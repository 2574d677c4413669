"""Amounts and counts as people type them, and as they are shown again."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from budgets.staffels.calculations.reading import LARGEST_COUNT
from budgets.staffels.calculations.wording import NotAnAmount, read_amount

# What someone types for an amount that the regulation does not publish.
UNKNOWN = "onbekend"


def shown(amount: Decimal | None) -> str:
    """Write an amount as one types it: `6.000` or `2,47`."""
    if amount is None:
        return UNKNOWN
    whole, _sign, cents = f"{amount:,.2f}".partition(".")
    whole = whole.replace(",", ".")
    return whole if cents == "00" else f"{whole},{cents}"


class MoneyField(forms.CharField):
    """An exact amount of two decimals, with comma or point; `may_be_unknown` lets one say that it is not public.

    Gives a Decimal; None for what is unknown, and also for an empty field that is not required.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *args, may_be_unknown: bool = False, what: str = "", **options):
        self.may_be_unknown, self.what = may_be_unknown, what
        super().__init__(*args, max_length=40, **options)

    def clean(self, value):
        typed = super().clean(value)
        if not typed or (self.may_be_unknown and typed.lower() == UNKNOWN):
            return None
        try:
            return read_amount(typed, what=self.what)
        except NotAnAmount as error:
            raise ValidationError(str(error)) from error


class SignedMoneyField(MoneyField):
    """An amount that may be less than nothing: what goes off."""

    def clean(self, value):
        typed = forms.CharField.clean(self, value).replace("−", "-").strip()
        amount = super().clean(typed.removeprefix("-") if typed else value)
        return -amount if amount is not None and typed.startswith("-") else amount


class CountField(forms.CharField):
    """A whole number, with or without a point of thousands; empty is no limit."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, *args, **options):
        super().__init__(*args, max_length=20, **options)

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        plain = typed.replace(".", "") if all(len(group) == 3 for group in typed.split(".")[1:]) else typed
        if plain.startswith(("-", "−")):
            raise ValidationError(
                _("“%(typed)s” is negatief. Vul een getal van 0 of meer in.") % {"typed": typed}
            )
        if not (plain.isascii() and plain.isdecimal()) or int(plain) > LARGEST_COUNT:
            raise ValidationError(_("“%(typed)s” is geen heel getal.") % {"typed": typed})
        return int(plain)


def year_field(label: str, **options) -> forms.IntegerField:
    """A year that a scheme can be about."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=1990, max_value=2200, widget=widget, **options)
