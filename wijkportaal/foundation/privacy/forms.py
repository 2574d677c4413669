from django import forms
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.people.codes import read_code


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
