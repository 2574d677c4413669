import uuid
from datetime import date, timedelta
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from budgets.grants.forms.applications import PaperField
from budgets.ledger.models import Account
from budgets.vouchers.calculations import read_code
from budgets.vouchers.models import Voucher
from budgets.vouchers.queries import areas_to_issue_in, budgets_in
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.money.calculations import euros
from wijkportaal.foundation.money.forms import AmountField

LEAST = Decimal("0.01")
USUAL_TIME, LONGEST_TIME = timedelta(days=365), timedelta(days=3 * 365)


class BudgetField(forms.ModelChoiceField):
    """A budget with what it holds."""

    def label_from_instance(self, account: Account) -> str:
        return f"{account} ({euros(account.balance)})"


class VoucherForm(forms.ModelForm):
    """A voucher for an idea: how much, from which budget, until when."""

    area = forms.ModelChoiceField(
        label=_("Gebied"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    amount = AmountField(label=_("Hoeveel euro is de bon waard?"), lowest=LEAST)
    source = BudgetField(
        label=_("Uit welk budget?"), queryset=Account.objects.none(), empty_label=_("Kies een budget")
    )
    expires_on = forms.DateField(label=_("Geldig tot en met"), widget=DateInput)

    class Meta:
        model = Voucher
        fields = [
            "area",
            "idea",
            "explanation",
            "project",
            "group",
            "organisation",
            "email",
            "amount",
            "source",
            "expires_on",
        ]
        labels = {
            "idea": _("Voor welk idee?"),
            "explanation": _("Wat gaat er gebeuren?"),
            "project": _("Hoort het bij een project? Vul het kenmerk in"),
            "group": _("Wie voert het uit?"),
            "organisation": _("Welke organisatie?"),
            "email": _("E-mailadres van de groep"),
        }
        help_texts = {
            "idea": _("Staat op de kaart en op de pagina van het gebied."),
            "project": _("Het kenmerk staat aan het eind van het adres van het project."),
            "group": _("Zonder namen van mensen, zoals “buren van de Lindestraat”."),
            "email": _("De groep krijgt de code per e-mail."),
        }
        widgets = {"explanation": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, person, **kwargs):
        initial = {"expires_on": timezone.localdate() + USUAL_TIME} | (kwargs.pop("initial", None) or {})
        super().__init__(*args, initial=initial, **kwargs)
        areas = areas_to_issue_in(person)
        self.fields["area"].queryset = areas
        self.fields["source"].queryset = budgets_in(areas)
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True)
        self.fields["organisation"].empty_label = _("Geen organisatie")

    def clean_expires_on(self) -> date:
        day, today = self.cleaned_data["expires_on"], timezone.localdate()
        if not today < day <= today + LONGEST_TIME:
            raise ValidationError(_("Kies een dag na vandaag en binnen drie jaar."))
        return day

    def clean(self):
        values = super().clean()
        area, source, amount = values.get("area"), values.get("source"), values.get("amount")
        if area and source and source.area_id not in {None, area.pk}:
            self.add_error("source", _("Dit budget is van een ander gebied."))
        if source and amount and amount > source.balance:
            self.add_error(
                "amount", _("Er staat nog %(left)s op dit budget.") % {"left": euros(source.balance)}
            )
        return values


class CodeForm(forms.Form):
    """The code of a voucher."""

    code = forms.CharField(
        label=_("De code op uw waardebon"),
        max_length=60,
        help_text=_("Twaalf letters en cijfers. Kleine letters en streepjes maken niet uit."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        if not (code := read_code(self.cleaned_data["code"])):
            raise ValidationError(_("Deze code klopt niet. Kijk nog eens goed op de kaart."))
        return code


class RedeemForm(forms.Form):
    """What someone asks to be paid. `key` keeps a second click from asking twice."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    amount = AmountField(label=_("Hoeveel euro vraagt u?"), lowest=LEAST)
    what = forms.CharField(label=_("Waarvoor?"), max_length=120)
    invoice = PaperField(label=_("De factuur of bon"))
    name = forms.CharField(label=_("Uw naam of bedrijf"), max_length=150)
    email = forms.EmailField(label=_("Uw e-mailadres"))

    def __init__(self, *args, left: Decimal, **kwargs):
        super().__init__(*args, initial={"key": uuid.uuid4()}, **kwargs)
        self.fields["invoice"].help_text = _(
            "Een pdf of een foto. Zet op de factuur op welke rekening wij betalen. Alleen de gemeente ziet dit."
        )
        self.left = left

    def clean_amount(self) -> Decimal:
        if (amount := self.cleaned_data["amount"]) > self.left:
            raise ValidationError(_("Op de bon staat nog %(left)s.") % {"left": euros(self.left)})
        return amount


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Waarom?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
