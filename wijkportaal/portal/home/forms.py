from django import forms
from django.utils.translation import gettext_lazy as _


class DayForm(forms.Form):
    """Reads the day (`?op=2024-01-01`) for which a page of an area is asked; nonsense means today."""

    op = forms.DateField(
        label=_("Toon dit gebied zoals het was op"), required=False, input_formats=["%Y-%m-%d"]
    )

    @property
    def day(self):
        """The day that was asked for, or None."""
        return self.cleaned_data.get("op") if self.is_valid() else None


class StreetForm(forms.Form):
    """A street, or a postcode with house number; and which of several areas is meant."""

    q = forms.CharField(label=_("Uw straat, of uw postcode en huisnummer"), required=False, max_length=80)
    area = forms.SlugField(required=False, widget=forms.HiddenInput)
