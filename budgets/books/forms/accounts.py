"""What villagers ask of the board, and the way of a yearly account."""

from datetime import date, timedelta
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.money.forms import AmountField

CENT = Decimal("0.01")


class AskForm(forms.Form):
    """What a villager asks of the board."""

    what = forms.CharField(
        label=_("Waarvoor vraagt u geld?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: barbecue van de straat."),
    )
    amount = AmountField(label=_("Hoeveel is er nodig?"), lowest=CENT, highest=Decimal(100_000))
    wanted_on = forms.DateField(label=_("Wanneer is het nodig?"), widget=DateInput)
    explanation = forms.CharField(
        label=_("Wilt u er meer over vertellen?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(label=_("Uw naam"), max_length=150)
    email = forms.EmailField(
        label=_("Uw e-mailadres"), help_text=_("Hierop krijgt u het antwoord. Alleen het bestuur ziet het.")
    )

    def clean_wanted_on(self) -> date:
        day, today = self.cleaned_data["wanted_on"], timezone.localdate()
        if not today <= day <= today + timedelta(days=3 * 366):
            raise ValidationError(_("Kies een dag die nog komt, binnen drie jaar."))
        return day


class AnswerForm(forms.Form):
    """The board's answer to a villager."""

    step = forms.ChoiceField(
        label=_("Wat is het antwoord?"),
        choices=[("grant", _("Ja")), ("refuse", _("Nee"))],
        widget=forms.RadioSelect,
    )
    amount = AmountField(label=_("Welk bedrag zegt u toe?"), lowest=CENT, required=False)
    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De bewoner leest dit in een e-mail."),
    )

    def clean(self) -> dict:
        values = super().clean()
        if values.get("step") == "grant" and not self.errors and values.get("amount") is None:
            self.add_error("amount", _("Vul het bedrag in dat de bewoner krijgt."))
        return values


class LapseForm(forms.Form):
    """Why what was granted does not happen."""

    reason = forms.CharField(
        label=_("Waarom gaat het niet door?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class AuditorForm(forms.Form):
    """Somebody for the kascommissie."""

    name = forms.CharField(label=_("Naam"), max_length=150)
    email = forms.EmailField(label=_("E-mailadres"))


class SignForm(forms.Form):
    """What a member of the kascommissie says."""

    agrees = forms.TypedChoiceField(
        label=_("Klopt de jaarrekening?"),
        choices=[("ja", _("Ja, ik ben akkoord")), ("nee", _("Nee, er klopt iets niet"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "ja",
    )
    remark = forms.CharField(
        label=_("Opmerking"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Het bestuur en de gemeente lezen dit. Schrijf geen namen."),
    )

    def clean(self) -> dict:
        values = super().clean()
        if values.get("agrees") is False and not values.get("remark", "").strip():
            self.add_error("remark", _("Schrijf erbij wat er niet klopt."))
        return values


class MeetingForm(forms.Form):
    """When the members approved."""

    meeting_on = forms.DateField(label=_("Wanneer was de ledenvergadering?"), widget=DateInput)
    remark = forms.CharField(
        label=_("Opmerking van de leden"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NoteForm(forms.Form):
    """A word of the board with the account."""

    note = forms.CharField(
        label=_("Toelichting bij dit jaar"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wat viel op dit jaar? Dit staat boven de jaarrekening. Schrijf geen namen."),
    )


class RemarkForm(forms.Form):
    """Why an account goes back."""

    reason = forms.CharField(
        label=_("Wat klopt er nog niet?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
