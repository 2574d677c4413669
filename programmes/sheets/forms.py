from django import forms
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.files.archives import MAX_BYTES


class SheetForm(forms.Form):
    """A file of projects to look at: nothing is changed yet."""

    file = forms.FileField(
        label=_("Bestand met projecten"),
        max_length=200,
        help_text=_(
            "Een xlsx-bestand met de kolommen van het voorbeeld, of een zip met dat bestand en de foto's en documenten "
            "die erin staan. Een csv-bestand mag ook."
        ),
        error_messages={"empty": _("Dit bestand is leeg."), "required": _("Kies een bestand.")},
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(_("Dit bestand is te groot: hoogstens 300 MB. Deel het in stukken."))
        return upload
