from django import forms
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.components.forms import ColourInput
from wijkportaal.foundation.pictures.forms import PictureField


class BrandingForm(forms.ModelForm):
    logo = PictureField(
        label=_("Logo"),
        required=False,
        help_text=_(
            "Een png- of jpg-bestand. Een liggend logo op een witte of doorzichtige achtergrond past het best."
        ),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)

    class Meta:
        model = Gemeente
        fields = (
            "name",
            "short_name",
            "primary_colour",
            "accent_colour",
            "phone",
            "email",
            "website",
        )
        labels = {
            "name": _("Naam"),
            "short_name": _("Korte naam"),
            "primary_colour": _("Hoofdkleur"),
            "accent_colour": _("Actiekleur"),
            "phone": _("Telefoonnummer"),
            "email": _("E-mailadres"),
        }
        widgets = {
            "primary_colour": ColourInput,
            "accent_colour": ColourInput,
            "phone": forms.TextInput(attrs={"type": "tel"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["logo"] = self.instance.logo

    def clean_primary_colour(self) -> str:
        return self.cleaned_data["primary_colour"].lower()

    def clean_accent_colour(self) -> str:
        return self.cleaned_data["accent_colour"].lower()
