from django import forms
from django.utils.translation import gettext_lazy as _


class SheetForm(forms.Form):
    """A file of projects to look at: nothing is changed yet."""

    file = forms.FileField(
        label=_("Bestand met projecten"),
        max_length=200,
        help_text=_("Een xlsx-bestand met de kolommen van het voorbeeld. Een csv-bestand mag ook."),
        error_messages={"empty": _("Dit bestand is leeg."), "required": _("Kies een bestand.")},
    )
