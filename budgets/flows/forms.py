from decimal import Decimal

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.figures.catalogue import INDICATORS
from areas.territory.forms import AreaChoiceFilter
from areas.territory.models import Area
from budgets.flows.models import (
    FIRST_YEAR,
    LAST_YEAR,
    FlowGoal,
    FlowMapping,
    FlowSource,
    JointFlow,
    MoneyFlow,
    PartnerCall,
)
from budgets.flows.plans import NAMED, PARTS, Missing, known_words
from budgets.flows.queries import areas_to_edit
from budgets.flows.states import CERTAINTIES, CERTAINTY_HELP, RESIDENTS
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.money.forms import AmountField


def year_of_money(**options) -> forms.IntegerField:
    """Return a field for a year."""
    return forms.IntegerField(
        label=_("Jaar"), min_value=FIRST_YEAR, max_value=LAST_YEAR, localize=False, **options
    )


class FlowFilter(django_filters.FilterSet):
    """What the list of amounts can be narrowed to."""

    year = django_filters.NumberFilter(label=_("Jaar"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    area = AreaChoiceFilter(lambda request: areas_to_edit(request.user).order_by("name"))
    certainty = django_filters.ChoiceFilter(
        label=_("Hoe zeker"), choices=list(CERTAINTIES.items()), empty_label=_("Alles")
    )

    class Meta:
        model = MoneyFlow
        fields: list[str] = []


class InAreas(forms.ModelForm):
    """A form for something of an area that this person keeps."""

    def __init__(self, *args, person, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = Area.objects.filter(pk__in=areas_to_edit(person)).order_by("name")
        self.fields["area"].empty_label = _("Kies een gebied")
        for name in {"source", "goal", "sources"} & self.fields.keys():
            field = self.fields[name]
            field.queryset = field.queryset.filter(is_active=True) | field.queryset.filter(
                pk__in=self._chosen(name)
            )
            if hasattr(field, "empty_label"):
                field.empty_label = _("Kies")

    def _chosen(self, name: str) -> list[int]:
        if not self.instance.pk:
            return []
        if name == "sources":
            return [source.pk for source in self.instance.sources.all()]
        return [getattr(self.instance, f"{name}_id")]


class FlowForm(InAreas):
    """One amount: what a source gives to an area, and how sure that is."""

    amount = AmountField(
        label=_("Bedrag in euro"),
        lowest=Decimal("0.01"),
        required=False,
        help_text=_("Laat dit leeg bij uren van bewoners: dan rekenen we het uit."),
    )
    year = year_of_money()
    hours = forms.DecimalField(
        label=_("Uren van bewoners"),
        max_digits=9,
        decimal_places=1,
        required=False,
        localize=True,
        help_text=_("Alleen bij uren van bewoners."),
    )
    rate = AmountField(
        label=_("Wat is een uur waard, in euro?"),
        lowest=Decimal("0.01"),
        highest=Decimal("9999.99"),
        required=False,
        help_text=_("Schrijf hieronder waar deze waarde vandaan komt."),
    )

    class Meta:
        model = MoneyFlow
        fields = [
            "area",
            "year",
            "source",
            "goal",
            "description",
            "amount",
            "hours",
            "rate",
            "certainty",
            "evidence",
        ]
        labels = {
            "area": _("Gebied"),
            "source": _("Wie geeft het?"),
            "goal": _("Voor welk doel?"),
            "description": _("Waarvoor?"),
            "certainty": _("Hoe zeker is het bedrag?"),
            "evidence": _("Waar blijkt dat uit?"),
        }
        help_texts = {
            "evidence": _("Bijvoorbeeld: jaarrekening 2026, of de bron van de waarde van een uur."),
        }
        widgets = {"certainty": forms.RadioSelect}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["certainty"].choices = [
            (key, f"{words}: {CERTAINTY_HELP[key]}") for key, words in CERTAINTIES.items()
        ]
        if not self.instance.pk:
            self.initial.setdefault("year", timezone.localdate().year)

    def clean(self) -> dict:
        values = super().clean()
        source = values.get("source")
        if source is None:
            return values
        if source.kind == RESIDENTS:
            for name in ("hours", "rate"):
                if not values.get(name) or values[name] <= 0:
                    self.add_error(name, _("Vul bij uren van bewoners de uren in en wat een uur waard is."))
        elif values.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("Vul een bedrag in."))
        key = {name: values.get(name) for name in ("area", "year", "source", "goal", "description")}
        if None not in key.values() and MoneyFlow.objects.filter(**key).exclude(pk=self.instance.pk).exists():
            self.add_error(
                "description",
                _("Deze geldstroom is er al. Schrijf hier wat er anders aan is, of wijzig de andere."),
            )
        return values

    def _post_clean(self) -> None:
        """Leave the instance alone: the action sets it, and works the amount of hours out."""


class GoalForm(forms.ModelForm):
    """A goal of money, with what tells whether it helps."""

    indicators = forms.MultipleChoiceField(
        label=_("Welke kerncijfers laten zien of het helpt?"),
        choices=[(key, each.label) for key, each in INDICATORS.items()],
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Met Ctrl kiest u er meer."),
    )

    class Meta:
        model = FlowGoal
        fields = ["name", "explanation", "purposes", "indicators", "is_active"]
        labels = {
            "name": _("Naam van het doel"),
            "explanation": _("Uitleg"),
            "purposes": _("Welke bestemmingen van het grootboek tellen mee?"),
        }
        widgets = {"purposes": forms.CheckboxSelectMultiple}


class SourceForm(forms.ModelForm):
    """A source of money."""

    class Meta:
        model = FlowSource
        fields = ["kind", "name", "task_field", "is_active"]
        labels = {"kind": _("Soort"), "name": _("Naam"), "task_field": _("Taakveld (Iv3)")}
        help_texts = {"task_field": _("Alleen bij geld van de gemeente.")}


class JointForm(InAreas):
    """Sources that spend together on a goal of an area."""

    class Meta:
        model = JointFlow
        fields = ["area", "goal", "title", "sources", "agreement", "agreed_on", "first_year", "last_year"]
        labels = {
            "area": _("Gebied"),
            "goal": _("Doel"),
            "title": _("Titel"),
            "sources": _("Wie doen mee?"),
            "agreement": _("Wat is afgesproken?"),
            "agreed_on": _("Afgesproken op"),
            "first_year": _("Vanaf jaar"),
            "last_year": _("Tot en met jaar"),
        }
        widgets = {
            "sources": forms.CheckboxSelectMultiple,
            "agreed_on": DateInput,
            "agreement": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_year", "last_year"):
            self.fields[name].localize = False

    def clean_sources(self):
        if len(self.cleaned_data["sources"]) < 2:
            raise ValidationError(_("Kies minstens twee bronnen: anders is het niet gezamenlijk."))
        return self.cleaned_data["sources"]

    def clean(self) -> dict:
        values = super().clean()
        first, last = values.get("first_year"), values.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Dit jaar ligt voor het eerste jaar."))
        return values


class CallForm(InAreas):
    """A call for new partners."""

    wanted = AmountField(label=_("Hoeveel geld is nodig, in euro?"), required=False, lowest=Decimal("0.01"))

    class Meta:
        model = PartnerCall
        fields = [
            "area",
            "goal",
            "title",
            "text",
            "wanted",
            "contact_name",
            "contact_email",
            "contact_phone",
            "closes_on",
            "found",
        ]
        labels = {
            "area": _("Gebied"),
            "goal": _("Doel"),
            "title": _("Titel"),
            "text": _("Wat zoekt u, en waarom?"),
            "contact_name": _("Wie kan iemand bellen of mailen?"),
            "contact_email": _("E-mailadres"),
            "contact_phone": _("Telefoonnummer"),
            "closes_on": _("Reageren kan tot en met"),
            "found": _("Wie is gevonden?"),
        }
        help_texts = {
            "found": _(
                "Vul dit in als het gelukt is. De oproep blijft nog een tijd staan, met wie er meedoet."
            )
        }
        widgets = {"closes_on": DateInput, "text": forms.Textarea(attrs={"rows": 5})}

    def clean(self) -> dict:
        values = super().clean()
        if not values.get("contact_email") and not values.get("contact_phone"):
            self.add_error("contact_email", _("Vul een e-mailadres of een telefoonnummer in."))
        return values


class SheetForm(forms.Form):
    """A sheet of amounts of one year to look at: nothing is changed yet."""

    file = forms.FileField(
        label=_("Bestand met geldstromen"),
        max_length=200,
        help_text=_("Een xlsx-bestand met één rij per bedrag. Een csv-bestand mag ook."),
        error_messages={"empty": _("Dit bestand is leeg."), "required": _("Kies een bestand.")},
    )
    year = year_of_money()
    mapping = forms.ModelChoiceField(
        label=_("Lees het zoals eerder"),
        queryset=FlowMapping.objects.all(),
        required=False,
        empty_label=_("Dit is een nieuw soort bestand"),
    )
    name = forms.CharField(
        label=_("Van wie is dit soort bestand?"),
        max_length=80,
        required=False,
        help_text=_(
            "Alleen bij een nieuw soort. Onder deze naam bewaren we hoe het gelezen wordt, ook voor volgend jaar."
        ),
    )

    def clean(self) -> dict:
        values = super().clean()
        if not values.get("mapping") and "mapping" not in self.errors:
            name = values.get("name", "")
            if not name:
                self.add_error("name", _("Kies hoe het bestand gelezen wordt, of vul een naam in."))
            elif FlowMapping.objects.filter(name=name).exists():
                self.add_error("name", _("Deze naam is er al. Kies hem hierboven."))
        return values


class MappingForm(forms.Form):
    """Which heading tells what, and what the words of a sheet mean here."""

    def __init__(self, data=None, *, missing: Missing) -> None:
        super().__init__(data)
        self.missing = missing
        headings = [("", _("Staat er niet in")), *((name, name) for name in missing.header)]
        for part, words in PARTS.items():
            self.fields[f"column_{part}"] = forms.ChoiceField(
                label=words,
                choices=headings,
                required=part in missing.needed,
                initial=missing.columns.get(part, ""),
            )
        known = known_words()
        for part in NAMED:
            choices = [
                ("", _("Kies")),
                *((key, str(_shown(part, key, value))) for key, value in sorted(known[part].items())),
            ]
            for number, word in enumerate(missing.words.get(part, ())):
                self.fields[f"{part}_{number}"] = forms.ChoiceField(
                    label=f"{PARTS[part]}: {word}", choices=choices
                )

    @property
    def columns(self) -> dict[str, str]:
        return {
            part: self.cleaned_data[f"column_{part}"] for part in PARTS if self.cleaned_data[f"column_{part}"]
        }

    @property
    def names(self) -> dict[str, dict[str, str]]:
        return {
            part: {
                word.casefold(): self.cleaned_data[f"{part}_{number}"] for number, word in enumerate(words)
            }
            for part, words in self.missing.words.items()
        }


def _shown(part: str, key: str, value) -> str:
    return CERTAINTIES[value] if part == "certainty" else value
