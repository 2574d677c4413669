from django import forms
from django.utils.translation import gettext_lazy as _

from wijkportaal.portal.webhooks.client import check_address
from wijkportaal.portal.webhooks.sources import KINDS


class WebhookForm(forms.Form):
    """Where messages go, and about what."""

    name = forms.CharField(
        label=_("Naam"), max_length=80, help_text=_("Bijvoorbeeld: zaaksysteem, wijkapp, nieuwsbrief.")
    )
    address = forms.URLField(
        label=_("Adres"),
        max_length=300,
        assume_scheme="https",
        help_text=_("Hier sturen wij een bericht heen zodra er iets gebeurt. Het begint met https://."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Stuur een bericht als"),
        choices=list(KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één gebeurtenis.")},
    )

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        if fault := check_address(address):
            raise forms.ValidationError(fault)
        return address
