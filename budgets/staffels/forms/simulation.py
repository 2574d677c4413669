"""What the simulator turns: one slider for all together, and each number of the scheme."""

from collections.abc import Callable
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from budgets.staffels.calculations.scheme import Scheme
from budgets.staffels.calculations.simulation import changed_by_amount, changed_by_percent, knobs, turned
from budgets.staffels.calculations.wording import percent
from budgets.staffels.forms.fields import MoneyField, SignedMoneyField, shown, year_field
from budgets.staffels.models import StaffelVersion
from wijkportaal.foundation.money.calculations import euros

PERCENT, EURO = "procent", "euro"
# How far the slider goes each way.
MOST_PERCENT = 20
PREFIX = "getal-"


class SimulationForm(forms.Form):
    """A change in percents or euros, other numbers in the parts, or another version beside it."""

    jaar = year_field(lazy("Jaar"))
    verandering = SignedMoneyField(
        label=lazy("Samen meer of minder"),
        required=False,
        what=lazy("getal"),
        help_text=lazy("Bijvoorbeeld 2 voor 2 % indexering, of -25.000 voor een bezuiniging van € 25.000."),
    )
    eenheid = forms.ChoiceField(label=lazy("Eenheid"), choices=[(PERCENT, "%"), (EURO, "€")])
    met = forms.ModelChoiceField(
        label=lazy("Vergelijk met"),
        queryset=StaffelVersion.objects.none(),
        required=False,
        empty_label=lazy("deze versie, met de wijzigingen hieronder"),
    )

    def __init__(self, data, *, scheme: Scheme, others):
        super().__init__(data)
        self.fields["met"].queryset = others
        self.base = scheme
        self.knobs = knobs(scheme)
        for knob in self.knobs:
            self.fields[PREFIX + knob.key] = MoneyField(
                label=knob.label, required=False, initial=shown(knob.value)
            )

    @property
    def knob_groups(self) -> list[tuple[str, list]]:
        """The numbers by the part that they are of."""
        groups: dict[str, list] = {}
        for knob in self.knobs:
            groups.setdefault(knob.part, []).append(self[PREFIX + knob.key])
        return list(groups.items())

    @property
    def turned_numbers(self) -> dict[str, Decimal]:
        """The numbers that are other than they were."""
        return {
            knob.key: value
            for knob in self.knobs
            if (value := self.cleaned_data.get(PREFIX + knob.key)) is not None and value != knob.value
        }

    def changed(self, *, total_of: Callable[[Scheme], Decimal]) -> Scheme:
        """The scheme as someone wants to see it; `total_of` says what a scheme gives all together."""
        scheme = turned(self.base, self.turned_numbers)
        amount = self.cleaned_data.get("verandering")
        if not amount:
            return scheme
        if self.cleaned_data.get("eenheid") == EURO:
            return changed_by_amount(scheme, amount)
        year = self.cleaned_data["jaar"]
        return changed_by_percent(
            scheme, amount, year=year, total=total_of(scheme) if amount < 0 else Decimal(0)
        )

    def words(self) -> str:
        """What is changed, in a short sentence."""
        said = []
        if amount := self.cleaned_data.get("verandering"):
            size = euros(abs(amount)) if self.cleaned_data.get("eenheid") == EURO else percent(abs(amount))
            said.append(
                _("%(size)s meer") % {"size": size} if amount > 0 else _("%(size)s minder") % {"size": size}
            )
        labels = {knob.key: knob for knob in self.knobs}
        for key, value in self.turned_numbers.items():
            knob = labels[key]
            said.append(f"{knob.label} {shown(knob.value)} → {shown(value)}")
        return "; ".join(str(each) for each in said)
