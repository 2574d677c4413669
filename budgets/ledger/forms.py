import uuid
from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.forms import AreaChoiceFilter
from areas.territory.models import Area
from budgets.ledger.calculations import transfer
from budgets.ledger.models import Account, Purpose
from budgets.ledger.queries import for_list
from budgets.ledger.states import ACCOUNT_KINDS
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.money.forms import AmountField

FIRST_DAY = date(2000, 1, 1)


def booking_day(value: date) -> date:
    """Refuse a day on which nothing can have been booked."""
    if not FIRST_DAY <= value <= timezone.localdate():
        raise ValidationError(_("Kies een datum die niet in de toekomst ligt."))
    return value


class AccountFilter(django_filters.FilterSet):
    """What the list of accounts can be narrowed to, and the day whose balances it shows."""

    area = AreaChoiceFilter(
        lambda request: Area.objects.filter(pk__in=Account.objects.values("area")).order_by("name")
    )
    year = django_filters.NumberFilter(label=_("Budgetjaar"), min_value=2000, max_value=2100)
    kind = django_filters.ChoiceFilter(
        label=_("Soort"), choices=list(ACCOUNT_KINDS.items()), empty_label=_("Alles")
    )
    purpose = django_filters.ModelChoiceFilter(
        label=_("Bestemming"),
        queryset=lambda request: Purpose.objects.all(),
        to_field_name="slug",
        empty_label=_("Alles"),
    )
    on = django_filters.DateFilter(label=_("Saldo op"), method="leave", widget=DateInput)

    class Meta:
        model = Account
        fields: list[str] = []

    def leave(self, accounts, name, value):
        """The day decides what is added up, not which accounts there are."""
        return accounts

    @property
    def day(self) -> date | None:
        return self.form.cleaned_data.get("on") if self.form.is_valid() else None


class BookingForm(forms.Form):
    """A booking by hand: from one account to another. `key` keeps a second click from booking twice."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ModelChoiceField(label=_("Van rekening"), queryset=Account.objects.none())
    target = forms.ModelChoiceField(label=_("Naar rekening"), queryset=Account.objects.none())
    amount = AmountField(label=_("Bedrag in euro"))
    on = forms.DateField(label=_("Datum"), widget=DateInput)
    description = forms.CharField(label=_("Omschrijving"), max_length=200)
    decision = forms.CharField(
        label=_("Op welk besluit?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: collegebesluit 12 januari 2026, nummer 26-014."),
    )
    document = forms.CharField(
        label=_("Bij welk stuk? (optioneel)"),
        max_length=200,
        required=False,
        help_text=_("Het nummer of kenmerk waaronder het bewaard is."),
    )

    def __init__(self, *args, **kwargs) -> None:
        initial = {"key": uuid.uuid4(), "on": timezone.localdate()} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        recent = Q(year=None) | Q(year__gte=timezone.localdate().year - 1)
        for name in ("source", "target"):
            self.fields[name].queryset = for_list(Account.objects.filter(recent))
            self.fields[name].empty_label = _("Kies een rekening")

    def clean_on(self) -> date:
        return booking_day(self.cleaned_data["on"])

    def clean_amount(self):
        if not self.cleaned_data["amount"]:
            raise ValidationError(_("Vul een bedrag van meer dan nul in."))
        return self.cleaned_data["amount"]

    def clean(self) -> dict:
        values = super().clean()
        if values.get("source") and values.get("source") == values.get("target"):
            self.add_error("target", _("Kies twee verschillende rekeningen."))
        return values

    @property
    def moves(self) -> dict:
        values = self.cleaned_data
        return transfer(values["source"], values["target"], values["amount"])


class CounterForm(forms.Form):
    """Why a booking is undone."""

    reason = forms.CharField(
        label=_("Waarom draait u deze boeking terug?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De reden blijft bij de boeking staan."),
    )


class PurposeForm(forms.ModelForm):
    """What money can be meant for."""

    class Meta:
        model = Purpose
        fields = ["name", "slug", "task_field", "cost_centre", "position", "is_active"]
        labels = {
            "name": _("Naam"),
            "slug": _("Korte naam voor het webadres"),
            "task_field": _("Taakveld (Iv3)"),
            "cost_centre": _("Kostenplaats (optioneel)"),
            "position": _("Volgorde"),
        }
