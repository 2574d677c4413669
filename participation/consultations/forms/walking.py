"""Forms of who walks: one card of a walking list, and which streets are walked by whom."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participation.consultations.actions.answers import Form
from participation.consultations.actions.walking import Entry, moment_of
from participation.consultations.calculations import TypedStreet, read_streets
from participation.consultations.forms.answers import AnswerFields
from participation.consultations.models import Consultation, WalkAddress
from participation.consultations.queries.rounds import streets_of
from participation.consultations.states import ANSWERED, OUTCOMES


class EntryForm(AnswerFields):
    """One door: what happened there, and the answers when somebody gave them. The same from the page and a phone."""

    key = forms.RegexField(r"^[0-9A-Za-z-]{16,40}$", widget=forms.HiddenInput)
    address = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(choices=list(OUTCOMES.items()))
    at = forms.CharField(required=False, max_length=40)
    note = forms.CharField(
        label=_("Wanneer terugkomen?"),
        required=False,
        max_length=100,
        help_text=_("Bijvoorbeeld: na zes uur."),
    )

    def __init__(self, *args, doors: dict[int, WalkAddress], consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.doors, self.consultation = doors, consultation
        self.fields["email"].help_text = _("Alleen als iemand wil horen wat er met de wens gebeurt.")

    def clean_address(self) -> WalkAddress:
        door = self.doors.get(self.cleaned_data["address"])
        if door is None:
            raise ValidationError(_("Dit adres staat niet op uw lijst."))
        return door

    @property
    def needs_answers(self) -> bool:
        return self.data.get("outcome") == ANSWERED

    def clean(self) -> dict:
        known = {question.field_name for question in self.questions}
        if any(name.startswith("vraag-") and name not in known for name in self.data):
            raise ValidationError(_("Deze vraag hoort niet bij deze ronde. Ververs de pagina."))
        return super().clean()

    @property
    def entry(self) -> Entry:
        """The card, checked."""
        values = self.cleaned_data
        form = None
        if values["outcome"] == ANSWERED:
            form = Form(self.given, values["address"].street, values["name"], values["email"])
        return Entry(
            values["key"],
            values["address"],
            values["outcome"],
            moment_of(values["at"], self.consultation),
            values["note"],
            form,
        )

    @property
    def why(self) -> str:
        """What is wrong with it, in one line, for who reads it on a phone."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)[:500]


class StreetsForm(forms.Form):
    """Streets with their house numbers, typed or pasted, one on a line. Gives what was read."""

    text = forms.CharField(
        label=_("Straten en huisnummers"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Op elke regel één straat: “Lindestraat: 1-25 oneven, 27a”. Plakken uit Excel mag ook."),
    )

    def clean_text(self) -> list[TypedStreet]:
        streets, faults = read_streets(self.cleaned_data["text"])
        if faults:
            raise ValidationError([ValidationError(fault) for fault in faults[:10]])
        return streets


class WalkerForm(forms.Form):
    """Who walks which streets."""

    email = forms.EmailField(label=_("E-mailadres van de loper"), help_text=_("Een bewoner of een collega."))
    streets = forms.ModelMultipleChoiceField(
        label=_("Welke straten?"), queryset=None, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["streets"].queryset = streets_of(consultation)
