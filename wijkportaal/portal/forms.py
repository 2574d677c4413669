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
