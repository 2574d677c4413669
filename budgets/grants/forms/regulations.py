"""A regulation on a form: what it says, and its conditions one by one."""

from collections.abc import Iterator
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from areas.territory.queries import areas_on
from budgets.grants.calculations.conditions import (
    AtMost,
    AtMostFor,
    ClosesOn,
    Condition,
    DaysAhead,
    Once,
    OwnShare,
    Support,
)
from budgets.grants.models import Application, Regulation
from budgets.grants.states import APPLICANTS, FIRST_CHECKLIST
from budgets.ledger.models import Account, Purpose
from budgets.ledger.queries import for_list
from budgets.ledger.states import POT, TREASURY
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.money.calculations import euros, read_amount
from wijkportaal.foundation.money.forms import AmountField

MOST_KINDS, MOST_POINTS = 20, 20
OWN_FIELDS = (
    "name",
    "legal_basis",
    "explanation",
    "is_quick",
    "is_open",
    "applicants",
    "purpose",
    "account",
    "decider",
    "decide_within",
    "decide_unit",
    "advice_above",
    "two_deciders_above",
    "settles_at_once",
    "advance_percent",
    "account_within",
    "checklist",
)


class KindsField(forms.CharField):
    """Maxima per kind of activity, one a line: `buurtfeest: 250`. Cleans to conditions."""

    def __init__(self, **options):
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, **options)

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(f"{each.kind}: {euros(each.amount).lstrip('€').strip()}" for each in value)
        return value

    def to_python(self, value) -> list[AtMostFor]:
        lines = [line.strip() for line in super().to_python(value).splitlines() if line.strip()]
        found = [self._read(line) for line in lines[: MOST_KINDS + 1]]
        if len({each.kind for each in found}) < len(found) or len(found) > MOST_KINDS:
            raise ValidationError(_("Noem elke soort één keer, en hooguit twintig soorten."))
        return found

    def validate(self, value) -> None:
        """Lines were looked at one by one."""

    def run_validators(self, value) -> None:
        """The length was of the text."""

    def _read(self, line: str) -> AtMostFor:
        kind, colon, text = line.rpartition(":")
        amount = read_amount(text) if colon else None
        if not kind.strip() or amount is None or amount <= 0 or amount != round(amount, 2):
            raise ValidationError(
                _("“%(line)s” begrijpen we niet. Schrijf het als: buurtfeest: 250"),
                params={"line": line[:60]},
            )
        return AtMostFor(amount.quantize(Decimal("0.01")), kind.strip()[:60])


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    def __init__(self, **options):
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **options)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value) -> list[str]:
        lines = [line.strip()[:200] for line in super().to_python(value).splitlines() if line.strip()]
        if len(lines) > MOST_POINTS:
            raise ValidationError(_("Hooguit twintig regels."))
        return lines


