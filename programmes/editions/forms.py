from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.editions.states import VARIANTS


class EditionForm(forms.Form):
    """Which brochure to make."""

    variant = forms.ChoiceField(
        label=_("Welke brochure?"),
        choices=list(VARIANTS.items()),
        # Each choice has a button of its own on the page.
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Kies waarvoor de brochure is."),
            "invalid_choice": _("Kies waarvoor de brochure is."),
        },
    )
