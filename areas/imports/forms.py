import re

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.imports.actions import Order
from areas.imports.states import AREAS, KINDS
from areas.territory.models import AreaKind


class UploadForm(forms.Form):
    """A file to look at: nothing is changed yet."""

    kind = forms.ChoiceField(
        label=_("Wat staat er in het bestand?"), choices=list(KINDS.items()), initial=AREAS
    )
    file = forms.FileField(
        label=_("Bestand"),
        max_length=200,
        error_messages={"empty": _("Dit bestand is leeg."), "required": _("Kies een bestand.")},
    )
    year = forms.IntegerField(
        label=_("Jaar"),
        help_text=_(
            "Van welk jaar zijn de indeling en de cijfers? Gebieden gelden vanaf 1 januari van dat jaar."
        ),
        min_value=1900,
        max_value=2200,
        localize=False,
    )
    gemeente = forms.CharField(
        label=_("Gemeentecode"),
        required=False,
        max_length=6,
        help_text=_("Alleen nodig als er meer gemeenten in het bestand staan. Bijvoorbeeld GM0080."),
    )
    gemeente_name = forms.CharField(label=_("Naam van de gemeente"), required=False, max_length=120)
    area_kind = forms.ChoiceField(
        label=_("Soort gebied"),
        required=False,
        choices=[("", _("volgt uit de CBS-code")), *AreaKind.choices],
        help_text=_("Alleen nodig voor gebieden zonder code van het CBS."),
    )
    source = forms.CharField(
        label=_("Bron"),
        required=False,
        max_length=200,
        help_text=_("Zo staat het bij de cijfers op de pagina."),
    )
    end_missing = forms.BooleanField(
        label=_("Beëindig gebieden die niet in het bestand staan"),
        required=False,
        help_text=_("Kies dit alleen als het bestand alle gebieden van deze soort bevat."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year

    def clean_gemeente(self) -> str:
        code = self.cleaned_data["gemeente"].strip().upper()
        if code and not re.fullmatch(r"GM\d{4}", code):
            raise forms.ValidationError(_("Een gemeentecode is GM met vier cijfers, zoals GM0080."))
        return code

    def order(self) -> Order:
        """Return what is asked of the file."""
        return Order(**{key: value for key, value in self.cleaned_data.items() if key != "file"})