class RegulationForm(forms.ModelForm):
    """All of a regulation. A condition that is left empty is no condition."""

    areas = forms.ModelMultipleChoiceField(
        label=_("Voor welke gebieden?"),
        queryset=Area.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kiest u niets, dan geldt de regeling voor de hele gemeente."),
    )
    applicants = forms.MultipleChoiceField(
        label=_("Wie kan aanvragen?"), choices=list(APPLICANTS.items()), widget=forms.CheckboxSelectMultiple
    )
    checklist = LinesField(
        label=_("Punten voor de beoordeling"), help_text=_("Eén punt per regel. Wie beoordeelt, loopt ze na.")
    )
    advice_above = AmountField(label=_("Advies van het wijkteam boven (euro)"), required=False)
    two_deciders_above = AmountField(label=_("Twee beslissers boven (euro)"), required=False)

    own_share = forms.DecimalField(
        label=_("Eigen bijdrage: minstens (procent van de kosten)"),
        required=False,
        min_value=1,
        max_value=100,
        decimal_places=1,
        localize=True,
    )
    at_most = AmountField(label=_("Hoogstens per aanvraag (euro)"), required=False)
    at_most_for = KindsField(
        label=_("Hoogstens per soort activiteit"),
        help_text=_("Eén soort per regel, zoals “buurtfeest: 250”."),
    )
    supporters = forms.IntegerField(
        label=_("Hoeveel buurtgenoten moeten het plan steunen?"),
        required=False,
        min_value=1,
        max_value=10_000,
    )
    closes_on = forms.DateField(label=_("Laatste dag om aan te vragen"), required=False, widget=DateInput)
    days_ahead = forms.IntegerField(
        label=_("Hoeveel dagen van tevoren aanvragen?"), required=False, min_value=1, max_value=365
    )
    once = forms.BooleanField(label=_("Elke aanvrager kan het één keer aanvragen"), required=False)

    class Meta:
        model = Regulation
        fields = OWN_FIELDS
        labels = {
            "name": _("Naam"),
            "legal_basis": _("Op welk artikel of besluit rust de regeling?"),
            "explanation": _("Waarvoor is het geld?"),
            "is_quick": _("Klein en snel: een aanvraag van één bladzijde, zonder beoordeling vooraf"),
            "is_open": _("Er kan nu worden aangevraagd"),
            "purpose": _("Bestemming"),
            "account": _("Uit welke pot?"),
            "decider": _("Wie beslist?"),
            "decide_within": _("Binnen hoeveel tijd?"),
            "decide_unit": _("Weken of werkdagen?"),
            "settles_at_once": _("Geen verantwoording nodig: de toekenning is ook de vaststelling"),
            "advance_percent": _("Voorschot (procent)"),
            "account_within": _("Verantwoorden binnen hoeveel weken na afloop?"),
        }
        help_texts = {
            "legal_basis": _(
                "Staat in elke beschikking, bijvoorbeeld: Verordening wijkbudgetten, artikel 7."
            ),
            "explanation": _("Iedereen leest dit. Schrijf kort en in gewone woorden."),
            "account": _(
                "Kiest u niets, dan komt het geld uit het budget van het gebied voor deze bestemming."
            ),
        }
        widgets = {"explanation": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        instance = kwargs.get("instance") or Regulation()
        kwargs["initial"] = _initial_of(instance) | (kwargs.get("initial") or {})
        super().__init__(*args, **{**kwargs, "instance": instance})
        self.fields["areas"].queryset = areas_on().exclude(kind="gemeente").order_by("name")
        chosen = Account.objects.filter(pk=instance.account_id or 0)
        self.fields["account"].queryset = for_list(Account.objects.filter(kind__in=(POT, TREASURY)) | chosen)
        self.fields["account"].empty_label = _("Het budget van het gebied")
        self.fields["purpose"].queryset = Purpose.objects.filter(is_active=True) | Purpose.objects.filter(
            pk=instance.purpose_id or 0
        )

    def clean_advance_percent(self) -> int:
        percent = self.cleaned_data["advance_percent"]
        if percent > 100:
            raise ValidationError(_("Hoogstens 100 procent."))
        return percent

    def clean_decide_within(self) -> int:
        length = self.cleaned_data["decide_within"]
        if not 1 <= length <= 60:
            raise ValidationError(_("Kies een getal van 1 tot en met 60."))
        return length

    def clean(self):
        values = super().clean()
        used = self.instance.pk and Application.objects.filter(
            regulation=self.instance.pk, granted__isnull=False
        )
        if used and "purpose" in self.changed_data and used.exists():
            self.add_error("purpose", _("Er is al geld toegekend. De bestemming ligt vast."))
        return values

    def conditions(self) -> list[Condition]:
        """The conditions that were filled in."""
        return list(_conditions_in(self.cleaned_data))

    def own_values(self) -> dict:
        """What stands in the row of the regulation."""
        return {name: self.cleaned_data[name] for name in OWN_FIELDS}


def _conditions_in(values: dict) -> Iterator[Condition]:
    if values["own_share"]:
        yield OwnShare(values["own_share"])
    if values["at_most"]:
        yield AtMost(values["at_most"])
    yield from values["at_most_for"]
    if values["supporters"]:
        yield Support(values["supporters"])
    if values["closes_on"]:
        yield ClosesOn(values["closes_on"])
    if values["days_ahead"]:
        yield DaysAhead(values["days_ahead"])
    if values["once"]:
        yield Once()


def _initial_of(regulation: Regulation) -> dict:
    found = {each.name: each for each in regulation.conditions if each.name != "at_most_for"}
    first = {
        "own_share": ("own_share", "percent"),
        "at_most": ("at_most", "amount"),
        "supporters": ("support", "people"),
        "closes_on": ("closes_on", "on"),
        "days_ahead": ("days_ahead", "days"),
    }
    initial = {
        field: getattr(found[name], attribute) for field, (name, attribute) in first.items() if name in found
    }
    kinds = [each for each in regulation.conditions if each.name == "at_most_for"]
    initial |= {"once": "once" in found, "at_most_for": kinds}
    if regulation.pk:
        initial["areas"] = [place.area_id for place in regulation.places.all()]
    else:
        initial["checklist"] = [str(point) for point in FIRST_CHECKLIST]
    return initial
