import re
from datetime import date, timedelta

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.forms import AreaChoiceFilter
from participation.recognition.calculations import is_kvk, years_after
from participation.recognition.models import (
    Criterion,
    DeclaredMeeting,
    LegitimacyFile,
    MemberCount,
    Recruitment,
)
from participation.recognition.queries import working_in
from participation.recognition.states import JUDGED, MEASURES, TIES, USUAL_YEARS
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.files.forms import PdfField
from wijkportaal.foundation.operations.forms import OpenForm

# Nobody holds a portal to account for what is longer ago.
OLDEST_YEARS = 5
LINK = re.compile(r"https?:|www\.", re.IGNORECASE)


def not_in_future(day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError(_("Deze dag moet nog komen. Vul een dag in die voorbij is."))


class FileForm(forms.ModelForm):
    """What a board declares of its statutes, KvK and how it is chosen. Nothing is obliged: the page says what lacks."""

    statutes = PdfField(label=_("Statuten"), required=False)
    kvk_number = forms.CharField(
        label=_("KvK-nummer"), required=False, max_length=20, help_text=_("Acht cijfers, zoals 12345678.")
    )

    class Meta:
        model = LegitimacyFile
        fields = ["statutes", "statutes_on", "aim", "statutory_area", "kvk_number", "chosen_by"]
        labels = {
            "statutes_on": _("Van welke datum zijn de statuten?"),
            "aim": _("Wat is het doel volgens de statuten?"),
            "statutory_area": _("Voor welk gebied, volgens de statuten?"),
            "chosen_by": _("Door wie is het bestuur gekozen?"),
        }
        widgets = {"statutes_on": DateInput, "aim": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["statutes_on"].validators.append(not_in_future)
        self.fields["chosen_by"].choices = [
            ("", _("Nog niet ingevuld")),
            *self.fields["chosen_by"].choices[1:],
        ]
        # An upload is never shown again; the page shows which document is there.
        self.initial.pop("statutes", None)

    def clean_kvk_number(self) -> str:
        number = re.sub(r"[\s.]", "", self.cleaned_data["kvk_number"])
        if number and not is_kvk(number):
            raise ValidationError(_("Een KvK-nummer heeft acht cijfers. Kijk het na op kvk.nl."))
        return number

    def _post_clean(self) -> None:
        """Leave the model alone: an action writes it, and an upload is not yet a file."""

    def details(self) -> dict:
        return dict(self.cleaned_data)


class MeetingForm(forms.ModelForm):
    """A meeting that was held."""

    account = PdfField(label=_("Jaarverslag of jaarrekening"), required=False)
    account_year = forms.IntegerField(
        label=_("Verantwoording over welk jaar?"),
        required=False,
        help_text=_("Alleen bij een ledenvergadering die de rekening en verantwoording kreeg, zoals 2025."),
    )

    class Meta:
        model = DeclaredMeeting
        fields = ["held_on", "kind", "is_public", "account_year", "account"]
        labels = {
            "held_on": _("Wanneer was het?"),
            "kind": _("Wat voor vergadering?"),
            "is_public": _("Iedereen mocht erbij zijn"),
        }
        widgets = {"held_on": DateInput}

    def clean_held_on(self) -> date:
        day = self.cleaned_data["held_on"]
        not_in_future(day)
        if day.year < timezone.localdate().year - OLDEST_YEARS:
            raise ValidationError(_("Dat is te lang geleden. Vul een vergadering van de laatste jaren in."))
        return day

    def clean_account_year(self) -> int | None:
        year, this_year = self.cleaned_data["account_year"], timezone.localdate().year
        if year is not None and not this_year - OLDEST_YEARS <= year <= this_year:
            raise ValidationError(
                _("Vul een jaar in dat net voorbij is, zoals %(year)d.") % {"year": this_year - 1}
            )
        return year

    def clean(self) -> dict:
        values = super().clean()
        if values.get("account") and values.get("account_year") is None and "account_year" not in self.errors:
            self.add_error("account_year", _("Vul in over welk jaar dit stuk gaat."))
        if values.get("account_year") is not None and values.get("kind") not in {None, "members"}:
            self.add_error(
                "account_year", _("Verantwoording geeft u in een ledenvergadering. Kies die soort.")
            )
        return values

    def _post_clean(self) -> None:
        """Leave the model alone: an action writes it."""


class MembersForm(forms.ModelForm):
    """How many members there are in a year."""

    class Meta:
        model = MemberCount
        fields = ["year", "number"]
        labels = {"year": _("Jaar"), "number": _("Aantal leden")}

    def clean_year(self) -> int:
        year, this_year = self.cleaned_data["year"], timezone.localdate().year
        if not this_year - OLDEST_YEARS <= year <= this_year:
            raise ValidationError(_("Vul dit jaar in, of een van de jaren ervoor."))
        return year


class DeclareForm(forms.Form):
    """What somebody on the board declares."""

    tie = forms.ChoiceField(label=_("Raad of college"), choices=list(TIES.items()), widget=forms.RadioSelect)
    on_board_since = forms.DateField(
        label=_("In het bestuur sinds"),
        required=False,
        widget=DateInput,
        validators=[not_in_future],
        help_text=_("Alleen als dat eerder was dan in het portaal staat."),
    )


class AskForm(forms.Form):
    """What a board says with its request."""

    words = forms.CharField(
        label=_("Wilt u er iets bij zeggen?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zoals waarom een eis nog niet in orde is."),
    )


class ProposeForm(forms.Form):
    """The advice of who judges a request, with the period."""

    advice = forms.CharField(
        label=_("Uw advies"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Erkennen of niet, en waarom? Ontbreekt er iets, schrijf dan op waarom dat wel of niet telt."
        ),
    )
    first_day = forms.DateField(label=_("Erkennen vanaf"), widget=DateInput)
    last_day = forms.DateField(label=_("Tot en met"), widget=DateInput)

    def __init__(self, *args, first_day: date, **kwargs):
        last = years_after(first_day, USUAL_YEARS) - timedelta(days=1)
        super().__init__(*args, initial={"first_day": first_day, "last_day": last}, **kwargs)

    def clean(self) -> dict:
        values = super().clean()
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("De laatste dag ligt vóór de eerste dag."))
        if last and last <= timezone.localdate():
            self.add_error("last_day", _("Kies een dag die nog moet komen."))
        return values

    def values(self) -> dict:
        """Return what the action takes: a half-open period."""
        told = self.cleaned_data
        return {
            "advice": told["advice"],
            "valid_from": told["first_day"],
            "valid_until": told["last_day"] + timedelta(days=1),
        }


class JudgeForm(forms.Form):
    """What the gemeente thinks of a criterion that nobody can count."""

    is_met = forms.TypedChoiceField(
        label=_("Is dit in orde?"),
        choices=[("ja", _("Ja")), ("nee", _("Nee, nog niet"))],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Waarom?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Het bestuur leest dit."),
    )


class CriterionForm(forms.ModelForm):
    """A criterion of the gemeente: its number, whether it holds, and for one of its own what it asks."""

    class Meta:
        model = Criterion
        fields = ["title", "number", "help_text", "is_active"]
        labels = {
            "title": _("Wat is de eis?"),
            "help_text": _("Uitleg voor het bestuur"),
            "is_active": _("Deze eis geldt"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.instance.kind or JUDGED
        measure = MEASURES[kind]
        if kind == JUDGED:
            self.fields["title"].required = True
        else:
            del self.fields["title"]
        if measure.number is None:
            del self.fields["number"]
        else:
            self.fields["number"].required = True
            self.fields["number"].label = measure.asks
            if self.instance.pk is None:
                self.initial["number"] = measure.number

    def clean_number(self) -> int:
        if not 1 <= self.cleaned_data["number"] <= 1000:
            raise ValidationError(_("Vul een getal in van 1 tot en met 1.000."))
        return self.cleaned_data["number"]


class RecruitmentForm(forms.ModelForm):
    """What a panel says to find members."""

    class Meta:
        model = Recruitment
        fields = ["headline", "what", "meets", "asks", "gives", "is_open"]
        labels = {
            "headline": _("Kop"),
            "what": _("Wat doet u?"),
            "meets": _("Wanneer komt u bij elkaar?"),
            "asks": _("Wat vraagt u van een nieuw lid?"),
            "gives": _("Wat krijgt iemand ervoor terug?"),
            "is_open": _("De pagina staat aan: iedereen kan zich aanmelden"),
        }
        help_texts = {
            "headline": _("Kort en uitnodigend. Dit staat groot op de poster."),
            "gives": _("Zoals “gezelligheid, koffie en invloed”."),
        }
        widgets = {"what": forms.Textarea(attrs={"rows": 4}), "asks": forms.Textarea(attrs={"rows": 3})}


class SignUpForm(OpenForm):
    """Who wants to join, and how the secretary reaches them."""

    name = forms.CharField(label=_("Uw naam"), max_length=80)
    contact = forms.CharField(
        label=_("Uw e-mailadres of telefoonnummer"),
        max_length=120,
        help_text=_("Alleen het bestuur ziet dit. Na drie maanden is het weg."),
    )
    words = forms.CharField(
        label=_("Wilt u iets vragen of zeggen?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ["name", "contact", "words"]

    def clean_name(self) -> str:
        return self._without_links("name")

    def clean_words(self) -> str:
        return self._without_links("words")

    def clean_contact(self) -> str:
        told = self.cleaned_data["contact"].strip()
        if LINK.search(told) or not ("@" in told or sum(sign.isdigit() for sign in told) >= 8):
            raise ValidationError(_("Vul een e-mailadres in, of een telefoonnummer met alle cijfers."))
        return told

    def _without_links(self, name: str) -> str:
        if LINK.search(self.cleaned_data[name]):
            raise ValidationError(_("Hier mag geen link in staan."))
        return self.cleaned_data[name]


class BodyFilter(django_filters.FilterSet):
    """What the overview can be narrowed to: the panels and dorpsbelangen that work in an area today."""

    gebied = AreaChoiceFilter(method="in_area")

    class Meta:
        model = Organisation
        fields: list[str] = []

    def in_area(self, bodies, name, area):
        return working_in(bodies, area)
