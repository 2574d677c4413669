from datetime import timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.people.codes import read_code
from wijkportaal.foundation.privacy.registry import Retention, in_words


class LeavingForm(forms.Form):
    """The code from the letter, with which somebody confirms that they leave."""

    code = forms.CharField(
        label=_("Code uit de e-mail"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Vul de code in die wij u mailden.")},
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("Deze code klopt niet. Kijk in de laatste e-mail die wij stuurden.")
            )
        return code


class TermForm(forms.Form):
    """How long something is kept."""

    days = forms.IntegerField(
        label=_("Aantal dagen"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={
            "required": _("Vul in na hoeveel dagen dit weggaat."),
            "invalid": _("Vul een heel getal in, zoals 90."),
        },
    )
    # What the page showed of what goes: only a term of which somebody saw that is saved.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, retention: Retention, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field, least, most = self.fields["days"], retention.least.days, retention.most.days
        bounds = {"least": least, "most": most, "standard": retention.term.days}
        field.help_text = (
            _("Van %(least)d tot en met %(most)d dagen. De standaard van het portaal is %(standard)d.")
            % bounds
        )
        said = _("Kies van %(least)d tot en met %(most)d dagen.") % bounds
        field.validators += [MinValueValidator(least, said), MaxValueValidator(most, said)]

    @property
    def term(self) -> timedelta:
        """The term that was typed; only of a form that is valid."""
        return timedelta(days=self.cleaned_data["days"])

    @property
    def in_words(self) -> str:
        return in_words(self.term)

    @property
    def was_seen(self) -> bool:
        """Whether who saves it saw what goes at this term."""
        return self.cleaned_data.get("seen") == self.cleaned_data["days"]
