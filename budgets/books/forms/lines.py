"""What is booked, set aside, and looked for."""

import uuid
from datetime import date
from decimal import Decimal

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.allocations.models import Allocation
from budgets.books.models import Book, Category, Movement, Purse
from budgets.books.queries import contributions_of
from budgets.books.states import (
    GRANTED,
    INCOME,
    MOVEMENT_KINDS,
    SPENDING,
)
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.files.forms import PdfField
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.money.forms import AmountField
from wijkportaal.foundation.pictures.forms import PictureField

CENT = Decimal("0.01")


class BookingFields(forms.Form):
    """What every line asks. `key` keeps a second click from booking twice."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("Datum"), widget=DateInput)
    amount = AmountField(label=_("Bedrag in euro"), lowest=CENT)

    def __init__(self, *args, book: Book, **kwargs) -> None:
        initial = {"key": uuid.uuid4(), "on": timezone.localdate()} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        self.book = book
        self.purses = book.purses.filter(is_active=True)

    def clean_on(self) -> date:
        """Money that still has to move is not booked yet."""
        if self.cleaned_data["on"] > timezone.localdate():
            raise ValidationError(_("Deze dag moet nog komen. Boek als het geld er is of weg is."))
        return self.cleaned_data["on"]

    def _choose_purse(self, name: str) -> None:
        self.fields[name].queryset = self.purses
        self.fields[name].empty_label = None


class LineForm(BookingFields):
    """Money that came in or went out, with its receipt."""

    purpose = forms.CharField(
        label=_("Waarvoor?"),
        max_length=160,
        help_text=_(
            "Bijvoorbeeld: verf voor de speeltuin. Dorpsgenoten lezen dit later. Schrijf geen namen."
        ),
    )
    category = forms.ModelChoiceField(label=_("Begrotingspost"), queryset=Category.objects.none())
    purse = forms.ModelChoiceField(label=_("Rekening of kas"), queryset=Purse.objects.none())
    party = forms.CharField(
        required=False, max_length=150, help_text=_("Alleen voor uw eigen boek. Dit wordt nooit openbaar.")
    )
    request = forms.ModelChoiceField(
        label=_("Is dit een toegezegd verzoek?"), queryset=None, required=False, empty_label=_("Nee")
    )
    allocation = forms.ModelChoiceField(
        label=_("Is dit een bijdrage die de gemeente heeft toegekend?"),
        queryset=None,
        required=False,
        empty_label=_("Nee"),
    )
    reserve = forms.ModelChoiceField(
        label=_("Uit een reservering?"), queryset=None, required=False, empty_label=_("Nee")
    )
    picture = PictureField(label=_("Foto van de bon"), required=False)
    file = PdfField(label=_("Of de bon als pdf"), required=False)

    field_order = [
        "key",
        "amount",
        "on",
        "purpose",
        "category",
        "purse",
        "party",
        "allocation",
        "request",
        "reserve",
    ]

    def __init__(self, *args, kind: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._choose_purse("purse")
        self.fields["category"].queryset = self.book.categories.filter(direction=kind, is_active=True)
        self.fields["category"].empty_label = _("Kies een post")
        self.fields["request"].queryset = self.book.requests.filter(state=GRANTED)
        self.fields["reserve"].queryset = self.book.reserves.all()
        if kind == INCOME:
            self.fields["party"].label = _("Van wie?")
            del self.fields["request"], self.fields["reserve"]
            self._offer_contributions()
        else:
            self.fields["party"].label = _("Aan wie?")
            del self.fields["allocation"]
            for name in ("request", "reserve"):
                if not self.fields[name].queryset.exists():
                    del self.fields[name]

    def _offer_contributions(self) -> None:
        """Let someone choose what the gemeente granted this year or last and did not come in yet."""
        this = timezone.localdate().year
        found = [*contributions_of(self.book, this), *contributions_of(self.book, this - 1)]
        expected = {each.allocation.pk: each for each in found if each.expected}
        if not expected:
            del self.fields["allocation"]
            return
        field = self.fields["allocation"]
        field.queryset = Allocation.objects.filter(pk__in=expected)
        field.label_from_instance = lambda each: (
            f"{expected[each.pk].name}: {euros(expected[each.pk].expected)}"
        )


class TransferForm(BookingFields):
    """Money that goes from one account of the board to another."""

    source = forms.ModelChoiceField(label=_("Van"), queryset=Purse.objects.none())
    target = forms.ModelChoiceField(label=_("Naar"), queryset=Purse.objects.none())
    purpose = forms.CharField(label=_("Toelichting"), max_length=160, initial=_("Overboeking"))

    field_order = ["key", "source", "target", "amount", "on", "purpose"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "target"):
            self._choose_purse(name)

    def clean(self) -> dict:
        values = super().clean()
        if values.get("source") and values.get("source") == values.get("target"):
            self.add_error("target", _("Kies twee verschillende rekeningen."))
        return values


class ReceiptForm(forms.Form):
    """The receipt of a line that is there already, or why there is none."""

    picture = PictureField(label=_("Foto van de bon"), required=False)
    file = PdfField(label=_("Of de bon als pdf"), required=False)
    note = forms.CharField(
        label=_("Of: waarom is er geen bon?"),
        required=False,
        max_length=200,
        help_text=_("Bijvoorbeeld: bankkosten, zie het afschrift van maart."),
    )

    def clean(self) -> dict:
        values = super().clean()
        if not self.errors and not any(values.get(name) for name in ("picture", "file", "note")):
            self.add_error("picture", _("Kies een foto of pdf, of schrijf waarom er geen bon is."))
        return values


class CounterForm(forms.Form):
    """Why a line is undone."""

    reason = forms.CharField(
        label=_("Wat klopt er niet?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("De regel blijft staan. Er komt een tegenregel bij, met uw reden."),
    )


class ReserveForm(forms.Form):
    """A goal to save for."""

    goal = forms.CharField(
        label=_("Waarvoor wilt u sparen?"), max_length=100, help_text=_("Bijvoorbeeld: nieuw dak dorpshuis.")
    )
    target = AmountField(label=_("Hoeveel is er nodig?"), lowest=CENT, required=False)
    by_year = forms.IntegerField(label=_("In welk jaar?"), required=False)
    amount = AmountField(label=_("Wat reserveert u nu al?"), required=False)

    def clean_by_year(self) -> int | None:
        year, now = self.cleaned_data["by_year"], timezone.localdate().year
        if year is not None and not now <= year <= now + 40:
            raise ValidationError(_("Vul een jaar in van nu of later, zoals %(year)d.") % {"year": now + 3})
        return year


class ReserveStepForm(forms.Form):
    """Set more aside, or let it go again."""

    SET_ASIDE, RELEASE = "opzij", "vrij"

    key = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(
        label=_("Wat wilt u doen?"),
        choices=[(SET_ASIDE, _("geld opzij zetten")), (RELEASE, _("geld weer vrijgeven"))],
        widget=forms.RadioSelect,
    )
    amount = AmountField(label=_("Bedrag in euro"), lowest=CENT)
    reason = forms.CharField(
        label=_("Waarom?"), max_length=200, required=False, help_text=_("Verplicht als u geld vrijgeeft.")
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, initial={"key": uuid.uuid4(), "way": self.SET_ASIDE}, **kwargs)

    def clean(self) -> dict:
        values = super().clean()
        if values.get("way") == self.RELEASE and not values.get("reason", "").strip():
            self.add_error("reason", _("Schrijf erbij waarom dit geld weer vrij is."))
        return values

    @property
    def moved(self) -> Decimal:
        values = self.cleaned_data
        return values["amount"] if values["way"] == self.SET_ASIDE else -values["amount"]


class MovementFilter(django_filters.FilterSet):
    """What the list of lines can be narrowed to."""

    q = django_filters.CharFilter(label=_("Zoek"), method="find")
    year = django_filters.NumberFilter(
        label=_("Jaar"), field_name="account__year", min_value=2000, max_value=2100
    )
    kind = django_filters.ChoiceFilter(
        label=_("Soort"), choices=list(MOVEMENT_KINDS.items()), empty_label=_("Alles")
    )
    receipt = django_filters.ChoiceFilter(
        label=_("Bon"), choices=[("nee", _("bon mist"))], empty_label=_("Alles"), method="keep_missing"
    )

    class Meta:
        model = Movement
        fields: list[str] = []

    def find(self, movements, name, words):
        return movements.filter(purpose__icontains=words) | movements.filter(party__icontains=words)

    def keep_missing(self, movements, name, value):
        return movements.filter(kind=SPENDING, has_receipt=False, counters=None, countered_by=None)
