from decimal import Decimal

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.ledger.actions import Ground
from budgets.ledger.models import Account
from budgets.ledger.queries import for_list
from budgets.payments.actions import Part
from budgets.payments.models import BankLine, ExpectedPayment
from budgets.payments.queries import waiting_for
from budgets.payments.states import CANCELLED, EXPECTED, EXPECTED_LIFE, LINE_LIFE, OPEN, PAID
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.money.forms import AmountField

CENT = Decimal("0.01")
MOST_PARTS = 12


class FileForm(forms.Form):
    """A file of the bank to look at: nothing is booked yet."""

    file = forms.FileField(
        label=_("Afschrift van de bank"),
        max_length=200,
        help_text=_(
            "Een xml-bestand in de vorm CAMT.053 (camt.053.001.02 of camt.053.001.08), hoogstens 10 MB."
        ),
        error_messages={"empty": _("Dit bestand is leeg."), "required": _("Kies een bestand.")},
    )


class LineFilter(django_filters.FilterSet):
    """What the list of bank lines can be narrowed to; without a choice it is the work list."""

    state = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[*LINE_LIFE.states.items(), ("all", _("alles"))],
        method="narrow",
        empty_label=None,
    )
    since = django_filters.DateFilter(
        label=_("Vanaf"), field_name="on", lookup_expr="gte", widget=forms.DateInput(attrs={"type": "date"})
    )
    find = django_filters.CharFilter(label=_("Zoek"), method="look_for", max_length=60)

    class Meta:
        model = BankLine
        fields: list[str] = []

    def __init__(self, data=None, *args, **kwargs) -> None:
        data = data.copy() if data is not None else {}
        data.setdefault("state", OPEN)
        super().__init__(data, *args, **kwargs)

    def narrow(self, lines, name, value):
        return lines if value == "all" else lines.filter(state=value)

    def look_for(self, lines, name, value):
        """Look in what the bank tells of the payment, not in names or accounts."""
        return lines.filter(
            Q(text__icontains=value)
            | Q(structured__icontains=value)
            | Q(end_to_end__icontains=value)
            | Q(reference__icontains=value)
        )


class PaymentFilter(django_filters.FilterSet):
    """What the list of expected payments can be narrowed to; without a choice what nobody booked yet."""

    state = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[
            (EXPECTED, _("nog te betalen of te ontvangen")),
            ("booked", _("geboekt, nog niet op een afschrift")),
            (PAID, EXPECTED_LIFE.states[PAID]),
            (CANCELLED, EXPECTED_LIFE.states[CANCELLED]),
            ("all", _("alles")),
        ],
        method="narrow",
        empty_label=None,
    )
    find = django_filters.CharFilter(label=_("Zoek"), method="look_for", max_length=60)

    class Meta:
        model = ExpectedPayment
        fields: list[str] = []

    def __init__(self, data=None, *args, **kwargs) -> None:
        data = data.copy() if data is not None else {}
        data.setdefault("state", EXPECTED)
        super().__init__(data, *args, **kwargs)

    def narrow(self, payments, name, value):
        if value == "all":
            return payments
        state = EXPECTED if value == "booked" else value
        payments = payments.filter(state=state)
        return payments.filter(entry__isnull=value != "booked") if state == EXPECTED else payments

    def look_for(self, payments, name, value):
        return payments.filter(Q(reference__icontains=value) | Q(description__icontains=value))


class PartForm(forms.Form):
    """One part of a bank line: it pays what was expected, or it goes from an account to an account."""

    amount = AmountField(label=_("Bedrag in euro"), lowest=CENT)
    expected = forms.ModelChoiceField(
        label=_("Hoort bij de verwachte betaling"), queryset=ExpectedPayment.objects.none(), required=False
    )
    source = forms.ModelChoiceField(
        label=_("Of boek van rekening"), queryset=Account.objects.none(), required=False
    )
    target = forms.ModelChoiceField(label=_("naar rekening"), queryset=Account.objects.none(), required=False)
    description = forms.CharField(label=_("Omschrijving van de boeking"), max_length=150, required=False)
    decision = forms.CharField(label=_("Op welk besluit?"), max_length=200, required=False)

    def __init__(self, *args, line: BankLine, choices: dict, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        # Each part has the same lists: they are read once for the whole page.
        for name, (queryset, options) in choices.items():
            self.fields[name].queryset = queryset
            self.fields[name].widget.choices = options

    def clean(self) -> dict:
        values = super().clean()
        if values.get("expected"):
            if values.get("source") or values.get("target"):
                raise ValidationError(_("Kies een verwachte betaling of rekeningen, niet allebei."))
            return values
        if not (values.get("source") and values.get("target")):
            raise ValidationError(_("Kies een verwachte betaling, of twee rekeningen."))
        if values["source"] == values["target"]:
            self.add_error("target", _("Kies twee verschillende rekeningen."))
        for name in ("description", "decision"):
            if not values.get(name):
                self.add_error(name, _("Vul dit in: zonder verwachte betaling weten we het niet."))
        return values

    @property
    def part(self) -> Part:
        values = self.cleaned_data
        if values["expected"]:
            return Part(values["amount"], expected=values["expected"])
        return Part(
            values["amount"],
            source=values["source"],
            target=values["target"],
            description=values["description"],
            ground=Ground(
                values["decision"], str(_("bankafschrift %(number)s")) % {"number": self.line.statement}
            ),
        )


class BasePartFormSet(forms.BaseFormSet):
    """The parts of a bank line; the empty ones at the end do not count."""

    @property
    def parts(self) -> list[Part]:
        return [form.part for form in self.forms if form.has_changed()]

    def clean(self) -> None:
        if not any(self.errors) and not any(form.has_changed() for form in self.forms):
            raise ValidationError(_("Vul minstens één deel in."))


PartFormSet = forms.formset_factory(
    PartForm, formset=BasePartFormSet, extra=0, max_num=MOST_PARTS, absolute_max=MOST_PARTS
)


def part_forms(line: BankLine, data=None, *, rows: int = 1) -> BasePartFormSet:
    """Return the parts of a line to fill in: `rows` of them, the first with the whole amount."""
    recent = Q(year=None) | Q(year__gte=timezone.localdate().year - 1)
    accounts, waiting = for_list(Account.objects.filter(recent)), waiting_for(line)
    named = [("", _("Kies een rekening")), *((each.pk, str(each)) for each in accounts)]
    due = [("", _("Geen")), *((each.pk, f"{each} ({euros(each.outstanding)})") for each in waiting)]
    choices = {"expected": (waiting, due), "source": (accounts, named), "target": (accounts, named)}
    initial = [{"amount": abs(line.amount)} if rows == 1 else {} for _row in range(min(rows, MOST_PARTS))]
    formset = PartFormSet(
        data,
        initial=initial if data is None else None,
        prefix="deel",
        form_kwargs={"line": line, "choices": choices},
    )
    for number, form in enumerate(formset.forms):
        form.empty_permitted = number > 0
    return formset


class ReasonForm(forms.Form):
    """Why a line is set aside or undone."""

    reason = forms.CharField(label=_("Waarom?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
